import type { FieldValue } from '../adapters/field-value.ts';
import type { ByteCount, ByteOffset } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { type TextTable, TextTableBuilder, textAt } from './text-table.ts';

/** One field of the event model, a number a line, in the narrowest array that holds them. */
export interface Column {
  readonly ids: Uint8Array | Uint16Array | Uint32Array;
  readonly texts: TextTable;
}

/** Stored numbers of what is not text. No text has such an id, not even the text "absent". */
export const absentId = 0;
export const emptyId = 1;
export const withheldId = 2;
export const firstTextId = 3;
const idsOfReasons = { absent: absentId, empty: emptyId, withheld: withheldId } as const;

/** What a line has in a column, or null for an id that the column does not have: the store was altered. */
export function columnValue({ ids, texts }: Column, index: number): FieldValue | null {
  const id = ids[index];
  if (id === undefined) return null;
  if (id === absentId) return { kind: 'absent' };
  if (id === emptyId) return { kind: 'empty' };
  if (id === withheldId) return { kind: 'withheld' };
  const text = textAt(texts, id - firstTextId);
  return text === null ? null : { kind: 'text', text };
}

export class ColumnBuilder {
  private ids = new Uint32Array(1_024);
  private readonly texts: TextTableBuilder;
  private highest = 0;

  constructor(seed: number) {
    this.texts = new TextTableBuilder(seed);
  }

  /** What its texts take. */
  get textBytes(): ByteCount {
    return this.texts.byteLength;
  }

  setValue(index: number, value: FieldValue): void {
    if (value.kind !== 'text') {
      this.setId(index, idsOfReasons[value.kind]);
      return;
    }
    const bytes = encodeUtf8(value.text);
    this.setText(index, bytes, 0, bytes.length);
  }

  /** The text that lies in `bytes` from `start` to before `end`. */
  setText(index: number, bytes: Uint8Array, start: ByteOffset, end: ByteOffset): void {
    this.setId(index, start === end ? emptyId : firstTextId + this.texts.numberOf(bytes, start, end));
  }

  /** Of the first `lines` lines. */
  build(lines: number): Column {
    const ids = this.room(lines).subarray(0, lines);
    return { ids: narrowed(ids, this.highest), texts: this.texts.build() };
  }

  /** A part has few lines or very many. */
  private room(lines: number): Uint32Array {
    if (lines > this.ids.length) {
      const larger = new Uint32Array(Math.max(lines, this.ids.length * 4));
      larger.set(this.ids);
      this.ids = larger;
    }
    return this.ids;
  }

  private setId(index: number, id: number): void {
    this.room(index + 1)[index] = id;
    if (id > this.highest) this.highest = id;
  }
}

/** The same numbers in the narrowest array that holds the highest of them. */
export function narrowed(ids: Uint32Array, highest: number): Column['ids'] {
  if (highest <= 0xff) return new Uint8Array(ids);
  if (highest <= 0xffff) return new Uint16Array(ids);
  return ids.slice();
}
