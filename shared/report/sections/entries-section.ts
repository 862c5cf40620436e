import { readLine } from '../../bundle/read-line.ts';
import { limits } from '../../bytes/limits.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';
import { disclosedFields } from '../../case/disclosed-fields.ts';
import { countOf, groupDigits } from '../../verify/count-words.ts';
import type { Block, Runs } from '../document.ts';
import type { ReportedContent, ReportedEntry, ReportRecord } from '../record.ts';
import { heading, paragraph } from './blocks.ts';
import { leafCheck } from './proof-example.ts';
import {
  code,
  digest,
  emphasis,
  evidence,
  evidenceLine,
  joined,
  plain,
  strong,
  timeWords,
  written,
} from './runs.ts';

/** Every entry that the report names, line by line, as it was signed. */
export function entriesSection(record: ReportRecord, mostEntries: number): readonly Block[] {
  const { entries } = record;
  if (entries.length === 0) return [];
  return [
    heading(1, 'entries', 'Entries'),
    paragraph(
      'Each entry that this report names, with the line as it was signed. What stands in a frame is evidence; a boxed name in it, such as RLO, stands for a character that would not show itself.',
    ),
    ...entries
      .slice(0, mostEntries)
      .flatMap((entry, index) => [
        ...(entry.origin === entries[index - 1]?.origin ? [] : [logHeading(entry, index)]),
        ...oneEntry(entry, index, record),
      ]),
    ...(entries.length > mostEntries
      ? [
          paragraph(
            `The first ${groupDigits(mostEntries)} of ${groupDigits(entries.length)} entries are shown; report.json has all of them.`,
          ),
        ]
      : []),
  ];
}

/** Entries are sorted by log, so each log has one heading, under the number of its first entry. */
function logHeading({ origin }: ReportedEntry, index: number): Block {
  return heading(2, `log-${index + 1}`, evidence(origin));
}

function oneEntry(entry: ReportedEntry, index: number, record: ReportRecord): readonly Block[] {
  const { content, seq } = entry;
  return [
    heading(3, `entry-${index + 1}`, `Entry ${groupDigits(seq)}`),
    ...contentBlocks(content),
    paragraph(proofWords(entry, record)),
  ];
}

function contentBlocks(content: ReportedContent): readonly Block[] {
  switch (content.kind) {
    case 'line':
      return [paragraph(eventWords(content)), ...committedBlocks(content), lineBlock(content.line)];
    case 'bytes':
      return [paragraph('The line is no text. In base64:'), lineBlock(content.base64)];
    case 'withheld-by-sender':
      return [paragraph(emphasis('Withheld by the sender. Its leaf is in the signed tree.'))];
    case 'withheld':
      return [paragraph([...emphasis('Withheld in this report'), plain(': '), ...written(content.reason)])];
    default:
      return content satisfies never;
  }
}

function lineBlock(line: string): Block {
  return { kind: 'code', runs: evidenceLine(line) };
}

function eventWords({ time, event }: Extract<ReportedContent, { kind: 'line' }>): Runs {
  const stated = time === null ? emphasis('no time that can be read') : [plain(timeWords(time))];
  const values = event.map(
    ({ field, value }): Runs => [plain(`${field} `), ...(value === '' ? emphasis('empty') : evidence(value))],
  );
  return joined([stated, ...values], ' \u00b7 ');
}

/** Values that stand in the line as digests: opened where a disclosure is in the report. */
function committedBlocks({
  line,
  disclosures,
}: Extract<ReportedContent, { kind: 'line' }>): readonly Block[] {
  const { event } = readLine(encodeUtf8(line), limits);
  const fields = event === null ? [] : disclosedFields(event, disclosures);
  if (fields.length === 0) return [];
  const values = fields.map(({ pointer, value }): Runs => {
    if (value === null) return [...evidence(pointer), plain(' '), ...emphasis('not shown')];
    return [...evidence(pointer), plain(' '), ...(value === '' ? emphasis('empty') : evidence(value))];
  });
  return [paragraph([plain('Committed when the log was sealed: '), ...joined(values, ' \u00b7 ')])];
}

/** What names the entry, where it stands in what the log signed, and how to see that. */
function proofWords(entry: ReportedEntry, record: ReportRecord): Runs {
  const { proof, seq, leaf } = entry;
  const named: Runs = [plain('Leaf '), digest(leaf)];
  if (proof.kind === 'none') return [...named, plain('. No proof: '), ...written(proof.reason)];
  const { index, size, path } = proof;
  const check = leafCheck(entry, record);
  return [
    ...named,
    plain(`: line ${groupDigits(index)}, counted from 0, of the ${groupDigits(size)} that the log signed; `),
    plain(`${countOf(path.length, 'digest leads', 'digests lead')} from it to the signed root. `),
    ...(index === seq ? [] : [strong('The entry states another number than that of its place. ')]),
    ...(check === null ? [] : [plain('To compute the leaf from the bundle: '), code(check)]),
  ];
}
