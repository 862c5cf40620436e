import type { CheckInput } from '../check-input.ts';
import { type CheckResult, memberPlace, wholeBundle } from '../check-result.ts';
import { countOf, groupDigits } from '../count-words.ts';

/** The lines end where the newest checkpoint says that the log ended: not before it and not after it. */
export function checkCompleteness({ observation, head }: CheckInput): readonly CheckResult[] {
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
  const statement =
    `The entries reach the head in the bundle, size ${groupDigits(size)}. ` +
    'That the log had not grown beyond it is not independently known.';
  return [{ code: 'head', axis: 'completeness', outcome: 'unknown', place, statement }];
}
