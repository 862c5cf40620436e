import type { Descriptor } from '../../bundle/descriptor.ts';
import { quote } from '../../bytes/quote.ts';
import type { CheckInput } from '../check-input.ts';
import { type CheckResult, wholeBundle } from '../check-result.ts';
import { countOf, groupDigits } from '../count-words.ts';
import { linePlace, problemsOf } from '../line-problems.ts';

/** R4: every entry states the digest of the one before it, and the first one is bound to the name of its log. */
export function checkChain({ observation }: CheckInput): readonly CheckResult[] {
  const broken = problemsOf(observation, 'chain', ({ at, before, stated, found }): CheckResult => {
    const result = { code: 'chain', axis: 'bytes', outcome: 'fail', expected: stated, found } as const;
    if (before === null) {
      return { ...result, place: linePlace(at), statement: firstLinkStatement(observation.descriptor) };
    }
    const changed = before.seq === null ? `line ${before.line}` : `entry ${groupDigits(before.seq)}`;
    const statement =
      `Line ${before.line} of ${before.member} is not the ${changed} that the next one was linked to: ` +
      'one of the two was changed.';
    return { ...result, place: linePlace(before), statement };
  });
  const interrupted = problemsOf(observation, 'missing', ({ at, lastSeq }): CheckResult => {
    const statement =
      `The chain is interrupted before line ${at.line} of ${at.member}: ` +
      `entry ${groupDigits(lastSeq)}, to which the next one is linked, is missing.`;
    return { code: 'chain', axis: 'bytes', outcome: 'fail', place: linePlace(at), statement };
  });
  const misplaced = (['repeated', 'extra', 'out-of-order'] as const).flatMap((kind) =>
    problemsOf(observation, kind, ({ at }): CheckResult => {
      const statement = `Line ${at.line} of ${at.member} is not where the chain has a place for it.`;
      return { code: 'chain', axis: 'bytes', outcome: 'fail', place: linePlace(at), statement };
    }),
  );
  const results = [...broken, ...interrupted, ...misplaced];
  if (results.length > 0) return results;
  const statement = `Each of ${countOf(observation.lines, 'line', 'lines')} is linked to the one before it.`;
  return [{ code: 'chain', axis: 'bytes', outcome: 'pass', place: wholeBundle, statement }];
}

function firstLinkStatement({ origin, range }: Descriptor): string {
  return range.start === 0
    ? `The first entry is not linked to the log ${quote(origin)}.`
    : `The first entry is not linked to entry ${groupDigits(range.start - 1)}, the last one before the range.`;
}
