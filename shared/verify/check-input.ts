import type { BundleObservation } from '../bundle/observation.ts';
import type { DigestHex } from '../bytes/units.ts';
import type { TrustedKey } from '../trust/trusted-key.ts';
import type { Head } from './head.ts';
import type { HeadMemory } from './head-memory.ts';
import type { JudgedTime } from './judged-time.ts';
import type { KeyNotes } from './key-notes.ts';
import type { PinnedLogKey } from './log-keys.ts';
import type { PackerSignature } from './packer.ts';
import type { StampedTime } from './stamped-time.ts';
import type { ExpectedHead } from './verify-input.ts';
import type { WitnessedHeads } from './witnesses.ts';

/** What every check may look at. Nothing else: a check reads no file, no clock and no store. */
export interface CheckInput {
  readonly observation: BundleObservation;
  /** All pinned keys, of all logs. */
  readonly trustedKeys: readonly TrustedKey[];
  /** Digests of the members when they arrived, by path; null while the delivered file itself is read. */
  readonly arrival: ReadonlyMap<string, DigestHex> | null;
  readonly expected: ExpectedHead;
  /** The checkpoints of the bundle, read once for all checks. */
  readonly head: Head;
  /** The pinned keys of this log that can be read. */
  readonly logKeys: readonly PinnedLogKey[];
  readonly keyNotes: KeyNotes;
  readonly witnessed: WitnessedHeads;
  /** The packer's signature, verified once for all checks. */
  readonly packer: PackerSignature;
  readonly stamped: StampedTime;
  readonly memory: HeadMemory;
  /** When it is decided whether a key counts. */
  readonly judged: JudgedTime;
}
