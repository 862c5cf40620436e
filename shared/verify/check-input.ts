import type { BundleObservation } from '../bundle/observation.ts';
import type { DigestHex } from '../bytes/units.ts';
import type { TrustedKey } from '../trust/trusted-key.ts';
import type { Head } from './head.ts';

/** What every check may look at. Nothing else: a check reads no file, no clock and no store. */
export interface CheckInput {
  readonly observation: BundleObservation;
  readonly trustedKeys: readonly TrustedKey[];
  /** Digests of the members when they arrived, by path; null while the delivered file itself is read. */
  readonly arrival: ReadonlyMap<string, DigestHex> | null;
  /** The checkpoints of the bundle, read once for all checks. */
  readonly head: Head;
}
