import { checkCodes } from '../../verify/codes.ts';
import { explain } from '../../verify/explain.ts';
import type { Block } from '../document.ts';
import type { ReportRecord } from '../record.ts';
import { column, heading, paragraph, table } from './blocks.ts';
import { outcomeWords } from './headline-words.ts';
import { code, plain, written } from './runs.ts';

/** Every result that is no pass. It stands in every report, directly behind what is proven. */
export function notVerifiedSection({ bundles, notVerified }: ReportRecord): readonly Block[] {
  const start = heading(1, 'not-verified', 'What was not verified');
  if (notVerified.length === 0) {
    return [
      start,
      paragraph(
        'Every check of every bundle passed. What checks of this kind cannot show at all stands under “Limitations”.',
      ),
    ];
  }
  const numbers = new Map(bundles.map(({ fileSha256 }, index) => [fileSha256, index + 1]));
  return [
    start,
    paragraph(
      'The following results are no passes. “Not decided” is neither good nor bad: with what was at hand, the question has no answer.',
    ),
    table(
      'Results that are no passes',
      [column('Bundle', 2), column('Result', 3), column('Check', 4), column('What is so, and where', 10)],
      notVerified.map(({ fileSha256, outcome, code: checkCode, statement, place }) => {
        const number = numbers.get(fileSha256);
        return [
          number === undefined ? '?' : [{ text: String(number), style: 'plain', target: `bundle-${number}` }],
          outcomeWords[outcome],
          checkTitle(checkCode),
          [...written(statement), plain(' ('), ...written(place), plain(')')],
        ];
      }),
    ),
  ];
}

function checkTitle(checkCode: string) {
  const known = checkCodes.find((each) => each === checkCode);
  return known === undefined ? [code(checkCode)] : [plain(explain(known).title)];
}
