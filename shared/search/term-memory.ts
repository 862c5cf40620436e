import type { BitSet } from './bit-set.ts';

/** Some four hundred terms over a million lines, or eighty over five. */
const mostBytes = 48 * 1024 * 1024;
/** What a set takes besides its bits. */
const setBytes = 200;

/**
 * Which lines of which part answer which term, of the terms that were asked last: with one word more, only that word has
 * to be looked for.
 */
export class TermMemory {
  /** By term, then by part; the term that was asked last is the last to go. */
  readonly #terms = new Map<string, Map<number, BitSet>>();
  #bytes = 0;
  readonly #mostBytes: number;

  constructor(bytes: number = mostBytes) {
    this.#mostBytes = bytes;
  }

  rowsOf(term: string, part: number): BitSet | null {
    return this.#touched(term)?.get(part) ?? null;
  }

  keep(term: string, part: number, rows: BitSet): void {
    const parts = this.#touched(term) ?? new Map<number, BitSet>();
    this.#terms.set(term, parts);
    parts.set(part, rows);
    this.#bytes += rows.words.byteLength + setBytes;
    for (const [oldest, sets] of this.#terms) {
      if (this.#bytes <= this.#mostBytes || oldest === term) break;
      for (const { words } of sets.values()) this.#bytes -= words.byteLength + setBytes;
      this.#terms.delete(oldest);
    }
  }

  #touched(term: string): Map<number, BitSet> | null {
    const parts = this.#terms.get(term);
    if (parts === undefined) return null;
    this.#terms.delete(term);
    this.#terms.set(term, parts);
    return parts;
  }
}
