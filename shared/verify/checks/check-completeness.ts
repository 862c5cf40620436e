import { renderUtcTime } from '../../adapters/utc-time.ts';
import { isSameHead } from '../../trust/head-memory.ts';
import type { CheckInput } from '../check-input.ts';
import { type CheckResult, memberPlace, wholeBundle } from '../check-result.ts';
import { countOf, groupDigits } from '../count-words.ts';
import { isHeadExpected } from '../expected-head.ts';

/**
 * Who else knows just this head: a quorum of witnesses, a person who was told, or the memory of another delivery. Null for
 * nobody. A remembered head that the bundle only continues confirms what was before it, not where the log ends.
 */
function confirmHead(input: CheckInput): string | null {
  const { witnessed, memory } = input;
  const head = memory.signedHead?.checkpoint;
  if (witnessed.isQuorum && witnessed.failed.length === 0) return 'cosigned by a quorum of witnesses';
  // A bare size is no head: only together with the log's signature does it say which one.
  const isTold = isHeadExpected(input) && (input.expected.root !== null || head !== undefined);
  if (isTold) return 'stated by another way than the bundle';
  const known = head === undefined ? undefined : memory.earlier.find((each) => isSameHead(each, head));
  return known === undefined
    ? null
    : `seen before, on ${renderUtcTime(known.firstSeenAt)}, in another delivery`;
}

/** The lines end where the newest checkpoint says that the log ended: not before it and not after it. */
export function checkCompleteness(input: CheckInput): readonly CheckResult[] {
  const { observation, head } = input;
  const newest = head.checkpoints.at(-1);
  if (newest === undefined) {
    const statement = 'No checkpoint states how many entries there should be.';
    return [{ code: 'head', axis: 'completeness', outcome: 'unknown', place: wholeBundle, statement }];
  }
  const { size } = newest.checkpoint;
  const { nextSeq } = observation;
  const difference = { expected: `size ${groupDigits(size)}`, found: `size ${groupDigits(nextSeq)}` };
  const place = memberPlace(newest.member);
  if (nextSeq < size) {
    const statement =
      `${countOf(size - nextSeq, 'entry is', 'entries are')} cut off at the end: ` +
      `the checkpoint states ${groupDigits(size)}, the bundle ends before ${groupDigits(nextSeq)}.`;
    return [{ code: 'truncated', axis: 'completeness', outcome: 'fail', place, statement, ...difference }];
  }
  if (nextSeq > size) {
    const statement =
      `${countOf(nextSeq - size, 'entry stands', 'entries stand')} after the newest checkpoint, ` +
      `which covers ${groupDigits(size)}: no log has signed them.`;
    return [
      { code: 'unsigned-tail', axis: 'completeness', outcome: 'fail', place, statement, ...difference },
    ];
  }
  const reached = `The entries reach the head in the bundle, size ${groupDigits(size)}.`;
  const confirmation = confirmHead(input);
  if (confirmation !== null) {
    const statement = `${reached} The head is known from elsewhere: ${confirmation}.`;
    return [{ code: 'head', axis: 'completeness', outcome: 'pass', place, statement, found: confirmation }];
  }
  const statement = `${reached} That the log had not grown beyond it is not independently known.`;
  return [{ code: 'head', axis: 'completeness', outcome: 'unknown', place, statement }];
}
