import type { FieldValue } from '../adapters/field-value.ts';
import { BugError } from '../bytes/errors.ts';
import { columnValue } from '../index/column.ts';
import { type TextTable, textAt } from '../index/text-table.ts';
import { firstFrom } from './first-from.ts';
import type { PartPlaces } from './part-places.ts';
import { emptyId, firstTextId, type SearchedPart, withheldId } from './searched-part.ts';

/** All values that a line has at these places; none for an absent field. A stub withholds every field. */
export function valuesAt(part: SearchedPart, places: PartPlaces, row: number): readonly FieldValue[] {
  if (part.stubs?.has(row) === true) return [{ kind: 'withheld' }];
  const { texts, sparse } = part.others;
  const values: FieldValue[] = [];
  for (const column of places.columns) {
    const value = columnValue(column, row);
    if (value === null) throw noText();
    if (value.kind !== 'absent') values.push(value);
  }
  for (const place of places.paths) {
    if ('ids' in place) {
      const id = place.ids[row] ?? 0;
      const textId = id < firstTextId ? id : (place.values[id - firstTextId] ?? 0) + firstTextId;
      values.push(...toValues(texts, textId));
      continue;
    }
    const { start, end } = place;
    for (let index = firstFrom(sparse.rows, row, start, end); index < end; index++) {
      if (sparse.rows[index] !== row) break;
      values.push(...toValues(texts, sparse.ids[index] ?? 0));
    }
  }
  return values;
}

function toValues(texts: TextTable, id: number): readonly FieldValue[] {
  if (id === 0) return [];
  if (id === emptyId) return [{ kind: 'empty' }];
  if (id === withheldId) return [{ kind: 'withheld' }];
  const text = textAt(texts, id - firstTextId);
  if (text === null) throw noText();
  return [{ kind: 'text', text }];
}

function noText(): BugError {
  return new BugError('An index holds a text that it does not have.');
}
