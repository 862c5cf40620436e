import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts';
import type { TextTable } from '../../index/text-table.ts';
import { nextBeyondAscii } from './beyond-ascii.ts';
import { mayChange } from './small-form.ts';

/** Texts that have capital letters beyond ASCII, in small ones, and their numbers in the table, ascending. */
interface ChangedTexts {
  readonly numbers: readonly number[];
  readonly table: TextTable;
}

/** Texts whose small letters are made at once. */
const atOnce = 1_000;
const lineEnd = 0x0a;

const none: ChangedTexts = { numbers: [], table: { bytes: new Uint8Array(0), ends: new Uint32Array(0) } };

/**
 * The texts of a table without regard to case. A scanner reads capital letters of ASCII as small ones, so nearly all
 * texts stay where they are: only those are copied in which other characters change, which is looked up once.
 */
export class FoldedTexts {
  readonly table: TextTable;
  private kept: ChangedTexts | null = null;

  constructor(table: TextTable) {
    this.table = table;
  }

  /** How many texts there are. */
  get count(): number {
    return this.table.ends.length;
  }

  /** The texts that are to be looked for here and not in the table. */
  get changed(): ChangedTexts {
    this.kept ??= changedTexts(this.table);
    return this.kept;
  }
}

function changedTexts({ bytes, ends }: TextTable): ChangedTexts {
  const changed = numbersThatChange(bytes, ends);
  if (changed.length === 0) return none;
  const pieces: TextTable[] = [];
  for (let first = 0; first < changed.length; first += atOnce) {
    pieces.push(inSmallLetters(bytes, ends, changed.slice(first, first + atOnce)));
  }
  return { numbers: changed, table: joined(pieces) };
}

function numbersThatChange(bytes: Uint8Array, ends: Uint32Array): readonly number[] {
  const numbers: number[] = [];
  let number = 0;
  let end = ends[0] ?? 0;
  for (let at = nextBeyondAscii(bytes, 0); at < bytes.length; at = nextBeyondAscii(bytes, end)) {
    while (end <= at && number < ends.length) {
      number += 1;
      end = ends[number] ?? bytes.length;
    }
    if (number === ends.length) break;
    if (hasChanging(bytes, at, end)) numbers.push(number);
  }
  return numbers;
}

/**
 * All of them as one string with a line end behind each, since most of the time goes into making strings. It is of no
 * word, so that a text does not change its neighbours, and stays what it is, so that counting finds the texts again.
 */
function inSmallLetters(bytes: Uint8Array, ends: Uint32Array, numbers: readonly number[]): TextTable {
  const texts = numbers.map((number) => bytes.subarray(ends[number - 1] ?? 0, ends[number]));
  const lined = new Uint8Array(texts.reduce((sum, text) => sum + text.length + 1, 0)).fill(lineEnd);
  let length = 0;
  for (const text of texts) {
    lined.set(text, length);
    length += text.length + 1;
  }
  const small = encodeUtf8(decodeUtf8(lined).toLowerCase());
  const table = { bytes: new Uint8Array(small.length - texts.length), ends: new Uint32Array(texts.length) };
  let at = 0;
  for (const [index, text] of texts.entries()) {
    const start = at;
    for (let lines = linesIn(text); lines > 0; lines--) at = small.indexOf(lineEnd, at) + 1;
    // Each of those before had one line end more than is kept.
    table.bytes.set(small.subarray(start, at - 1), start - index);
    table.ends[index] = at - index - 1;
  }
  return table;
}

/** How many lines a text is, when one more ends behind it. */
function linesIn(text: Uint8Array): number {
  let lines = 1;
  for (let at = text.indexOf(lineEnd); at !== -1; at = text.indexOf(lineEnd, at + 1)) lines += 1;
  return lines;
}

/** Whether the characters from `at` to before `end` have one that may change. */
function hasChanging(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; ) {
    const first = bytes[at] ?? 0;
    const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (length > 1) {
      let codePoint = first & (0xff >>> (length + 1));
      for (let index = 1; index < length; index++)
        codePoint = (codePoint << 6) | ((bytes[at + index] ?? 0) & 0x3f);
      if (mayChange(codePoint)) return true;
    }
    at += length;
  }
  return false;
}

function joined(tables: readonly TextTable[]): TextTable {
  const [only] = tables;
  if (only !== undefined && tables.length === 1) return only;
  const bytes = new Uint8Array(tables.reduce((sum, table) => sum + table.bytes.length, 0));
  const ends = new Uint32Array(tables.reduce((sum, table) => sum + table.ends.length, 0));
  let [length, count] = [0, 0];
  for (const table of tables) {
    bytes.set(table.bytes, length);
    const before = length;
    ends.set(
      table.ends.map((end) => before + end),
      count,
    );
    length += table.bytes.length;
    count += table.ends.length;
  }
  return { bytes, ends };
}
