import { itemAt } from '../bytes/element-at.ts';
import type { HitRow } from '../contract/search-protocol.ts';
import { partRow } from '../index/part-rows.ts';
import { valuesAt } from './line-values.ts';
import { type PartPlaces, partPlaces } from './part-places.ts';
import type { PlacedPart, RowNumber, SearchedLines } from './searched-lines.ts';
import type { SearchedPart } from './searched-part.ts';

/** Says which other bundles of the search have the event of a row. */
export type SameEvents = (row: RowNumber) => HitRow['alsoIn'];

/** Rows as the window shows them, with the values of further fields. */
export function hitRows(
  lines: SearchedLines,
  rows: readonly RowNumber[],
  fields: readonly string[],
  sameEvents: SameEvents,
): readonly HitRow[] {
  // Neighbours are mostly of one part, and a name may have thousands of paths in it.
  const places = new Map<SearchedPart, readonly PartPlaces[]>();
  const placesIn = ({ part, bundleIndex }: PlacedPart): readonly PartPlaces[] => {
    const known = places.get(part);
    if (known !== undefined) return known;
    const found = fields.map((field) => partPlaces(part, itemAt(lines.placesOf(field), bundleIndex)));
    places.set(part, found);
    return found;
  };
  return rows.map((row) => {
    const placed = itemAt(lines.parts, lines.partOf(row));
    const { part, bundle, firstRow } = placed;
    const index = row - firstRow;
    return {
      ...partRow(part.part, index, part.firstOrdinal, () => part.damaged?.has(index) === true),
      bundleId: bundle.bundleId,
      further: placesIn(placed).map((each) => valuesAt(part, each, index)),
      alsoIn: sameEvents(row),
    };
  });
}
