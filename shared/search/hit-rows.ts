import { itemAt } from '../bytes/element-at.ts';
import type { HitRow } from '../contract/search-protocol.ts';
import { partRow } from '../index/part-rows.ts';
import { valuesAt } from './line-values.ts';
import { partPlaces } from './part-places.ts';
import type { RowNumber, SearchedLines } from './searched-lines.ts';

/** Says which other bundles of the search have the event of a row. */
export type SameEvents = (row: RowNumber) => HitRow['alsoIn'];

/** Rows as the window shows them, with the values of further fields. */
export function hitRows(
  lines: SearchedLines,
  rows: readonly RowNumber[],
  fields: readonly string[],
  sameEvents: SameEvents,
): readonly HitRow[] {
  return rows.map((row) => {
    const { part, bundle, bundleIndex, firstRow } = itemAt(lines.parts, lines.partOf(row));
    const index = row - firstRow;
    return {
      ...partRow(part.part, index, part.firstOrdinal, () => part.damaged?.has(index) === true),
      bundleId: bundle.bundleId,
      further: fields.map((field) =>
        valuesAt(part, partPlaces(part, itemAt(lines.placesOf(field), bundleIndex)), index),
      ),
      alsoIn: sameEvents(row),
    };
  });
}
