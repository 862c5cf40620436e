import type { DigestHex, UnixMillis } from '../bytes/units.ts';

export type CustodyAction =
  | 'case-made'
  | 'bundle-imported'
  | 'key-pinned'
  | 'key-revoked'
  | 'key-unpinned'
  | 'authority-pinned'
  | 'authority-revoked'
  | 'authority-unpinned'
  | 'policy-set'
  | 'head-stated'
  | 'case-opened';

/** One link of the case's own log. `prev` binds it to the record before it. */
export interface CustodyRecord {
  readonly seq: number;
  readonly prev: DigestHex;
  /** The clock of this machine, which nobody vouches for; order is by seq. */
  readonly claimedTime: UnixMillis;
  readonly action: CustodyAction;
  /** Facts in plain words, in a fixed order. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
}
