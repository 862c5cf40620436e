import type { ByteOffset, EntrySeq } from '../bytes/units.ts';
import type { CheckCode } from './codes.ts';

export type Axis = 'bytes' | 'signer' | 'completeness' | 'time';

/** `unknown` is never green: the claim could not be decided with what is at hand. */
export type Outcome = 'pass' | 'fail' | 'unknown' | 'warning';

export type Place =
  | { readonly kind: 'bundle' }
  | { readonly kind: 'member'; readonly member: string; readonly offset?: ByteOffset }
  | { readonly kind: 'line'; readonly member: string; readonly line: number; readonly seq?: EntrySeq }
  | {
      readonly kind: 'entries';
      readonly firstSeq: EntrySeq;
      readonly lastSeq: EntrySeq;
      readonly member: string;
      readonly line: number;
    };

/** The answer to one claim. A new value per claim; nothing about it is stored as a boolean. */
export interface CheckResult {
  readonly code: CheckCode;
  readonly axis: Axis;
  readonly outcome: Outcome;
  readonly place: Place;
  /** One sentence of facts, made by `explain`: what is so, and where. */
  readonly statement: string;
  readonly expected?: string;
  readonly found?: string;
}
