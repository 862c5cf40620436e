import { itemAt } from '../bytes/element-at.ts';
import type { BitSet } from './bit-set.ts';
import type { FieldTexts, PartValues, ValueNumber } from './field-texts.ts';
import type { FoundLines } from './found-lines.ts';
import { firstTextId } from './searched-part.ts';

/** How many lines of a result have which value of a field. */
export interface ValueCounts {
  /** By the number of the value; of those that no line has, 0. Absent lines are counted under 0. */
  readonly counts: Uint32Array;
  /** Texts that some line has, in no order. */
  readonly found: readonly ValueNumber[];
}

/** Counts lines, not values: a line that has a value twice counts once for it. */
export async function countValues(
  lines: FoundLines,
  { texts, parts }: FieldTexts,
  step: () => Promise<void>,
): Promise<ValueCounts> {
  const tally = new Tally(texts.ends.length + firstTextId);
  for (const [number, set] of lines.sets.entries()) {
    const inPart = itemAt(lines.counts, number);
    if (inPart === 0) continue;
    tally.addPart(itemAt(parts, number), set, inPart);
    await step();
  }
  return tally;
}

/** Fewer ids than this are counted one by one in any case. */
const fewIds = 4_096;

class Tally implements ValueCounts {
  readonly counts: Uint32Array;
  readonly found: ValueNumber[] = [];

  constructor(values: number) {
    this.counts = new Uint32Array(values);
  }

  addPart(values: PartValues, set: BitSet, inPart: number): void {
    if (values.kind === 'pairs') this.#addPairs(values, set, inPart);
    else if (values.numbers.length <= fewIds || values.numbers.length <= inPart)
      this.#addByIds(values, set, inPart);
    else this.#addEach(values, set);
  }

  /** Counts ids of the part first: those of nearly every field fit into the nearest memory. */
  #addByIds({ ids, numbers }: SingleValues, set: BitSet, inPart: number): void {
    const byId = new Uint32Array(numbers.length);
    if (inPart === set.size) countAll(ids, byId);
    else countSome(ids, set, byId);
    for (let id = 0; id < byId.length; id++) {
      const count = byId[id] ?? 0;
      if (count > 0) this.#add(numbers[id] ?? 0, count);
    }
  }

  #addEach({ ids, numbers }: SingleValues, { words }: BitSet): void {
    for (let index = 0; index < words.length; index++) {
      for (let word = words[index] ?? 0; word !== 0; word &= word - 1) {
        const row = index * 32 + 31 - Math.clz32(word & -word);
        this.#add(numbers[ids[row] ?? 0] ?? 0, 1);
      }
    }
  }

  #addPairs({ rows, numbers }: PairValues, { words }: BitSet, inPart: number): void {
    let withValue = 0;
    let before = -1;
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index] ?? 0;
      if ((((words[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 0) continue;
      if (row !== before) withValue += 1;
      before = row;
      this.#add(numbers[index] ?? 0, 1);
    }
    this.#add(0, inPart - withValue);
  }

  #add(number: ValueNumber, count: number): void {
    const before = this.counts[number] ?? 0;
    if (before === 0 && number >= firstTextId) this.found.push(number);
    this.counts[number] = before + count;
  }
}

type SingleValues = Extract<PartValues, { kind: 'single' }>;
type PairValues = Extract<PartValues, { kind: 'pairs' }>;

function countAll(ids: SingleValues['ids'], byId: Uint32Array): void {
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row] ?? 0;
    byId[id] = (byId[id] ?? 0) + 1;
  }
}

function countSome(ids: SingleValues['ids'], { words }: BitSet, byId: Uint32Array): void {
  for (let index = 0; index < words.length; index++) {
    for (let word = words[index] ?? 0; word !== 0; word &= word - 1) {
      const id = ids[index * 32 + 31 - Math.clz32(word & -word)] ?? 0;
      byId[id] = (byId[id] ?? 0) + 1;
    }
  }
}

/** The lines of a result that have one of the values. */
export function linesWithSome(
  lines: FoundLines,
  { parts }: FieldTexts,
  isWanted: (number: ValueNumber) => boolean,
): number {
  let count = 0;
  for (const [number, set] of lines.sets.entries()) {
    const values = itemAt(parts, number);
    if (values.kind === 'pairs') {
      let before = -1;
      for (let index = 0; index < values.rows.length; index++) {
        const row = values.rows[index] ?? 0;
        if (row === before || !isWanted(values.numbers[index] ?? 0) || !set.has(row)) continue;
        count += 1;
        before = row;
      }
    } else {
      const { ids, numbers } = values;
      set.forEach((row) => {
        if (isWanted(numbers[ids[row] ?? 0] ?? 0)) count += 1;
      });
    }
  }
  return count;
}
