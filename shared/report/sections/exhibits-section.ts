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
  const [origin, ...others] = new Set(entries.map((name) => name.origin));
  const isOneLog = origin !== undefined && others.length === 0;
  return [
    heading(2, `exhibit-${index + 1}`, [...written(number), plain(': '), ...written(title)]),
    facts([
      ['Entries', countOf(entries.length, 'entry', 'entries')],
      isOneLog ? ['Log', evidence(origin)] : null,
      ['Selected', query === '' ? 'by hand' : evidence(query)],
      queryDigest === '' ? null : ['Digest of the question', [digest(queryDigest)]],
      ['Made by', written(by)],
    ]),
    table(
      [...written(number), plain(': entries')],
      [
        column('Entry', isOneLog ? 11 : 18, isOneLog ? 'end' : 'start'),
        column('Time (UTC)', isOneLog ? 20 : 16),
        column('Actor', 18),
        column('Action', 18),
        column('Target', 20),
        column('Outcome', 14),
      ],
      entries.slice(0, mostLines).map((name) => {
        const entry = names.find(name);
        const { time, field, words } = entryCells(entry);
        const label = isOneLog ? names.number(name) : names.words(name);
        return entry?.content.kind === 'line'
          ? [label, time, field('actor'), field('action'), field('target'), field('outcome')]
          : [label, time, words, '', '', ''];
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
