import type { Presence } from '../query/query-tree.ts';
import { BitSet } from './bit-set.ts';
import type { PartPlaces } from './part-places.ts';
import { addSeqsBetween } from './part-seqs.ts';
import { addTimesBetween } from './part-times.ts';
import { emptyId, firstTextId, type SearchedPart, withheldId } from './searched-part.ts';

/** The lines in which a field is as asked. Of a stub every field is withheld, and none is absent. */
export function markPresence(part: SearchedPart, places: PartPlaces, presence: Presence): BitSet {
  switch (presence) {
    case 'text':
      return rowsBetween(part, places, firstTextId, Number.POSITIVE_INFINITY);
    case 'empty':
      return rowsBetween(part, places, emptyId, emptyId);
    case 'withheld':
      return withStubs(part, rowsBetween(part, places, withheldId, withheldId));
    case 'absent':
      return withStubs(part, rowsBetween(part, places, emptyId, Number.POSITIVE_INFINITY)).not();
    default:
      return presence satisfies never;
  }
}

/** The same of the time or the seq of a line, which is stated or is not. */
export function markStated(part: SearchedPart, what: 'ts' | 'seq', presence: Presence): BitSet {
  const rows = new BitSet(part.lines);
  switch (presence) {
    case 'text':
      addStated(part, what, rows);
      return rows;
    case 'empty':
      return rows;
    case 'withheld':
      return withStubs(part, rows);
    case 'absent':
      addStated(part, what, rows);
      return withStubs(part, rows).not();
    default:
      return presence satisfies never;
  }
}

function addStated(part: SearchedPart, what: 'ts' | 'seq', rows: BitSet): void {
  if (what === 'ts') addTimesBetween(rows, part.part.times, part.times, null, null);
  else addSeqsBetween(rows, part.part, null, null);
}

/** The lines that have a value with an id from `low` to `high`. */
function rowsBetween(
  part: SearchedPart,
  { columns, dense, sparse }: PartPlaces,
  low: number,
  high: number,
): BitSet {
  const rows = new BitSet(part.lines);
  const { words } = rows;
  for (const { ids } of [...columns, ...dense]) {
    for (let row = 0; row < ids.length; row++) {
      const id = ids[row] ?? 0;
      if (id >= low && id <= high) words[row >>> 5] = (words[row >>> 5] ?? 0) | (1 << (row & 31));
    }
  }
  const pairs = part.others.sparse;
  for (const { start, end } of sparse) {
    for (let index = start; index < end; index++) {
      const id = pairs.ids[index] ?? 0;
      if (id >= low && id <= high) rows.add(pairs.rows[index] ?? 0);
    }
  }
  return rows;
}

function withStubs({ stubs }: SearchedPart, rows: BitSet): BitSet {
  return stubs === null ? rows : rows.or(stubs);
}
