import { checkCodes } from '../../verify/codes.ts';
import { explain } from '../../verify/explain.ts';
import type { Block } from '../document.ts';
import type { ReportRecord } from '../record.ts';
import { column, heading, table } from './blocks.ts';
import { axes, outcomeWords } from './headline-words.ts';
import { code, written } from './runs.ts';

/** Every result of every check, and what checks of its kind prove and do not prove. */
export function explainedChecks({ bundles }: ReportRecord): readonly Block[] {
  const used = new Set(bundles.flatMap(({ verdict }) => verdict.results.map(({ code: each }) => each)));
  const known = checkCodes.filter((each) => used.has(each));
  return [
    heading(2, 'checks', 'Checks and their results'),
    ...bundles.map(({ verdict }, index) =>
      table(
        `Bundle ${index + 1}: all results`,
        [column('Question', 3), column('Check', 4), column('Result', 3), column('What is so', 10)],
        verdict.results.map(({ axis, code: each, outcome, statement }) => [
          axes.find((one) => one.axis === axis)?.name ?? axis,
          titleOf(each),
          outcomeWords[outcome],
          written(statement),
        ]),
      ),
    ),
    table(
      'What these checks prove, and what they do not',
      [column('Check', 4), column('A pass proves', 8), column('It does not prove', 8)],
      known.map((each) => {
        const { title, proves, doesNotProve } = explain(each);
        return [title, proves, doesNotProve];
      }),
    ),
  ];
}

function titleOf(checkCode: string) {
  const known = checkCodes.find((each) => each === checkCode);
  return known === undefined ? [code(checkCode)] : explain(known).title;
}
