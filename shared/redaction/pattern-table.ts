import { itemAt, numberAt } from '../bytes/element-at.ts';

/** How a value was spelled where it was found. `text` is UTF-8, also behind escapes that were undone. */
export type PatternSpelling = 'text' | 'utf16' | 'base64' | 'hex';

export interface Pattern {
  /** Index of the value that this is a spelling of. */
  readonly value: number;
  readonly spelling: PatternSpelling;
  /** At least four bytes. */
  readonly bytes: Uint8Array;
  /** In base64, digits at either end have bits of the value beside bits of what stands there. */
  readonly edges?: { readonly before: Edge | null; readonly after: Edge | null };
}

/** Bits that a digit must have. */
interface Edge {
  readonly mask: number;
  readonly bits: number;
}

const windowBytes = 4;
/** Bits for each pattern, so that few other places pass the filter. */
const filterBitsPerPattern = 64;
const smallestFilter = 2 ** 16;
/** 512 KiB: what a processor keeps near. */
const largestFilter = 2 ** 22;
const mixing = 0x9e3779b1;

/**
 * Finds any of many patterns. A bit for each hash of four bytes passes over nearly all places; the rest are looked up among the
 * sorted patterns. So the time depends on the bytes and hardly on how many patterns there are, whatever they have in common.
 */
export class PatternTable {
  readonly longest: number;
  /** In the order of their bytes. */
  private readonly patterns: readonly Pattern[];
  /** For each pattern the longest other one that it begins with, or -1. */
  private readonly shorter: Int32Array;
  /** Where patterns that begin with the same four bytes lie: the first of them, and behind the last. */
  private readonly ranges = new Map<number, readonly [number, number]>();
  private readonly filter: Uint32Array;
  private readonly shift: number;

  constructor(patterns: readonly Pattern[]) {
    this.patterns = patterns.toSorted((one, other) => compareBytes(one.bytes, other.bytes));
    this.longest = this.patterns.reduce((most, { bytes }) => Math.max(most, bytes.length), 0);
    let bits = smallestFilter;
    while (bits < largestFilter && bits < patterns.length * filterBitsPerPattern) bits *= 2;
    this.shift = 32 - Math.log2(bits);
    this.filter = new Uint32Array(bits / 32);
    for (const [index, { bytes }] of this.patterns.entries()) {
      const window = windowAt(bytes, 0);
      const hash = Math.imul(window, mixing) >>> this.shift;
      this.filter[hash >>> 5] = (this.filter[hash >>> 5] ?? 0) | (1 << (hash & 31));
      this.ranges.set(window, [this.ranges.get(window)?.[0] ?? index, index + 1]);
    }
    this.shorter = this.linkShorter();
  }

  /** Calls `visit` for each pattern that begins at a place of `bytes`, with that place, in ascending order of places. */
  visit(bytes: Uint8Array, visit: (pattern: Pattern, at: number) => void): void {
    const { filter, shift } = this;
    // Plain reads, without the checks that `byteAt` makes: this loop reads every byte that is written.
    let window = windowAt(bytes, -1);
    for (let last = windowBytes - 1; last < bytes.length; last++) {
      window = (window << 8) | (bytes[last] ?? 0);
      const hash = Math.imul(window, mixing) >>> shift;
      if (((filter[hash >>> 5] ?? 0) & (1 << (hash & 31))) === 0) continue;
      const range = this.ranges.get(window);
      if (range !== undefined) this.visitAt(bytes, last - windowBytes + 1, range, visit);
    }
  }

  private visitAt(
    bytes: Uint8Array,
    at: number,
    [from, to]: readonly [number, number],
    visit: (pattern: Pattern, at: number) => void,
  ): void {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareWithText(itemAt(this.patterns, middle).bytes, bytes, at) <= 0) low = middle + 1;
      else high = middle;
    }
    // Whatever the text begins with, so does every pattern between it and the text: it is the last one before, or a shorter one of it.
    for (let index = low - 1; index >= from; index = numberAt(this.shorter, index)) {
      const pattern = itemAt(this.patterns, index);
      if (compareWithText(pattern.bytes, bytes, at) === 0) visit(pattern, at);
    }
  }

  private linkShorter(): Int32Array {
    const links = new Int32Array(this.patterns.length).fill(-1);
    const open: number[] = [];
    for (const [index, { bytes }] of this.patterns.entries()) {
      for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
        if (compareWithText(itemAt(this.patterns, last).bytes, bytes, 0) === 0) break;
        open.pop();
      }
      links[index] = open.at(-1) ?? -1;
      open.push(index);
    }
    return links;
  }
}

/** The four bytes from `at`; those in front of the first count as nothing. */
function windowAt(bytes: Uint8Array, at: number): number {
  let window = 0;
  for (let index = at; index < at + windowBytes; index++) window = (window << 8) | (bytes[index] ?? 0);
  return window;
}

/** Below zero when the pattern stands before the text, zero when the text begins with it. */
function compareWithText(pattern: Uint8Array, text: Uint8Array, at: number): number {
  for (let index = 0; index < pattern.length; index++) {
    const found = text[at + index];
    if (found === undefined) return 1;
    const difference = (pattern[index] ?? 0) - found;
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareBytes(one: Uint8Array, other: Uint8Array): number {
  const shared = Math.min(one.length, other.length);
  for (let index = 0; index < shared; index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}
