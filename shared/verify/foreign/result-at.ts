import type { FormatError } from '../../bytes/errors.ts';
import { type CheckResult, memberPlace, type Outcome } from '../check-result.ts';

/** A result about one member, in the order in which it is read: what, how it ended, where, and a sentence. */
export function resultAt(
  claim: Pick<CheckResult, 'code' | 'axis'>,
  outcome: Outcome,
  member: string,
  statement: string,
): CheckResult {
  return { ...claim, outcome, place: memberPlace(member), statement };
}

/** What is too large or of another version may be good; every other file that cannot be read is damaged. */
export function outcomeOfUnread({ code }: FormatError): 'unknown' | 'fail' {
  return code === 'member-limit' || code === 'unsupported-format' ? 'unknown' : 'fail';
}
