/**
 * The value of a field as one number for all parts: 0 absent, 1 empty, 2 withheld, then 3 + a number in the texts of all.
 */
export type ValueNumber = number;

/** Ascending by row; no row has the same value twice. A row that is not there has none. */
export interface ValuePairs {
  readonly kind: 'pairs';
  readonly rows: Uint16Array;
  readonly numbers: Uint32Array;
}

/** Pairs in any order, the first `count` of the arrays. */
export interface ListedPairs {
  readonly rows: Uint16Array;
  readonly numbers: Uint32Array;
  readonly count: number;
}

/** Counts the pairs of each row first, so that each is moved once. */
export function pairsByRow({ rows, numbers, count }: ListedPairs, lines: number): ValuePairs {
  const ends = new Uint32Array(lines + 1);
  for (let index = 0; index < count; index++) {
    const next = (rows[index] ?? 0) + 1;
    ends[next] = (ends[next] ?? 0) + 1;
  }
  for (let row = 1; row <= lines; row++) ends[row] = (ends[row] ?? 0) + (ends[row - 1] ?? 0);
  const sorted = new Uint32Array(count);
  for (let index = 0; index < count; index++) {
    const row = rows[index] ?? 0;
    const place = ends[row] ?? 0;
    sorted[place] = numbers[index] ?? 0;
    // What was where the row begins is where it ends when all its pairs are laid down.
    ends[row] = place + 1;
  }
  const pairs = new PairList();
  for (let row = 0, at = 0; row < lines; row++) {
    pairs.begin(row);
    for (const end = ends[row] ?? 0; at < end; at++) pairs.add(sorted[at] ?? 0);
  }
  return pairs.build();
}

const fewValues = 16;

/** Pairs of row and value in arrays that grow; of one row no value twice. */
class PairList {
  #rows = new Uint16Array(1024);
  #numbers = new Uint32Array(1024);
  #length = 0;
  #row = 0;
  #firstOfRow = 0;
  readonly #many = new Set<ValueNumber>();

  begin(row: number): void {
    this.#row = row;
    this.#firstOfRow = this.#length;
    if (this.#many.size > 0) this.#many.clear();
  }

  add(number: ValueNumber): void {
    if (number === 0 || this.#has(number)) return;
    if (this.#length === this.#rows.length) this.#grow();
    this.#rows[this.#length] = this.#row;
    this.#numbers[this.#length] = number;
    this.#length += 1;
  }

  build(): ValuePairs {
    return {
      kind: 'pairs',
      rows: this.#rows.slice(0, this.#length),
      numbers: this.#numbers.slice(0, this.#length),
    };
  }

  /** Of a line with a long list each value would be compared with all before it. */
  #has(number: ValueNumber): boolean {
    const inRow = this.#length - this.#firstOfRow;
    if (inRow < fewValues) {
      for (let index = this.#firstOfRow; index < this.#length; index++) {
        if (this.#numbers[index] === number) return true;
      }
      return false;
    }
    if (this.#many.size === 0) {
      for (let index = this.#firstOfRow; index < this.#length; index++)
        this.#many.add(this.#numbers[index] ?? 0);
    }
    if (this.#many.has(number)) return true;
    this.#many.add(number);
    return false;
  }

  #grow(): void {
    const [rows, numbers] = [this.#rows, this.#numbers];
    this.#rows = new Uint16Array(rows.length * 2);
    this.#rows.set(rows);
    this.#numbers = new Uint32Array(rows.length * 2);
    this.#numbers.set(numbers);
  }
}
