import { firstSeqOfMember } from '../../bundle/bundle-layout.ts';
import type { CheckInput } from '../check-input.ts';
import { type CheckResult, memberPlace, wholeBundle } from '../check-result.ts';
import { countOf, groupDigits } from '../count-words.ts';
import { linePlace, problemsOf } from '../line-problems.ts';

/** Entries are numbered without a gap, a repetition or a change of order, from the first to the last line. */
export function checkSequence({ observation }: CheckInput): readonly CheckResult[] {
  const missing = problemsOf(observation, 'missing', ({ at, firstSeq, lastSeq }) => {
    const count = lastSeq - firstSeq + 1;
    const range = count === 1 ? groupDigits(firstSeq) : `${groupDigits(firstSeq)} to ${groupDigits(lastSeq)}`;
    const statement = `${countOf(count, 'entry', 'entries')} missing: ${range}, before line ${at.line} of ${at.member}.`;
    return { ...failAt(statement), axis: 'completeness', place: linePlace(at) };
  });
  const repeated = problemsOf(observation, 'repeated', ({ at }) => ({
    ...failAt(`Line ${at.line} of ${at.member} repeats the number of another entry, ${seqText(at.seq)}.`),
    place: linePlace(at),
  }));
  const extra = problemsOf(observation, 'extra', ({ at }) => ({
    ...failAt(
      `Line ${at.line} of ${at.member}, ${seqText(at.seq)}, stands between entries that leave no place for it.`,
    ),
    place: linePlace(at),
  }));
  const moved = problemsOf(observation, 'out-of-order', ({ at, expectedSeq }) => ({
    ...failAt(`Entry ${seqText(at.seq)} is out of order: line ${at.line} of ${at.member}.`),
    place: linePlace(at),
    expected: `entry ${groupDigits(expectedSeq)}`,
    found: `entry ${seqText(at.seq)}`,
  }));
  const misnamed = problemsOf(observation, 'segment-name', ({ at, expectedSeq }) => ({
    ...failAt(`${at.member} is named after another entry than the one that it begins with.`),
    place: memberPlace(at.member),
    expected: `entry ${groupDigits(expectedSeq)}`,
    found: `entry ${groupDigits(firstSeqOfMember(at.member))} in the name`,
  }));
  const problems = [...missing, ...repeated, ...extra, ...moved, ...misnamed];
  if (problems.length > 0) return problems;
  const { start } = observation.descriptor.range;
  const range =
    observation.lines === 0 ? 'no line' : `${groupDigits(start)} to ${groupDigits(observation.nextSeq - 1)}`;
  return [{ ...failAt(`Entries are numbered without a gap: ${range}.`), outcome: 'pass' }];
}

function failAt(statement: string): CheckResult {
  return { code: 'sequence', axis: 'bytes', outcome: 'fail', place: wholeBundle, statement };
}

function seqText(seq: number | null): string {
  return seq === null ? 'without a number' : groupDigits(seq);
}
