import type { HitSort } from '../contract/search-protocol.ts';
import type { FoundLines } from './found-lines.ts';
import type { RowNumber } from './searched-lines.ts';
import { orderByTime } from './time-order.ts';

/** The rows of a result in one order, so that its last page is as near as its first. */
export interface HitOrder {
  rowsFrom(first: number, count: number): readonly RowNumber[];
  placeOf(row: RowNumber): number | null;
  /** Of the first row at or behind a time, in the direction of the order; null where the order is not by time. */
  placeOfTime(time: number): number | null;
}

export function orderByLog(found: FoundLines, isDescending: boolean): HitOrder {
  const { total } = found;
  return {
    rowsFrom: (first, count) => {
      if (!isDescending) return found.rowsFrom(first, count);
      const end = Math.max(0, total - first);
      const start = Math.max(0, end - count);
      return found.rowsFrom(start, end - start).toReversed();
    },
    placeOf: (row) => {
      if (!found.has(row)) return null;
      const place = found.placeInLog(row);
      return isDescending ? total - 1 - place : place;
    },
    placeOfTime: () => null,
  };
}

/** Where time goes forward with the log, which it does in nearly all, there is nothing to be sorted. */
export function orderByTimes(found: FoundLines, isDescending: boolean): HitOrder {
  const { lines } = found;
  const isInOrder = isDescending ? lines.isStrictlyInTimeOrder : lines.isInTimeOrder;
  const order = isInOrder ? orderByLog(found, isDescending) : null;
  const { rows, timed } =
    order === null ? orderByTime(found, isDescending) : { rows: null, timed: found.total };
  const timeAt = (place: number) => {
    const row = rows === null ? order?.rowsFrom(place, 1)[0] : rows[place];
    return (row === undefined ? null : lines.timeOf(row)) ?? 0;
  };
  return {
    ...(order ?? ofList(rows ?? new Uint32Array(0))),
    placeOfTime: (time) => {
      let [low, high] = [0, timed];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (isDescending ? timeAt(middle) > time : timeAt(middle) < time) low = middle + 1;
        else high = middle;
      }
      return low < timed ? low : null;
    },
  };
}

/** Of rows that are laid out already. */
export function ofList(rows: Uint32Array): HitOrder {
  return {
    rowsFrom: (first, count) => [...rows.subarray(first, first + count)],
    placeOf: (row) => {
      const place = rows.indexOf(row);
      return place === -1 ? null : place;
    },
    placeOfTime: () => null,
  };
}

/** The same for the same order. */
export function sortKey({ by, isDescending }: HitSort): string {
  return `${isDescending ? 'down' : 'up'} ${by}`;
}
