import { countOf, groupDigits } from '../../verify/count-words.ts';
import type { Block } from '../document.ts';
import type { ReportedExhibit, ReportRecord } from '../record.ts';
import { column, facts, heading, paragraph, table } from './blocks.ts';
import { entryCells } from './entry-cells.ts';
import type { EntryNames } from './entry-names.ts';
import { digest, evidence, plain, written } from './runs.ts';

/** Numbered selections of entries; each entry stands whole in the section on entries. */
export function exhibitsSection(
  { exhibits }: ReportRecord,
  names: EntryNames,
  mostLines: number,
): readonly Block[] {
  return [
    heading(1, 'exhibits', 'Exhibits'),
    ...(exhibits.length === 0
      ? [paragraph('No exhibit is part of this report.')]
      : exhibits.flatMap((exhibit, index) => oneExhibit(exhibit, index, names, mostLines))),
  ];
}

function oneExhibit(
  { number, title, query, queryDigest, entries, by }: ReportedExhibit,
  index: number,
  names: EntryNames,
  mostLines: number,
): readonly Block[] {
  return [
    heading(2, `exhibit-${index + 1}`, [...written(number), plain(': '), ...written(title)]),
    facts([
      ['Entries', countOf(entries.length, 'entry', 'entries')],
      ['Selected', query === '' ? 'by hand' : evidence(query)],
      queryDigest === '' ? null : ['Digest of the question', [digest(queryDigest)]],
      ['Made by', written(by)],
    ]),
    table(
      [...written(number), plain(': entries')],
      [column('Entry', 4), column('Time (UTC)', 5), column('What it says', 11)],
      entries.slice(0, mostLines).map((name) => {
        const { time, words } = entryCells(names.find(name));
        return [names.words(name), time, words];
      }),
    ),
    ...(entries.length > mostLines
      ? [
          paragraph(
            `The first ${groupDigits(mostLines)} of ${groupDigits(entries.length)} entries are shown; report.json has all of them.`,
          ),
        ]
      : []),
  ];
}
