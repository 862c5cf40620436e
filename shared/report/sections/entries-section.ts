import { readLine } from '../../bundle/read-line.ts';
import { limits } from '../../bytes/limits.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';
import { disclosedFields } from '../../case/disclosed-fields.ts';
import { groupDigits } from '../../verify/count-words.ts';
import type { Block, Runs } from '../document.ts';
import type { ReportedContent, ReportedEntry, ReportRecord } from '../record.ts';
import { facts, heading, paragraph } from './blocks.ts';
import type { EntryNames } from './entry-names.ts';
import { leafCheck } from './proof-example.ts';
import { code, digest, emphasis, evidence, evidenceLine, plain, timeWords, written } from './runs.ts';

/** Every entry that the report names, line by line, as it was signed. */
export function entriesSection(
  record: ReportRecord,
  names: EntryNames,
  mostEntries: number,
): readonly Block[] {
  const { entries } = record;
  if (entries.length === 0) return [];
  return [
    heading(1, 'entries', 'Entries'),
    paragraph(
      'Each entry that this report names, with the line as it was signed. What stands in a frame is evidence; a boxed name in it, such as RLO, stands for a character that would not show itself.',
    ),
    ...entries.slice(0, mostEntries).flatMap((entry, index) => oneEntry(entry, index, record, names)),
    ...(entries.length > mostEntries
      ? [
          paragraph(
            `The first ${groupDigits(mostEntries)} of ${groupDigits(entries.length)} entries are shown; report.json has all of them.`,
          ),
        ]
      : []),
  ];
}

function oneEntry(
  entry: ReportedEntry,
  index: number,
  record: ReportRecord,
  names: EntryNames,
): readonly Block[] {
  const { content, leaf, origin } = entry;
  const check = leafCheck(entry, record);
  return [
    heading(3, `entry-${index + 1}`, [
      plain(`Entry ${groupDigits(entry.seq)}`),
      ...(names.isOneLog ? [] : [plain(' of '), ...evidence(origin)]),
    ]),
    facts([
      ...contentRows(content),
      ['Leaf', [digest(leaf)]],
      ['Proof', proofWords(entry)],
      check === null ? null : ['To check the leaf', [code(check)]],
    ]),
    ...(content.kind === 'line' ? [lineBlock(content.line)] : []),
    ...(content.kind === 'bytes'
      ? [paragraph('The line is no text. In base64:'), lineBlock(content.base64)]
      : []),
  ];
}

function lineBlock(line: string): Block {
  return { kind: 'code', runs: evidenceLine(line) };
}

type Row = readonly [name: string, value: Runs];

function contentRows(content: ReportedContent): readonly Row[] {
  switch (content.kind) {
    case 'line':
      return [
        [
          'Stated time',
          content.time === null ? emphasis('none that can be read') : [plain(timeWords(content.time))],
        ],
        ...content.event.map(
          ({ field, value }): Row => [fieldName(field), value === '' ? emphasis('empty') : evidence(value)],
        ),
        ...committedRows(content),
      ];
    case 'bytes':
      return [];
    case 'withheld-by-sender':
      return [['Content', emphasis('withheld by the sender; its leaf is in the signed tree')]];
    case 'withheld':
      return [['Content', [...emphasis('withheld in this report'), plain(': '), ...written(content.reason)]]];
    default:
      return content satisfies never;
  }
}

/** Values that stand in the line as digests: opened where a disclosure is in the report. */
function committedRows({ line, disclosures }: Extract<ReportedContent, { kind: 'line' }>): readonly Row[] {
  const { event } = readLine(encodeUtf8(line), limits);
  if (event === null) return [];
  return disclosedFields(event, disclosures).map(
    ({ pointer, value }): Row => [
      'Committed field',
      value === null
        ? [...evidence(pointer), plain(': '), ...emphasis('not shown')]
        : [...evidence(pointer), plain(' = '), ...(value === '' ? emphasis('empty') : evidence(value))],
    ],
  );
}

function fieldName(field: string): string {
  return field.charAt(0).toUpperCase() + field.slice(1);
}

function proofWords({ proof, seq }: ReportedEntry): Runs {
  if (proof.kind === 'none') return [...emphasis('none'), plain(': '), ...written(proof.reason)];
  const { index, size, path } = proof;
  const place = `Line ${groupDigits(index)}, counted from 0, of the ${groupDigits(size)} that the log signed; ${groupDigits(path.length)} digests lead to the root`;
  return [plain(index === seq ? `${place}.` : `${place}. The number that the entry states is another one.`)];
}
