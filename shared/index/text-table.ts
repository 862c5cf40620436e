import type { ByteCount, ByteOffset } from '../bytes/units.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';

/** Texts by number, as UTF-8 one after the other: a million short strings would cost the collector more than the bytes. */
export interface TextTable {
  readonly bytes: Uint8Array;
  /** Where each text ends. */
  readonly ends: Uint32Array;
}

/** The text of a number, or null when the table has none. Throws FormatError `utf8` for bytes that are no text. */
export function textAt({ bytes, ends }: TextTable, number: number): string | null {
  const end = ends[number];
  if (end === undefined) return null;
  return decodeUtf8(bytes.subarray(ends[number - 1] ?? 0, end));
}

const startHash = 0x811c9dc5;
const hashPrime = 0x01000193;

/**
 * Gives each distinct text a number, in the order of their first appearance. `seed` must not be known to whoever wrote
 * the texts: with a known one, they could be chosen so that finding each takes as long as reading all of them.
 */
export class TextTableBuilder {
  private readonly seed: number;
  /** Number + 1 of the text, 0 where none is. */
  private slots = new Int32Array(1024);
  private hashes = new Int32Array(512);
  private ends = new Uint32Array(512);
  private bytes = new Uint8Array(8 * 1024);
  private count = 0;
  private length = 0;

  constructor(seed: number) {
    this.seed = seed | 0;
  }

  /** The number of the text that lies in `source` from `start` to before `end`. */
  numberOf(source: Uint8Array, start: ByteOffset, end: ByteOffset): number {
    let hash = startHash ^ this.seed;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (source[at] ?? 0), hashPrime);
    // The low bits choose the slot, and multiplying carries upwards only.
    hash ^= hash >>> 15;
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let held = this.slots[slot] ?? 0; held !== 0; held = this.slots[slot] ?? 0) {
      if (this.hashes[held - 1] === hash && this.isText(held - 1, source, start, end)) return held - 1;
      slot = (slot + 1) & mask;
    }
    return this.add(slot, hash, source, start, end);
  }

  /** Of all texts together. */
  get byteLength(): ByteCount {
    return this.length;
  }

  /** Right-sized: a view would store the whole buffer behind it. */
  build(): TextTable {
    return { bytes: this.bytes.slice(0, this.length), ends: this.ends.slice(0, this.count) };
  }

  private isText(number: number, source: Uint8Array, start: ByteOffset, end: ByteOffset): boolean {
    const at = number === 0 ? 0 : (this.ends[number - 1] ?? 0);
    if ((this.ends[number] ?? 0) - at !== end - start) return false;
    for (let index = 0; index < end - start; index++) {
      if (this.bytes[at + index] !== source[start + index]) return false;
    }
    return true;
  }

  private add(slot: number, hash: number, source: Uint8Array, start: ByteOffset, end: ByteOffset): number {
    const number = this.count;
    if (number === this.ends.length) this.makeRoomForTexts();
    const length = this.length + end - start;
    if (length > this.bytes.length) this.bytes = copyInto(new Uint8Array(length * 2), this.bytes);
    for (let index = start; index < end; index++)
      this.bytes[this.length + index - start] = source[index] ?? 0;
    this.length = length;
    this.ends[number] = length;
    this.hashes[number] = hash;
    this.count += 1;
    this.slots[slot] = number + 1;
    if (this.count * 2 > this.slots.length) this.makeRoomForSlots();
    return number;
  }

  private makeRoomForTexts(): void {
    this.ends = copyInto(new Uint32Array(this.ends.length * 2), this.ends);
    this.hashes = copyInto(new Int32Array(this.hashes.length * 2), this.hashes);
  }

  private makeRoomForSlots(): void {
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 0; number < this.count; number++) {
      let slot = (this.hashes[number] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.slots = slots;
  }
}

function copyInto<Values extends Uint8Array | Uint32Array | Int32Array>(
  larger: Values,
  values: Values,
): Values {
  larger.set(values);
  return larger;
}
