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
  for (const { ids, values: numbers } of places.dense) {
    const id = ids[row] ?? 0;
    const value = toValue(texts, id < firstTextId ? id : (numbers[id - firstTextId] ?? 0) + firstTextId);
    if (value !== null) values.push(value);
  }
  for (const range of places.sparse) {
    for (let index = firstFrom(sparse.rows, row, range.start, range.end); index < range.end; index++) {
      if (sparse.rows[index] !== row) break;
      const value = toValue(texts, sparse.ids[index] ?? 0);
      if (value !== null) values.push(value);
    }
  }
  return values;
}

function toValue(texts: TextTable, id: number): FieldValue | null {
  if (id === 0) return null;
  if (id === emptyId) return { kind: 'empty' };
  if (id === withheldId) return { kind: 'withheld' };
  const text = textAt(texts, id - firstTextId);
  if (text === null) throw noText();
  return { kind: 'text', text };
}

function noText(): BugError {
  return new BugError('An index holds a text that it does not have.');
}
