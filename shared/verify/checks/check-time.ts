import type { CheckInput } from '../check-input.ts';
import { type CheckResult, wholeBundle } from '../check-result.ts';
import { linePlace, problemsOf } from '../line-problems.ts';

/** Times are claims of the sender. Order is by seq, so a clock that goes back is a warning and breaks nothing. */
export function checkTime({ observation }: CheckInput): readonly CheckResult[] {
  const claimed: CheckResult = {
    code: 'claimed-time',
    axis: 'time',
    outcome: 'unknown',
    place: wholeBundle,
    // Also beside a verified time stamp: that bounds all entries from above and dates none of them.
    statement:
      'The time of each entry is what the sender states. Others can say by when the entries were there, never when each was made.',
  };
  const backwards = problemsOf(observation, 'time-backwards', ({ at, earlier, later }) => ({
    code: 'claimed-time',
    axis: 'time',
    outcome: 'warning',
    place: linePlace(at),
    statement: `The clock goes back at line ${at.line} of ${at.member}.`,
    expected: `${earlier} or later`,
    found: later,
  }));
  return [claimed, ...backwards];
}
