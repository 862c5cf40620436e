import type { TextTable } from '../index/text-table.ts';
import { firstTextId } from './searched-part.ts';
import { compareTexts } from './text-order.ts';
import type { ValueNumber } from './value-pairs.ts';

/** A value, and how many lines have it. */
interface CountedValue {
  readonly number: ValueNumber;
  readonly count: number;
}

/**
 * The `most` values that most lines have, as sorting all of them would list them first. Nearly all of a million are passed
 * over by one look at their count.
 */
export class FrequentValues {
  /** What has fewer lines is not among them. */
  least = 0;
  readonly #most: number;
  readonly #compare: (one: CountedValue, other: CountedValue) => number;
  #held: CountedValue[] = [];
  #worst: CountedValue | null = null;

  constructor(texts: TextTable, most: number) {
    this.#most = most;
    this.#compare = (one, other) =>
      other.count - one.count || compareTexts(texts, one.number - firstTextId, other.number - firstTextId);
  }

  /** No value twice. */
  offer(number: ValueNumber, count: number): void {
    if (count < this.least) return;
    const offered = { number, count };
    if (this.#worst !== null && this.#compare(offered, this.#worst) > 0) return;
    this.#held.push(offered);
    // Twice as many as are wanted are held before the worse half is dropped.
    if (this.#held.length < 2 * this.#most + 64) return;
    this.#held = this.list();
    this.#worst = this.#held.at(-1) ?? null;
    this.least = this.#worst?.count ?? Number.POSITIVE_INFINITY;
  }

  /** Those of which most lines have each first; of equally many the one whose text comes first. */
  list(): CountedValue[] {
    return this.#held.sort(this.#compare).slice(0, this.#most);
  }
}
