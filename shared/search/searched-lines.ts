import { itemAt } from '../bytes/element-at.ts';
import type { EntryOrdinal, UnixMillis } from '../bytes/units.ts';
import { timeAt } from '../index/times.ts';
import type { FieldName } from '../query/query-tree.ts';
import { type FieldPlaces, isNowhere, type NameCase, placesAt, placesOf } from './field-resolution.ts';
import type { SearchedBundle } from './searched-bundle.ts';
import type { SearchedPart } from './searched-part.ts';

/** The place of a line among all searched ones: those of the first bundle, then those of the next. */
export type RowNumber = number;

export interface PlacedPart {
  readonly part: SearchedPart;
  readonly bundle: SearchedBundle;
  /** Of the bundles, from 0. */
  readonly bundleIndex: number;
  readonly firstRow: RowNumber;
}

/** The bundles of one search in their order, as one list of lines. */
export class SearchedLines {
  readonly bundles: readonly SearchedBundle[];
  readonly parts: readonly PlacedPart[];
  readonly total: number;
  /** The first and the last time that a line states; null where none does. */
  readonly first: UnixMillis | null;
  readonly last: UnixMillis | null;
  /** Every line states a time, and none an earlier one than the line before it. */
  readonly isInTimeOrder: boolean;
  /** The same, and no two state the same. */
  readonly isStrictlyInTimeOrder: boolean;
  readonly #places = new Map<FieldName, readonly FieldPlaces[]>();

  constructor(bundles: readonly SearchedBundle[]) {
    this.bundles = bundles;
    const parts: PlacedPart[] = [];
    let firstRow = 0;
    for (const [bundleIndex, bundle] of bundles.entries()) {
      for (const part of bundle.parts) {
        parts.push({ part, bundle, bundleIndex, firstRow });
        firstRow += part.lines;
      }
    }
    this.parts = parts;
    this.total = firstRow;
    this.first = extreme(parts, ({ earliest }) => earliest, Math.min);
    this.last = extreme(parts, ({ latest }) => latest, Math.max);
    this.isInTimeOrder = isInOrder(
      parts,
      ({ isAscending }) => isAscending,
      (one, other) => one <= other,
    );
    this.isStrictlyInTimeOrder = isInOrder(
      parts,
      ({ isStrict }) => isStrict,
      (one, other) => one < other,
    );
  }

  /** Of a line that states one. */
  timeOf(row: RowNumber): UnixMillis | null {
    const { part, firstRow } = itemAt(this.parts, this.partOf(row));
    return timeAt(part.part.times, row - firstRow);
  }

  /** Where a field lies in each bundle, in their order. */
  placesOf(name: FieldName): readonly FieldPlaces[] {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    const inCase = (nameCase: NameCase) => this.bundles.map((bundle) => placesOf(name, bundle, nameCase));
    const exact = inCase('exact');
    const places = exact.every(isNowhere) ? inCase('any-case') : exact;
    this.#places.set(name, places);
    return places;
  }

  placesAt(pointers: readonly string[]): readonly FieldPlaces[] {
    return this.bundles.map((bundle) => placesAt(pointers, bundle));
  }

  /** Whether some bundle has the field. */
  hasField(name: FieldName): boolean {
    return !this.placesOf(name).every(isNowhere);
  }

  /** Rows of a bundle, from `start` to before `end`. */
  rowsOf(bundle: number): { readonly start: RowNumber; readonly end: RowNumber } {
    const start = this.bundles.slice(0, bundle).reduce((sum, { lines }) => sum + lines, 0);
    return { start, end: start + itemAt(this.bundles, bundle).lines };
  }

  /** A row by its bundle and its place there. */
  nameOf(row: RowNumber): { readonly bundleId: string; readonly ordinal: EntryOrdinal } {
    const { part, bundle, firstRow } = itemAt(this.parts, this.partOf(row));
    return { bundleId: bundle.bundleId, ordinal: part.firstOrdinal + row - firstRow };
  }

  /** The row of a line of a bundle, or null where neither is searched. */
  rowOf(bundleId: string, ordinal: EntryOrdinal): RowNumber | null {
    for (const { bundle, part, firstRow } of this.parts) {
      const index = ordinal - part.firstOrdinal;
      if (bundle.bundleId === bundleId && index >= 0 && index < part.lines) return firstRow + index;
    }
    return null;
  }

  /** The number of the part that holds a row. */
  partOf(row: RowNumber): number {
    let [low, high] = [0, this.parts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (itemAt(this.parts, middle).firstRow <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function extreme(
  parts: readonly PlacedPart[],
  timeOf: (times: SearchedPart['times']) => UnixMillis | null,
  choose: (one: number, other: number) => number,
): UnixMillis | null {
  const times = parts.flatMap(({ part }) => timeOf(part.times) ?? []);
  return times.length === 0 ? null : times.reduce((one, other) => choose(one, other));
}

function isInOrder(
  parts: readonly PlacedPart[],
  isInPart: (times: SearchedPart['times']) => boolean,
  mayFollow: (one: UnixMillis, other: UnixMillis) => boolean,
): boolean {
  return parts.every(({ part: { times } }, index) => {
    const before = parts[index - 1]?.part.times.latest;
    return (
      isInPart(times) &&
      (before === undefined || mayFollow(before ?? Number.NaN, times.earliest ?? Number.NaN))
    );
  });
}
