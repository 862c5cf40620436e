import { itemAt } from '../bytes/element-at.ts';
import type { HitRow } from '../contract/search-protocol.ts';
import type { FieldTexts } from './field-texts.ts';
import { firstFrom } from './first-from.ts';
import type { SameEvents } from './hit-rows.ts';
import type { RowNumber, SearchedLines } from './searched-lines.ts';
import { firstTextId } from './searched-part.ts';
import type { ValueNumber } from './value-pairs.ts';

/** In bytes. What is shorter is a number that every log counts from one: it names no event outside its own log. */
const shortestId = 8;
/** Of an id that half a log has, a few lines say enough. */
const mostNamed = 16;

/** Looks up lines of other bundles by the id of their event. `ids` holds the ids of all searched lines. */
export function sameEventsBy(lines: SearchedLines, ids: FieldTexts): SameEvents {
  const { starts, rows } = rowsByValue(lines, ids);
  const { ends } = ids.texts;
  const lengthOf = (text: number) => (ends[text] ?? 0) - (text === 0 ? 0 : (ends[text - 1] ?? 0));
  return (row) => {
    const number = lines.partOf(row);
    const { bundleIndex, firstRow } = itemAt(lines.parts, number);
    const own = lines.rowsOf(bundleIndex);
    const named: HitRow['alsoIn'][number][] = [];
    for (const value of valuesOf(ids, number, row - firstRow)) {
      if (lengthOf(value - firstTextId) < shortestId) continue;
      const end = starts[value + 1] ?? 0;
      for (let index = starts[value] ?? 0; index < end && named.length < mostNamed; index++) {
        const other = rows[index] ?? 0;
        // All lines of the own bundle are passed over at once: it may have thousands with this id.
        if (other >= own.start && other < own.end) index = firstFrom(rows, own.end, index, end) - 1;
        else named.push(lines.nameOf(other));
      }
    }
    return named;
  };
}

/** The ids of one line; mostly one. */
function valuesOf({ parts }: FieldTexts, part: number, row: number): readonly ValueNumber[] {
  const values = itemAt(parts, part);
  if (values.kind === 'single') {
    const number = values.numbers[values.ids[row] ?? 0] ?? 0;
    return number < firstTextId ? [] : [number];
  }
  const { rows, numbers } = values;
  const found: ValueNumber[] = [];
  for (let at = firstFrom(rows, row, 0, rows.length); at < rows.length && rows[at] === row; at++) {
    const number = numbers[at] ?? 0;
    if (number >= firstTextId) found.push(number);
  }
  return found;
}

/** All rows by their id: those of value n from `starts[n]` to before `starts[n + 1]`, in the order of the log. */
function rowsByValue(
  lines: SearchedLines,
  ids: FieldTexts,
): { readonly starts: Uint32Array; readonly rows: Uint32Array } {
  const starts = new Uint32Array(ids.texts.ends.length + firstTextId + 1);
  const forEach = (visit: (value: ValueNumber, row: RowNumber) => void) => {
    for (const [number, { firstRow, part }] of lines.parts.entries()) {
      const values = itemAt(ids.parts, number);
      const count = values.kind === 'single' ? part.lines : values.rows.length;
      for (let index = 0; index < count; index++) {
        const value =
          values.kind === 'single' ? values.numbers[values.ids[index] ?? 0] : values.numbers[index];
        const row = values.kind === 'single' ? index : (values.rows[index] ?? 0);
        if ((value ?? 0) >= firstTextId) visit(value ?? 0, firstRow + row);
      }
    }
  };
  forEach((value) => {
    starts[value + 1] = (starts[value + 1] ?? 0) + 1;
  });
  for (let value = 1; value < starts.length; value++) {
    starts[value] = (starts[value] ?? 0) + (starts[value - 1] ?? 0);
  }
  const rows = new Uint32Array(starts[starts.length - 1] ?? 0);
  const next = starts.slice();
  forEach((value, row) => {
    const place = next[value] ?? 0;
    rows[place] = row;
    next[value] = place + 1;
  });
  return { starts, rows };
}
