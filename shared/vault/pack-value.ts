import { FormatError } from '../bytes/errors.ts';

/**
 * What a row of the case database is made of. A list or an object has what JSON has; beside it there are arrays of numbers, which
 * the index of a bundle consists of, and texts with halves of surrogate pairs, as file names can have.
 */
export type PackedValue =
  | undefined
  | null
  | boolean
  | number
  | string
  | PackedArray
  | readonly PackedValue[]
  | { readonly [name: string]: PackedValue };

type PackedArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** The order is part of the stored format: only ever append. */
const arrayTypes = [Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array] as const;

const tags = {
  nothing: 0,
  null: 1,
  false: 2,
  true: 3,
  number: 4,
  text: 5,
  list: 6,
  object: 7,
  array: 8,
} as const;

/** Deeper than any row; what is deeper was not written by us. */
const mostDepth = 64;
const firstBytes = 4_096;

/** A value as bytes. Throws TypeError for what no row is made of, such as a function or a Blob. */
export function packValue(value: unknown): Uint8Array {
  const writer = new Writer();
  writer.value(value, 0);
  return writer.end();
}

/** The value of the bytes, in memory of its own. Throws FormatError `json` for bytes that `packValue` does not write. */
export function unpackValue(bytes: Uint8Array): PackedValue {
  const reader = new Reader(bytes);
  const value = reader.value(0);
  if (!reader.isAtEnd) throw notPacked();
  return value;
}

class Writer {
  #bytes = new Uint8Array(firstBytes);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  value(value: unknown, depth: number): void {
    if (depth > mostDepth) throw new TypeError('The value is too deep to be packed.');
    if (value === undefined) this.#tag(tags.nothing);
    else if (value === null) this.#tag(tags.null);
    else if (typeof value === 'boolean') this.#tag(value ? tags.true : tags.false);
    else if (typeof value === 'number') this.#number(value);
    else if (typeof value === 'string') {
      this.#tag(tags.text);
      this.#text(value);
    } else if (ArrayBuffer.isView(value)) this.#array(value);
    else if (Array.isArray(value)) this.#list(value, depth);
    else if (isPlain(value)) this.#object(value, depth);
    else throw new TypeError(`A value of type ${Object.prototype.toString.call(value)} cannot be packed.`);
  }

  end(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #number(value: number): void {
    this.#tag(tags.number);
    this.#room(8);
    this.#view.setFloat64(this.#length, value, true);
    this.#length += 8;
  }

  /** UTF-16, because UTF-8 has no bytes for half a surrogate pair. */
  #text(text: string): void {
    this.#count(text.length);
    this.#room(text.length * 2);
    for (let index = 0; index < text.length; index++) {
      this.#view.setUint16(this.#length, text.charCodeAt(index), true);
      this.#length += 2;
    }
  }

  #array(view: ArrayBufferView): void {
    const type = arrayTypes.findIndex((each) => view instanceof each);
    if (type === -1) throw new TypeError('An array of this type cannot be packed.');
    this.#tag(tags.array);
    this.#tag(type);
    this.#count(view.byteLength);
    this.#room(view.byteLength);
    this.#bytes.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), this.#length);
    this.#length += view.byteLength;
  }

  #list(items: readonly unknown[], depth: number): void {
    this.#tag(tags.list);
    this.#count(items.length);
    for (const item of items) this.value(item, depth + 1);
  }

  #object(value: object, depth: number): void {
    const members = Object.entries(value);
    this.#tag(tags.object);
    this.#count(members.length);
    for (const [name, member] of members) {
      this.#text(name);
      this.value(member, depth + 1);
    }
  }

  #tag(tag: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = tag;
  }

  #count(count: number): void {
    this.#room(4);
    this.#view.setUint32(this.#length, count, true);
    this.#length += 4;
  }

  #room(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  value(depth: number): PackedValue {
    if (depth > mostDepth) throw notPacked();
    const tag = this.#byte();
    switch (tag) {
      case tags.nothing:
        return undefined;
      case tags.null:
        return null;
      case tags.false:
        return false;
      case tags.true:
        return true;
      case tags.number:
        return this.#view.getFloat64(this.#take(8), true);
      case tags.text:
        return this.#text();
      case tags.list:
        return this.#list(depth);
      case tags.object:
        return this.#object(depth);
      case tags.array:
        return this.#array();
      default:
        throw notPacked();
    }
  }

  #text(): string {
    const count = this.#count(2);
    const start = this.#take(count * 2);
    let text = '';
    for (let index = 0; index < count; index++) {
      text += String.fromCharCode(this.#view.getUint16(start + index * 2, true));
    }
    return text;
  }

  #array(): PackedArray {
    const type = arrayTypes[this.#byte()];
    if (type === undefined) throw notPacked();
    const length = this.#count(1);
    const start = this.#take(length);
    if (length % type.BYTES_PER_ELEMENT !== 0) throw notPacked();
    return new type(this.#bytes.slice(start, start + length).buffer);
  }

  #list(depth: number): readonly PackedValue[] {
    const count = this.#count(1);
    return Array.from({ length: count }, () => this.value(depth + 1));
  }

  #object(depth: number): PackedValue {
    const count = this.#count(5);
    const members: (readonly [string, PackedValue])[] = [];
    for (let index = 0; index < count; index++) members.push([this.#text(), this.value(depth + 1)]);
    // Own properties whatever they are called: `fromEntries` defines, and does not assign.
    return Object.fromEntries(members);
  }

  #byte(): number {
    return this.#bytes[this.#take(1)] ?? 0;
  }

  /** A count that is larger than what is left could hold is a lie, and must cost nothing. */
  #count(leastBytes: number): number {
    const count = this.#view.getUint32(this.#take(4), true);
    if (count * leastBytes > this.#bytes.length - this.#at) throw notPacked();
    return count;
  }

  #take(count: number): number {
    const start = this.#at;
    if (count > this.#bytes.length - start) throw notPacked();
    this.#at += count;
    return start;
  }
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function notPacked(): FormatError {
  return new FormatError('json', 'Expected the bytes of a stored row, found something else.');
}
