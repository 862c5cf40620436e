import type { FormatErrorCode } from '../../shared/bytes/errors.ts';
import type { CheckCode } from '../../shared/verify/codes.ts';

/** `refused` is not a verdict: there is no readable bundle to give one about. */
export type VectorState = 'verified' | 'not-verifiable' | 'failed' | 'refused';

/** Nothing for the whole bundle; a member; or a line of it. The byte offset follows from the line. */
export interface ExpectedPlace {
  readonly member?: string;
  readonly line?: number;
  /** What the line states as its number; null for a stub or a line that cannot be read. */
  readonly seq?: number | null;
}

export interface ExpectedResult {
  readonly code: CheckCode;
  readonly outcome: 'fail' | 'unknown' | 'warning';
  readonly place: ExpectedPlace;
}

export interface VectorCase {
  readonly name: string;
  readonly state: VectorState;
  /** Null when the file is refused. */
  readonly headline: string | null;
  /** One sentence: what was done, and by whom. */
  readonly what: string;
  /** All results that are not a pass. */
  readonly results: readonly ExpectedResult[];
  readonly formatError?: FormatErrorCode;
  /** What a verifier says that reads no time stamps, as it may; only for bundles with one. */
  readonly withoutTimeStamp?: Pick<VectorCase, 'state' | 'headline' | 'results'>;
  make(): Promise<Uint8Array>;
}

export function fail(code: CheckCode, place: ExpectedPlace): ExpectedResult {
  return { code, outcome: 'fail', place };
}

export function unknown(code: CheckCode, place: ExpectedPlace): ExpectedResult {
  return { code, outcome: 'unknown', place };
}

export function warning(code: CheckCode, place: ExpectedPlace): ExpectedResult {
  return { code, outcome: 'warning', place };
}

export const wholeBundle: ExpectedPlace = {};

export function inMember(member: string, line?: number): ExpectedPlace {
  return line === undefined ? { member } : { member, line };
}

export function onLine(member: string, line: number, seq: number | null): ExpectedPlace {
  return { member, line, seq };
}

/** No bundle can prove that its times are true. */
export const claimedOnly = unknown('claimed-time', wholeBundle);

/** What every bundle has that reaches its newest head: nothing inside can prove that the log had not grown further. */
export function openHead(size: number): readonly ExpectedResult[] {
  return [unknown('head', { member: `data/checkpoints/${size}.note` }), claimedOnly];
}

/** The cases of one table differ in little; what they share is stated once. */
export function refused(
  name: string,
  formatError: FormatErrorCode,
  what: string,
  make: () => Promise<Uint8Array>,
): VectorCase {
  return { name, state: 'refused', headline: null, what, results: [], formatError, make };
}
