import { toBase64 } from '../../bytes/base64.ts';
import type { CheckInput } from '../check-input.ts';
import { type CheckResult, memberPlace, wholeBundle } from '../check-result.ts';
import type { CheckCode } from '../codes.ts';
import { groupDigits } from '../count-words.ts';

/** The head is the one that a person was told by another way than the bundle. */
export function checkExpected({ expected, head }: CheckInput): readonly CheckResult[] {
  const newest = head.checkpoints.at(-1);
  const place = newest === undefined ? wholeBundle : memberPlace(newest.member);
  const none = 'no checkpoint';
  const size = newest === undefined ? none : groupDigits(newest.checkpoint.size);
  const root = newest === undefined ? none : toBase64(newest.checkpoint.root);
  const compare = (code: CheckCode, what: string, wanted: string, found: string): CheckResult =>
    wanted === found
      ? statementOf(code, 'pass', `The head has the ${what} that was stated by another way.`)
      : {
          ...statementOf(code, 'fail', `The head does not have the ${what} that was stated by another way.`),
          expected: wanted,
          found,
        };
  const statementOf = (code: CheckCode, outcome: 'pass' | 'fail', statement: string): CheckResult => ({
    code,
    axis: 'completeness',
    outcome,
    place,
    statement,
  });
  return [
    ...(expected.size === null ? [] : [compare('expected-size', 'size', groupDigits(expected.size), size)]),
    ...(expected.root === null ? [] : [compare('expected-root', 'root', expected.root, root)]),
  ];
}
