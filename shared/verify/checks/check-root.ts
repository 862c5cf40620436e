import { toBase64 } from '../../bytes/base64.ts';
import { equalBytes } from '../../bytes/equal.ts';
import type { CheckInput } from '../check-input.ts';
import { type CheckResult, memberPlace, type Outcome, type Place, wholeBundle } from '../check-result.ts';
import { countOf, groupDigits } from '../count-words.ts';
import type { ReadCheckpoint } from '../head.ts';
import { showFirst } from '../show-first.ts';

/** R5 and R7: the tree over the lines as found has the root that each checkpoint states, from the start of the range. */
export function checkRoot(input: CheckInput): readonly CheckResult[] {
  const { observation, head } = input;
  const roots = new Map(observation.roots.map(({ size, root }) => [size, root]));
  const problems = [
    ...head.checkpoints.flatMap((read) => compareRoot(input, read, roots.get(read.checkpoint.size))),
    ...head.unreadable.map(({ member, reason }) =>
      result('fail', memberPlace(member), `${member} cannot be read as a checkpoint: ${reason}`),
    ),
    ...checkStart(input),
  ];
  if (problems.length > 0) return showFirst(problems);
  const agreeing = head.checkpoints.filter(({ checkpoint }) => roots.has(checkpoint.size));
  const newest = agreeing.at(-1);
  if (newest === undefined) {
    return [result('unknown', wholeBundle, 'No checkpoint states a root for the entries of this bundle.')];
  }
  const count = countOf(agreeing.length, 'checkpoint', 'checkpoints');
  const size = groupDigits(newest.checkpoint.size);
  return [result('pass', wholeBundle, `The tree has the stated root at ${count}, up to size ${size}.`)];
}

function compareRoot(
  { observation }: CheckInput,
  { member, checkpoint }: ReadCheckpoint,
  found: Uint8Array | undefined,
): readonly CheckResult[] {
  const { size, root } = checkpoint;
  const place = memberPlace(member);
  if (found === undefined) {
    const { start } = observation.descriptor.range;
    if (size < start) {
      const statement = `${member} covers only entries before the range, so there is no root to compare it with.`;
      return [result('unknown', place, statement)];
    }
    // Beyond the last entry there is no root to compare: that is what the completeness checks say.
    if (observation.nextSeq < size) return [];
    const statement = `The root in ${member} is over ${countOf(size, 'entry', 'entries')}, of which some are missing.`;
    const leaves = {
      expected: countOf(size, 'leaf', 'leaves'),
      found: countOf(start + observation.lines, 'leaf', 'leaves'),
    };
    return [{ ...result('fail', place, statement), ...leaves }];
  }
  if (equalBytes(found, root)) return [];
  const entries = countOf(size, 'entry does', 'entries do');
  const statement = `The first ${entries} not have the root that ${member} states.`;
  return [{ ...result('fail', place, statement), expected: toBase64(root), found: toBase64(found) }];
}

/** R7: without the checkpoint at its start, nobody can say that a range continues the one before it. */
function checkStart({ observation, head }: CheckInput): readonly CheckResult[] {
  const { start } = observation.descriptor.range;
  if (start === 0 || head.checkpoints.length === 0) return [];
  if (head.checkpoints.some(({ checkpoint }) => checkpoint.size === start)) return [];
  const statement = `The range begins at entry ${groupDigits(start)}, but no checkpoint states the root before it.`;
  return [result('unknown', memberPlace(`data/checkpoints/${start}.note`), statement)];
}

function result(outcome: Outcome, place: Place, statement: string): CheckResult {
  return { code: 'root', axis: 'bytes', outcome, place, statement };
}
