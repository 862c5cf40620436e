import { groupDigits } from '../../verify/count-words.ts';
import type { Block } from '../document.ts';
import { pseudonymsOf } from '../pseudonyms-of.ts';
import type { ReportedRedaction, ReportRecord } from '../record.ts';
import { sortedBy } from '../sorted-by.ts';
import { column, heading, paragraph, table } from './blocks.ts';
import { emphasis, evidence, joined, plain, written } from './runs.ts';

/** What the preparer keeps back from this recipient. There is no such section where nothing is. */
export function redactionsSection({ redactions }: ReportRecord): readonly Block[] {
  if (redactions.length === 0) return [];
  return [
    heading(1, 'redactions', 'Redactions'),
    paragraph(
      'The following is kept back from the recipients of this report. It was left out and not painted over: a withheld entry leaves its leaf, and a hidden field leaves the digest to which the signed line commits, so what is shown still proves itself.',
    ),
    table(
      'What is kept back, and why',
      [column('Entries', 5), column('What', 4), column('Reason', 7), column('Privilege', 3), column('By', 4)],
      grouped(redactions).map((group) => {
        const { pointers, reason, privilege, by } = group.redaction;
        return [
          [plain(`${rangesOf(group.seqs)} of `), ...evidence(group.redaction.origin)],
          pointers.length === 0
            ? 'the whole entry'
            : joined(
                pointers.map((pointer) => evidence(pointer)),
                ', ',
              ),
          written(reason),
          privilege === '' ? emphasis('none') : written(privilege),
          written(by),
        ];
      }),
    ),
    ...pseudonymBlocks(redactions),
  ];
}

/** Who has the same hidden value, without saying which. */
function pseudonymBlocks(redactions: readonly ReportedRedaction[]): readonly Block[] {
  const seqs = new Map<string, { readonly name: string; readonly origin: string; readonly seqs: number[] }>();
  for (const redaction of redactions) {
    const { origin, seq } = redaction;
    for (const name of new Set(pseudonymsOf(redaction))) {
      const key = `${origin}\n${name}`;
      const known = seqs.get(key) ?? { name, origin, seqs: [] };
      seqs.set(key, { ...known, seqs: [...new Set([...known.seqs, seq])] });
    }
  }
  if (seqs.size === 0) return [];
  const rows = sortedBy([...seqs.values()], ({ name, origin }) => [name, origin]);
  return [
    paragraph(
      'Some hidden values have another name here. The same name stands for the same value, in this report alone; nobody can tell the value by it without the table that the preparer keeps.',
    ),
    table(
      'Other names of hidden values',
      [column('Name', 3), column('Entries', 8)],
      rows.map(({ name, origin, seqs: entries }) => [
        written(name),
        [plain(`${rangesOf(entries)} of `), ...evidence(origin)],
      ]),
    ),
  ];
}

interface Group {
  readonly redaction: ReportedRedaction;
  readonly seqs: readonly number[];
}

/** Entries of which the same is kept back for the same reason are one row; report.json has each by itself. */
function grouped(redactions: readonly ReportedRedaction[]): readonly Group[] {
  const groups = new Map<string, { readonly redaction: ReportedRedaction; readonly seqs: number[] }>();
  for (const redaction of redactions) {
    const { origin, pointers, reason, privilege, by } = redaction;
    const key = JSON.stringify([origin, pointers, reason, privilege, by]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { redaction, seqs: [redaction.seq] });
    else group.seqs.push(redaction.seq);
  }
  return [...groups.values()];
}

/** `1, 4 to 9, 12`. */
function rangesOf(seqs: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const seq of seqs) {
    const range = ranges.at(-1);
    if (range !== undefined && seq === range.last + 1) range.last = seq;
    else ranges.push({ first: seq, last: seq });
  }
  return ranges
    .map(({ first, last }) =>
      first === last ? groupDigits(first) : `${groupDigits(first)} to ${groupDigits(last)}`,
    )
    .join(', ');
}
