import { countOf, groupDigits } from '../../verify/count-words.ts';
import type { Block, Runs } from '../document.ts';
import type { ReportedBundle, ReportRecord } from '../record.ts';
import { column, facts, heading, paragraph, table } from './blocks.ts';
import { axes, headlineWords, toneWords } from './headline-words.ts';
import { accountFacts, rejectBlocks } from './receipt-blocks.ts';
import { digest, emphasis, evidence, none, plain, timeWords, written } from './runs.ts';

/** What is proven of each bundle, in plain words, and how far it reaches. */
export function verdictSection({ bundles }: ReportRecord): readonly Block[] {
  return [
    heading(1, 'verdict', 'What is proven'),
    paragraph(
      bundles.length === 1
        ? 'This report rests on one evidence bundle. Every stored byte of it was checked again for this report.'
        : `This report rests on ${groupDigits(bundles.length)} evidence bundles. Every stored byte of them was checked again for this report.`,
    ),
    ...bundles.flatMap(oneBundle),
    ...completeness(bundles),
  ];
}

function oneBundle(bundle: ReportedBundle, index: number): readonly Block[] {
  const { verdict, receipt, fileName, fileSha256, fileBytes, origin, title } = bundle;
  const { state, headline } = verdict;
  return [
    heading(2, `bundle-${index + 1}`, [plain(`Bundle ${index + 1}: `), ...evidence(fileName)]),
    { kind: 'verdict', state, headline, runs: [plain(headlineWords[headline])] },
    facts([
      ['Log', evidence(origin)],
      ['Title by the packer', evidence(title)],
      ['Entries', entriesWords(bundle)],
      ['Stated times', statedTimes(receipt)],
      ['File', `${groupDigits(fileBytes)} bytes`],
      ['SHA-256 of the file', [digest(fileSha256)]],
      ...accountFacts(bundle),
    ]),
    table(
      'The four questions',
      [column('Question', 5), column('Result', 2), column('Answer', 8)],
      axes.map(({ axis, question }) => {
        const { tone, words } = verdict.axes[axis];
        return [question, toneWords[tone], written(words)];
      }),
    ),
    ...rejectBlocks(bundle),
  ];
}

function entriesWords({ receipt }: ReportedBundle): string {
  const { entries, withheld, ambiguous, rejects, duplicateLines } = receipt;
  const parts = [
    countOf(entries, 'entry', 'entries'),
    ...(withheld > 0 ? [`${groupDigits(withheld)} withheld by the sender`] : []),
    ...(ambiguous > 0 ? [`${groupDigits(ambiguous)} ambiguous`] : []),
    ...(rejects > 0 ? [`${countOf(rejects, 'line', 'lines')} unreadable`] : []),
    ...(duplicateLines > 0 ? [`${countOf(duplicateLines, 'line', 'lines')} repeated`] : []),
  ];
  return parts.join(', ');
}

function statedTimes({ firstTime, lastTime }: ReportedBundle['receipt']): Runs {
  if (firstTime === null || lastTime === null) return none;
  return [plain(`${timeWords(firstTime)} to ${timeWords(lastTime)}`)];
}

/** The completeness statement: which entries of which log, and up to what. */
function completeness(bundles: readonly ReportedBundle[]): readonly Block[] {
  return [
    heading(2, 'completeness', 'Completeness'),
    paragraph(
      'A log numbers its entries from 0 and signs how many there are. Within the numbers below no entry can be missing where the bytes are proven: one that was removed would change the signed root. Whether the log has newer entries than the last one here is another question, and is answered beside.',
    ),
    table(
      'Entries that this report rests on',
      [
        column('Bundle', 2),
        column('From', 3, 'end'),
        column('To', 3, 'end'),
        column('Held', 3, 'end'),
        column('How far that is known', 8),
      ],
      bundles.map(({ range, receipt, verdict }, index) => [
        [{ text: String(index + 1), style: 'plain', target: `bundle-${index + 1}` }],
        range === null || range.end === range.start ? emphasis('unknown') : groupDigits(range.start),
        range === null || range.end === range.start ? emphasis('unknown') : groupDigits(range.end - 1),
        groupDigits(receipt.entries + receipt.withheld + receipt.ambiguous),
        written(verdict.axes.completeness.words),
      ]),
    ),
  ];
}
