import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts';
import type { TextTable } from '../../index/text-table.ts';
import { nextBeyondAscii } from './beyond-ascii.ts';
import { mayChange } from './small-form.ts';

/** Texts that have capital letters beyond ASCII, in small ones, and their numbers in the table, ascending. */
interface ChangedTexts {
  readonly numbers: readonly number[];
  readonly table: TextTable;
}

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
  const numbers: number[] = [];
  const texts: Uint8Array[] = [];
  let number = 0;
  let end = ends[0] ?? 0;
  for (let at = nextBeyondAscii(bytes, 0); at < bytes.length; at = nextBeyondAscii(bytes, end)) {
    while (end <= at && number < ends.length) {
      number += 1;
      end = ends[number] ?? bytes.length;
    }
    if (number === ends.length) break;
    if (!hasChanging(bytes, at, end)) continue;
    numbers.push(number);
    texts.push(encodeUtf8(decodeUtf8(bytes.subarray(ends[number - 1] ?? 0, end)).toLowerCase()));
  }
  return numbers.length === 0 ? none : { numbers, table: joined(texts) };
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

function joined(texts: readonly Uint8Array[]): TextTable {
  const ends = new Uint32Array(texts.length);
  let length = 0;
  for (const [number, text] of texts.entries()) {
    length += text.length;
    ends[number] = length;
  }
  const bytes = new Uint8Array(length);
  for (const [number, text] of texts.entries()) bytes.set(text, number === 0 ? 0 : ends[number - 1]);
  return { bytes, ends };
}
