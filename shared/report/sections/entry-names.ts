import { groupDigits } from '../../verify/count-words.ts';
import type { Runs } from '../document.ts';
import { lineKey } from '../named-lines.ts';
import type { EntryName, ReportedEntry, ReportRecord } from '../record.ts';
import { evidence, link, plain } from './runs.ts';

/** How a document names its entries, and where each of them is shown. */
export interface EntryNames {
  /** The log is named only where there are several. */
  readonly isOneLog: boolean;
  readonly find: (name: EntryName) => ReportedEntry | undefined;
  /** The id of the heading under which an entry is shown; null for one that the document has no room for. */
  readonly targetOf: (name: EntryName) => string | null;
  /** `entry 1,024 of log.example`, which leads to where it is shown. */
  readonly words: (name: EntryName) => Runs;
  /** `1,024`, for a table that says of which log its entries are. */
  readonly number: (name: EntryName) => Runs;
  readonly cited: (citation: { readonly origin: string; readonly seq: number }) => Runs;
}

export function nameEntries(
  { entries, bundles, narrative, findings }: ReportRecord,
  mostEntries: number,
): EntryNames {
  const isOneLog = new Set(bundles.map(({ origin }) => origin)).size === 1;
  const places = new Map(entries.map((entry, index) => [lineKey(entry), { entry, index }]));
  const cited = new Map(
    [...narrative, ...findings]
      .flatMap(({ citations }) => citations)
      .map((name) => [`${name.seq} ${name.origin}`, name]),
  );
  const targetOf = (name: EntryName) => {
    const place = places.get(lineKey(name));
    return place === undefined || place.index >= mostEntries ? null : `entry-${place.index + 1}`;
  };
  const linked = (text: string, name: EntryName) => {
    const target = targetOf(name);
    return target === null ? plain(text) : link(text, target);
  };
  const words = (name: EntryName): Runs => {
    return [
      linked(`entry ${groupDigits(name.seq)}`, name),
      ...(isOneLog ? [] : [plain(' of '), ...evidence(name.origin)]),
    ];
  };
  return {
    isOneLog,
    find: (name) => places.get(lineKey(name))?.entry,
    targetOf,
    words,
    number: (name) => [linked(groupDigits(name.seq), name)],
    cited: (citation) => {
      const name = cited.get(`${citation.seq} ${citation.origin}`);
      // A record by others may cite what it does not hold; that is said, and not passed over.
      if (name !== undefined) return words(name);
      return [
        plain(`entry ${groupDigits(citation.seq)} of `),
        ...evidence(citation.origin),
        plain(' (not in this report)'),
      ];
    },
  };
}
