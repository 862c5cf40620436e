import type { EntryOrdinal, EntrySeq } from '../bytes/units.ts';
import type { IndexPart } from '../index/index-part.ts';
import type { SearchedBundle } from '../search/searched-bundle.ts';

/**
 * Where lines of these numbers may stand in a bundle, ascending: those that state such a number, and what stands at the place
 * of one, since a stub states none. Which line it is, its bytes decide.
 */
export function locateLines(
  { parts, lines }: Pick<SearchedBundle, 'parts' | 'lines'>,
  start: EntrySeq,
  wanted: ReadonlySet<EntrySeq>,
): readonly EntryOrdinal[] {
  const ordinals = new Set<EntryOrdinal>();
  for (const seq of wanted) if (seq >= start && seq - start < lines) ordinals.add(seq - start);
  for (const { part, firstOrdinal } of parts) {
    for (const row of statingOneOf(part, wanted)) ordinals.add(firstOrdinal + row);
  }
  return [...ordinals].toSorted((one, other) => one - other);
}

function statingOneOf({ seqs, starts }: IndexPart, wanted: ReadonlySet<EntrySeq>): readonly number[] {
  const { first, values } = seqs;
  const count = starts.length - 1;
  if (values !== null) {
    return Array.from(values.keys()).filter((row) => wanted.has(values[row] ?? Number.NaN));
  }
  return [...wanted].flatMap((seq) => (seq >= first && seq - first < count ? [seq - first] : []));
}
