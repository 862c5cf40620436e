import { readLine } from '../bundle/read-line.ts';
import { limits } from '../bytes/limits.ts';
import type { ChosenContent } from './choose-content.ts';
import type { ExtractedEntry } from './extract.ts';
import type { EntryName } from './record.ts';
import { sortedBy } from './sorted-by.ts';

/** A line that a report shows or counts, and what names it first. */
export interface NamedLine extends EntryName {
  /** `EX-0001`, the title of a sample or a finding, the heading of a narrative. */
  readonly where: string;
}

/** The same text for the same line, and for no other. */
export function lineKey({ origin, seq, leaf }: EntryName): string {
  return `${leaf} ${seq} ${origin}`;
}

/** Each line once that content and citations name, sorted by log and number. */
export function namedLines(
  { exhibits, samples }: ChosenContent,
  citations: readonly { readonly where: string; readonly citations: readonly EntryName[] }[],
): readonly NamedLine[] {
  const named = [
    ...exhibits.flatMap(({ number, sources }) =>
      sources.flatMap(({ origin, lines }) =>
        lines.map(({ seq, leaf }) => ({ origin, seq, leaf, where: number })),
      ),
    ),
    ...samples.flatMap(({ content: { title, lines } }) =>
      lines.map(({ origin, seq, leaf }) => ({ origin, seq, leaf, where: title })),
    ),
    ...citations.flatMap((each) => each.citations.map((name) => ({ ...name, where: each.where }))),
  ];
  const once = new Map<string, NamedLine>();
  for (const line of named) if (!once.has(lineKey(line))) once.set(lineKey(line), line);
  return sortedBy([...once.values()], ({ origin, seq, leaf }) => [origin, seq, leaf]);
}

/**
 * For each line the best copy of it: one that is no stub, has a proof, of the largest tree. What a copy of the very same line
 * discloses in another delivery is disclosed all the same.
 */
export function bestCopies(entries: readonly ExtractedEntry[]): ReadonlyMap<string, ExtractedEntry> {
  const copies = new Map<string, ExtractedEntry[]>();
  for (const entry of entries) {
    const key = lineKey(entry);
    const there = copies.get(key);
    if (there === undefined) copies.set(key, [entry]);
    else there.push(entry);
  }
  const best = new Map<string, ExtractedEntry>();
  for (const [key, same] of copies) {
    const [first] = same.length === 1 ? same : sortedBy(same, worthKeys);
    if (first === undefined) continue;
    const disclosures = new Set(same.flatMap((each) => each.disclosures));
    best.set(key, { ...first, disclosures: [...disclosures].toSorted() });
  }
  return best;
}

function worthKeys({ line, proof, fileSha256 }: ExtractedEntry): readonly (string | number)[] {
  return [
    readLine(line, limits).reading === 'withheld' ? 1 : 0,
    proof.kind === 'path' ? 0 : 1,
    proof.kind === 'path' ? -proof.size : 0,
    fileSha256,
  ];
}
