import type { HitSort } from '../contract/search-protocol.ts';
import type { FoundLines } from './found-lines.ts';
import type { RowNumber } from './searched-lines.ts';
import { orderByTime, placeOfTime, type TimeOrder } from './time-order.ts';

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

export function orderByTimes(found: FoundLines, isDescending: boolean): HitOrder {
  const order: TimeOrder = orderByTime(found, isDescending);
  return { ...ofList(order.rows), placeOfTime: (time) => placeOfTime(order, time, isDescending) };
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
