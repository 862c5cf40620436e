import { type EventField, eventFields } from '../adapters/event-field.ts';
import type { FieldSummary } from '../contract/search-protocol.ts';
import { type TextTable, textAt } from '../index/text-table.ts';
import { BitSet } from './bit-set.ts';
import { dottedName } from './field-paths.ts';
import type { SearchedLines } from './searched-lines.ts';
import { emptyId, firstTextId, type SearchedPart } from './searched-part.ts';

/** A log with a name of its own in each line has as many fields as lines; nobody reads a list of them. */
const mostFields = 2_000;
const examplesInPart = 8;
const examplesOfField = 8;

/** The fields that the lines have, most frequent first; those of the event model before all others. */
export async function listFieldsOf(
  lines: SearchedLines,
  step: () => Promise<void>,
): Promise<readonly FieldSummary[]> {
  const columns = new Map<EventField, FieldCount>();
  const others = new Map<string, FieldCount>();
  for (const { part, bundle } of lines.parts) {
    for (const field of eventFields) {
      const pointer = bundle.mapping[field];
      if (pointer === undefined) continue;
      const count = countOf(columns, field);
      count.pointers.add(pointer);
      countColumn(part, field, count);
    }
    countOthers(part, others);
    await step();
  }
  return [
    ...eventFields.flatMap((field) => {
      const count = columns.get(field);
      return count === undefined ? [] : [{ ...toSummary(field, count), pointers: [...count.pointers] }];
    }),
    ...[...others]
      .map(([name, count]) => ({ ...toSummary(name, count), pointers: null }))
      .sort((one, other) => other.lines - one.lines || (one.name < other.name ? -1 : 1))
      .slice(0, mostFields),
  ];
}

interface FieldCount {
  readonly pointers: Set<string>;
  lines: number;
  /** Lines by text, of the texts that are frequent in some part. */
  readonly examples: Map<string, number>;
}

function countOf<Name>(counts: Map<Name, FieldCount>, name: Name): FieldCount {
  const known = counts.get(name);
  if (known !== undefined) return known;
  const count: FieldCount = { pointers: new Set(), lines: 0, examples: new Map() };
  counts.set(name, count);
  return count;
}

function countColumn(part: SearchedPart, field: EventField, count: FieldCount): void {
  const { ids, texts } = part.part.columns[field];
  const byId = new Uint32Array(texts.ends.length + firstTextId);
  for (let row = 0; row < ids.length; row++) byId[ids[row] ?? 0] = (byId[ids[row] ?? 0] ?? 0) + 1;
  count.lines += ids.length - (byId[0] ?? 0) - (part.stubs?.count() ?? 0);
  addExamples(count, texts, byId.subarray(firstTextId), (number) => number);
}

function countOthers(part: SearchedPart, counts: Map<string, FieldCount>): void {
  const byName = new Map<string, number[]>();
  for (const [pointer, path] of part.pathNumbers) {
    const name = dottedName(pointer);
    if (name === null) continue;
    const paths = byName.get(name);
    if (paths === undefined) byName.set(name, [path]);
    else paths.push(path);
  }
  for (const [name, paths] of byName) {
    const count = countOf(counts, name);
    const rows = new BitSet(part.lines);
    for (const path of paths) countPath(part, path, rows, count);
    count.lines += rows.count();
  }
}

function countPath(part: SearchedPart, path: number, rows: BitSet, count: FieldCount): void {
  const { texts, sparse } = part.others;
  const dense = part.dense(path);
  if (dense !== null) {
    const byId = new Uint32Array(dense.values.length + firstTextId);
    for (let row = 0; row < dense.ids.length; row++) {
      const id = dense.ids[row] ?? 0;
      byId[id] = (byId[id] ?? 0) + 1;
      if (id >= emptyId) rows.add(row);
    }
    addExamples(count, texts, byId.subarray(firstTextId), (index) => dense.values[index] ?? 0);
  }
  const { start, end } = part.sparseRange(path);
  const byText = new Map<number, number>();
  for (let index = start; index < end; index++) {
    rows.add(sparse.rows[index] ?? 0);
    const id = sparse.ids[index] ?? 0;
    if (id >= firstTextId) byText.set(id - firstTextId, (byText.get(id - firstTextId) ?? 0) + 1);
  }
  const numbers = [...byText.keys()];
  addExamples(count, texts, Uint32Array.from(byText.values()), (index) => numbers[index] ?? 0);
}

/** Adds the texts that are most frequent in a part; `lines` has how many lines have each. */
function addExamples(
  { examples }: FieldCount,
  texts: TextTable,
  lines: Uint32Array,
  numberOf: (index: number) => number,
): void {
  const best: number[] = [];
  for (let index = 0; index < lines.length; index++) {
    const count = lines[index] ?? 0;
    if (count === 0 || (best.length === examplesInPart && count <= (lines[best[best.length - 1] ?? 0] ?? 0)))
      continue;
    let place = best.length;
    while (place > 0 && (lines[best[place - 1] ?? 0] ?? 0) < count) place -= 1;
    best.splice(place, 0, index);
    if (best.length > examplesInPart) best.pop();
  }
  for (const index of best) {
    const text = textAt(texts, numberOf(index)) ?? '';
    examples.set(text, (examples.get(text) ?? 0) + (lines[index] ?? 0));
  }
}

function toSummary(name: string, { lines, examples }: FieldCount): Omit<FieldSummary, 'pointers'> {
  const sorted = [...examples].sort(
    ([one, count], [other, otherCount]) => otherCount - count || (one < other ? -1 : 1),
  );
  return { name, lines, examples: sorted.slice(0, examplesOfField).map(([text]) => text) };
}
