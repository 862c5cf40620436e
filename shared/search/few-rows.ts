import { encodeUtf8 } from '../bytes/utf8.ts';
import type { TextTable } from '../index/text-table.ts';
import { BitSet } from './bit-set.ts';
import { firstFrom } from './first-from.ts';
import { allPlaces, type PartPlaces, partPlaces, type SparseRange } from './part-places.ts';
import type { PlacedTerm } from './placed-query.ts';
import { emptyId, firstTextId, type SearchedPart } from './searched-part.ts';
import { FoldedTexts } from './text/folded-texts.ts';
import type { TextMeans } from './text-means.ts';
import { passesEmpty, textsThatPass } from './value-test.ts';

/** So many rows are looked at by themselves in a fraction of the time that a table of a part takes. */
const mostRows = 48;
/** Each place costs a look for each row. */
const mostPlaces = 400;

/**
 * Those of a few rows that answer a question about values, from the texts of these rows alone; null when there are so
 * many that asking every text of the part is no more work.
 */
export function answerAmong(
  part: SearchedPart,
  rows: BitSet,
  { test, places }: Extract<PlacedTerm, { kind: 'value' }>,
  means: TextMeans,
): BitSet | 'stopped' | null {
  if (rows.count() > mostRows) return null;
  const found = places === null ? withEachPath(part, allPlaces(part)) : partPlaces(part, places);
  if (found.columns.length + found.paths.length > mostPlaces) return null;
  const answer = new BitSet(part.lines);
  const takesEmpty = passesEmpty(test);
  const texts = new GatheredTexts();
  // Several of these rows may have the same text, and of equal texts a table is asked for one.
  const wanted = test.kind === 'equals' ? encodeUtf8(test.text) : null;
  rows.forEach((row) => {
    forEachValue(part, found, row, (id, table, number) => {
      if (id === emptyId && takesEmpty) answer.add(row);
      if (id < firstTextId) return;
      if (wanted === null) texts.add(table, number, row);
      else if (isText(table, number, wanted)) answer.add(row);
    });
  });
  if (wanted !== null) return answer;
  const passing = textsThatPass(new FoldedTexts(texts.build()), test, means);
  if (passing === 'stopped') return passing;
  passing.forEach((number) => {
    answer.add(texts.rows[number] ?? 0);
  });
  return answer;
}

function isText({ bytes, ends }: TextTable, number: number, wanted: Uint8Array): boolean {
  const start = number === 0 ? 0 : (ends[number - 1] ?? 0);
  if ((ends[number] ?? 0) - start !== wanted.length) return false;
  for (let index = 0; index < wanted.length; index++) {
    if (bytes[start + index] !== wanted[index]) return false;
  }
  return true;
}

/** The sparse values are in the order of their rows only within one path. */
function withEachPath(part: SearchedPart, { columns, dense }: PartPlaces): PartPlaces {
  const sparse = Array.from({ length: part.others.paths.ends.length }, (_, path) =>
    part.sparseRange(path),
  ).filter(({ start, end }) => start < end);
  return { columns, paths: [...dense, ...sparse], dense, sparse };
}

/** Calls with each value of a row: its id, and where its text is if it has one. */
function forEachValue(
  { others }: SearchedPart,
  { columns, dense, sparse }: PartPlaces,
  row: number,
  visit: (id: number, table: TextTable, number: number) => void,
): void {
  for (const { ids, texts } of columns) {
    const id = ids[row] ?? 0;
    visit(id, texts, id - firstTextId);
  }
  for (const { ids, values } of dense) {
    const id = ids[row] ?? 0;
    visit(id, others.texts, values[id - firstTextId] ?? 0);
  }
  for (const range of sparse) visitSparse(others, range, row, visit);
}

function visitSparse(
  { sparse, texts }: SearchedPart['others'],
  { start, end }: SparseRange,
  row: number,
  visit: (id: number, table: TextTable, number: number) => void,
): void {
  for (
    let index = firstFrom(sparse.rows, row, start, end);
    index < end && sparse.rows[index] === row;
    index++
  ) {
    const id = sparse.ids[index] ?? 0;
    visit(id, texts, id - firstTextId);
  }
}

/** Texts of several tables as one, and the row that each is of. */
class GatheredTexts {
  readonly rows: number[] = [];
  readonly #pieces: Uint8Array[] = [];
  #length = 0;

  add({ bytes, ends }: TextTable, number: number, row: number): void {
    const piece = bytes.subarray(number === 0 ? 0 : (ends[number - 1] ?? 0), ends[number] ?? 0);
    this.rows.push(row);
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  build(): TextTable {
    const bytes = new Uint8Array(this.#length);
    const ends = new Uint32Array(this.#pieces.length);
    let length = 0;
    for (const [index, piece] of this.#pieces.entries()) {
      bytes.set(piece, length);
      length += piece.length;
      ends[index] = length;
    }
    return { bytes, ends };
  }
}
