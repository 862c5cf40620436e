import { toBase64 } from '../../bytes/base64.ts';
import { equalBytes } from '../../bytes/equal.ts';
import type { CheckInput } from '../check-input.ts';
import { type CheckResult, memberPlace, wholeBundle } from '../check-result.ts';
import { countOf, groupDigits } from '../count-words.ts';

/** R5: the tree over the lines as found has the root that each checkpoint states. */
export function checkRoot(input: CheckInput): readonly CheckResult[] {
  const { observation, head } = input;
  const results: CheckResult[] = [];
  let agreeing = 0;
  for (const { member, checkpoint } of head.checkpoints) {
    const found = observation.roots.find(({ size }) => size === checkpoint.size);
    if (found === undefined) {
      // Beyond the last entry there is no root to compare: that is what the completeness checks say.
      if (observation.nextSeq >= checkpoint.size) results.push(tooFewLines(input, member, checkpoint.size));
      continue;
    }
    if (equalBytes(found.root, checkpoint.root)) {
      agreeing += 1;
      continue;
    }
    results.push({
      code: 'root',
      axis: 'bytes',
      outcome: 'fail',
      place: memberPlace(member),
      statement: `The first ${countOf(checkpoint.size, 'entry does', 'entries do')} not have the root that ${member} states.`,
      expected: toBase64(checkpoint.root),
      found: toBase64(found.root),
    });
  }
  for (const { member, reason } of head.unreadable) {
    const statement = `${member} cannot be read as a checkpoint: ${reason}`;
    results.push({ code: 'root', axis: 'bytes', outcome: 'fail', place: memberPlace(member), statement });
  }
  if (results.length > 0) return results;
  if (agreeing === 0) {
    const statement = 'No checkpoint states a root for the entries of this bundle.';
    return [{ code: 'root', axis: 'bytes', outcome: 'unknown', place: wholeBundle, statement }];
  }
  const size = groupDigits(observation.roots.at(-1)?.size ?? 0);
  const statement = `The tree has the stated root at ${countOf(agreeing, 'checkpoint', 'checkpoints')}, up to size ${size}.`;
  return [{ code: 'root', axis: 'bytes', outcome: 'pass', place: wholeBundle, statement }];
}

function tooFewLines({ observation }: CheckInput, member: string, size: number): CheckResult {
  const present = observation.descriptor.range.start + observation.lines;
  return {
    code: 'root',
    axis: 'bytes',
    outcome: 'fail',
    place: memberPlace(member),
    statement: `The root in ${member} is over ${countOf(size, 'entry', 'entries')}, of which some are missing.`,
    expected: countOf(size, 'leaf', 'leaves'),
    found: countOf(present, 'leaf', 'leaves'),
  };
}
