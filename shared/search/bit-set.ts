import { BugError } from '../bytes/errors.ts';

/**
 * Which of `size` numbers are in a set, a bit each: rows of a part, or texts of a table. The operations change the set
 * itself, since a search makes thousands of them.
 */
export class BitSet {
  /** How many numbers there are to be in the set: 0 to before this one. */
  readonly size: number;
  /** Number n is bit `n & 31` of word `n >>> 5`. Bits from `size` on are always 0. */
  readonly words: Uint32Array;

  /** Of nothing. */
  constructor(size: number) {
    this.size = size;
    this.words = new Uint32Array((size + 31) >>> 5);
  }

  /** Of all numbers. */
  static full(size: number): BitSet {
    return new BitSet(size).not();
  }

  copy(): BitSet {
    const set = new BitSet(this.size);
    set.words.set(this.words);
    return set;
  }

  has(number: number): boolean {
    return ((wordAt(this.words, number >>> 5) >>> (number & 31)) & 1) === 1;
  }

  /** A number that the set has no room for is our mistake, and changes nothing. */
  add(number: number): void {
    const index = number >>> 5;
    if (number < this.size) this.words[index] = wordAt(this.words, index) | (1 << (number & 31));
  }

  remove(number: number): void {
    const index = number >>> 5;
    this.words[index] = wordAt(this.words, index) & ~(1 << (number & 31));
  }

  /** Adds all from `start` to before `end`. */
  addRange(start: number, end: number): void {
    const before = Math.min(end, this.size);
    if (start >= before) return;
    const [first, last] = [start >>> 5, (before - 1) >>> 5];
    const firstMask = -1 << (start & 31);
    const lastMask = -1 >>> (31 - ((before - 1) & 31));
    if (first === last) {
      this.words[first] = wordAt(this.words, first) | (firstMask & lastMask);
      return;
    }
    this.words[first] = wordAt(this.words, first) | firstMask;
    this.words.fill(0xffffffff, first + 1, last);
    this.words[last] = wordAt(this.words, last) | lastMask;
  }

  /** Keeps what both have. */
  and(other: BitSet): this {
    this.assertSameSize(other);
    const [words, others] = [this.words, other.words];
    for (let index = 0; index < words.length; index++)
      words[index] = wordAt(words, index) & wordAt(others, index);
    return this;
  }

  /** Adds what the other has. */
  or(other: BitSet): this {
    this.assertSameSize(other);
    const [words, others] = [this.words, other.words];
    for (let index = 0; index < words.length; index++)
      words[index] = wordAt(words, index) | wordAt(others, index);
    return this;
  }

  /** Takes out what the other has. */
  andNot(other: BitSet): this {
    this.assertSameSize(other);
    const [words, others] = [this.words, other.words];
    for (let index = 0; index < words.length; index++)
      words[index] = wordAt(words, index) & ~wordAt(others, index);
    return this;
  }

  /** Has what it did not have, and nothing else. */
  not(): this {
    const { words } = this;
    for (let index = 0; index < words.length; index++) words[index] = ~wordAt(words, index);
    const beyond = this.size & 31;
    if (beyond !== 0) words[words.length - 1] = wordAt(words, words.length - 1) & ~(-1 << beyond);
    return this;
  }

  count(): number {
    let count = 0;
    for (let index = 0; index < this.words.length; index++) count += bitsOf(wordAt(this.words, index));
    return count;
  }

  isEmpty(): boolean {
    for (let index = 0; index < this.words.length; index++) if (this.words[index] !== 0) return false;
    return true;
  }

  /** Calls with every number in the set, ascending. It may be removed while it is visited. */
  forEach(visit: (number: number) => void): void {
    for (let index = 0; index < this.words.length; index++) {
      for (let word = wordAt(this.words, index); word !== 0; word &= word - 1) {
        visit(index * 32 + 31 - Math.clz32(word & -word));
      }
    }
  }

  private assertSameSize(other: BitSet): void {
    if (other.size !== this.size) throw new BugError(`A set of ${other.size} meets one of ${this.size}.`);
  }
}

/** The bits of a word that are set. */
export function bitsOf(word: number): number {
  let sum = word - ((word >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** How many numbers two sets both have, by their words. */
export function bitsInBoth(words: Uint32Array, others: Uint32Array): number {
  let count = 0;
  for (let index = 0; index < others.length; index++) {
    count += bitsOf(wordAt(words, index) & wordAt(others, index));
  }
  return count;
}

// The type of an array says that there may be no element; a function that throws is not inlined in these loops.
function wordAt(words: Uint32Array, index: number): number {
  return words[index] ?? 0;
}
