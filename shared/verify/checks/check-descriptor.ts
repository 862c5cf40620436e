import { memberPaths } from '../../bundle/bundle-layout.ts';
import type { CheckInput } from '../check-input.ts';
import { type CheckResult, memberPlace } from '../check-result.ts';

/** The description agrees with what the log signed: same origin, and a range that ends at the head. */
export function checkDescriptor({ observation, head }: CheckInput): readonly CheckResult[] {
  const { descriptor } = observation;
  const results: CheckResult[] = [];
  for (const { member, checkpoint } of head.checkpoints) {
    if (checkpoint.origin === descriptor.origin) continue;
    results.push({
      ...describe('fail', `${member} is a checkpoint of another log than the bundle says it holds.`),
      place: memberPlace(member),
      expected: descriptor.origin,
      found: checkpoint.origin,
    });
  }
  const newest = head.checkpoints.at(-1);
  if (newest !== undefined && newest.checkpoint.size !== descriptor.range.end) {
    results.push({
      ...describe('fail', 'The description states another end of the range than the newest checkpoint.'),
      expected: String(newest.checkpoint.size),
      found: String(descriptor.range.end),
    });
  }
  if (results.length > 0 || head.checkpoints.length === 0) return results;
  return [describe('pass', 'Origin and range in the description agree with the checkpoints.')];
}

function describe(outcome: 'pass' | 'fail', statement: string): CheckResult {
  return {
    code: 'descriptor',
    axis: 'bytes',
    outcome,
    place: memberPlace(memberPaths.descriptor),
    statement,
  };
}
