import type { DigestHex, UnixMillis } from '../bytes/units.ts';

/** What is written down. A word that was given once is never taken back: logs of years ago have it. */
export const custodyActions = [
  'case-made',
  'bundle-imported',
  'key-pinned',
  'key-revoked',
  'key-unpinned',
  'authority-pinned',
  'authority-revoked',
  'authority-unpinned',
  'policy-set',
  'head-stated',
  'case-opened',
  'case-restored',
  'case-deleted',
  'facts-stated',
  'annotated',
  'finding-written',
  'exhibit-made',
  'exhibit-withdrawn',
  'sample-drawn',
  'sample-reviewed',
  'undone',
  'searched',
  'overlay-merged',
  'report-drafted',
  'report-produced',
  'report-countersigned',
  'report-withdrawn',
  'case-saved',
  'case-received',
  'lens-chosen',
  'recording-changed',
  'unmasked',
  'viewed',
  'exported',
  'exhibit-saved',
  'case-encrypted',
  'identity-kept-by-system',
  'identity-taken-from-system',
  'bundle-redacted',
] as const;

export type CustodyAction = (typeof custodyActions)[number];

/** One link of the case's own log. `prev` binds it to the record before it. */
export interface CustodyRecord {
  readonly seq: number;
  readonly prev: DigestHex;
  /** The clock of this machine, which nobody vouches for; order is by seq. */
  readonly claimedTime: UnixMillis;
  readonly action: CustodyAction;
  /** Facts in plain words, in a fixed order. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** One line of strict JSON: what a person made, or what it takes to do again what the record says. Absent where the facts say all. */
  readonly content?: string;
}
