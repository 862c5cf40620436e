import type { BundleObservation } from '../bundle/observation.ts';
import type { TrustedKey } from '../trust/trusted-key.ts';
import type { Verdict } from './verdict.ts';

export interface VerifyInput {
  readonly observation: BundleObservation;
  readonly trustedKeys: readonly TrustedKey[];
  /** Digests of the members when they arrived, by path: present when a stored copy is verified again. */
  readonly arrival: ReadonlyMap<string, string> | null;
}

/** Decides every claim from what was read and from the trust store. Never throws on evidence. */
export function verifyBundle(_input: VerifyInput): Verdict {
  throw new Error('not yet');
}
