import type { ByteOffset, EntryOrdinal, EntrySeq } from '../bytes/units.ts';
import type { KeyStanding } from '../trust/key-standing.ts';
import type { CheckCode } from './codes.ts';

export type Axis = 'bytes' | 'signer' | 'completeness' | 'time';

/** `unknown` is never green: the claim could not be decided with what is at hand. `warning` decides nothing. */
export type Outcome = 'pass' | 'fail' | 'unknown' | 'warning';

export type Place =
  | { readonly kind: 'bundle' }
  | { readonly kind: 'member'; readonly member: string; readonly line?: number }
  | {
      readonly kind: 'line';
      readonly member: string;
      readonly line: number;
      readonly offset: ByteOffset;
      readonly ordinal: EntryOrdinal;
      readonly seq: EntrySeq | null;
    };

/** The answer to one claim. A new value per claim; nothing about it is stored as a boolean. */
export interface CheckResult {
  readonly code: CheckCode;
  readonly axis: Axis;
  readonly outcome: Outcome;
  readonly place: Place;
  /** One sentence of facts: what is so, and where. */
  readonly statement: string;
  readonly expected?: string;
  readonly found?: string;
  /** Why a pinned key does not count, when that is what the result says. */
  readonly standing?: Exclude<KeyStanding['kind'], 'good'>;
  /** Signed notes that together prove what the result says, whole. */
  readonly notes?: readonly string[];
}

export const wholeBundle: Place = { kind: 'bundle' };

export function memberPlace(member: string): Place {
  return { kind: 'member', member };
}
