import { itemAt } from '../bytes/element-at.ts';
import { type BitSet, bitsInBoth } from './bit-set.ts';
import type { FieldTexts, PartValues } from './field-texts.ts';
import type { FoundLines } from './found-lines.ts';
import { firstTextId } from './searched-part.ts';
import type { ValueNumber } from './value-pairs.ts';

/** How many lines of a result have which value of a field. */
export interface ValueCounts {
  /** By the number of the value; of those that no line has, 0. Absent lines are counted under 0. */
  readonly counts: Uint32Array;
  /** Texts that some line has, in no order. */
  readonly found: Uint32Array;
}

/**
 * Counts lines, not values: a line that has a value twice counts once for it. What `use` gets is used again for the next
 * count, since room for a million numbers costs more than counting does.
 */
export async function countValues<Answer>(
  lines: FoundLines,
  values: FieldTexts,
  step: () => Promise<void>,
  use: (counts: ValueCounts) => Answer,
): Promise<Answer> {
  const tally = values.spareTallies.pop() ?? new Tally(values.texts.ends.length + firstTextId);
  for (const [number, set] of lines.sets.entries()) {
    const inPart = itemAt(lines.counts, number);
    if (inPart === 0) continue;
    tally.addPart(itemAt(values.parts, number), set, inPart);
    await step();
  }
  const answer = use(tally.counted);
  tally.clear();
  values.spareTallies.push(tally);
  return answer;
}

/** Up to so many different ids, intersecting sets is faster than looking at rows, 32 of which a word holds. */
const mostSets = 16;
/** Fewer ids than this are counted one by one in any case. */
const fewIds = 4_096;

/** Room for the counts of one field. */
export class Tally {
  readonly #counts: Uint32Array;
  readonly #found: Uint32Array;
  #foundCount = 0;
  /** Whether rows were counted by their numbers alone: which texts were found is then looked up at the end. */
  #isUnlisted = false;
  /** Of the ids of one part. All 0 between two parts. */
  #byId = new Uint32Array(0);

  constructor(values: number) {
    this.#counts = new Uint32Array(values);
    this.#found = new Uint32Array(values);
  }

  get counted(): ValueCounts {
    if (this.#isUnlisted) this.#listFound();
    return { counts: this.#counts, found: this.#found.subarray(0, this.#foundCount) };
  }

  clear(): void {
    this.#isUnlisted = false;
    if (this.#foundCount * 8 > this.#counts.length) this.#counts.fill(0);
    else {
      for (let index = 0; index < this.#foundCount; index++) this.#counts[this.#found[index] ?? 0] = 0;
      this.#counts.fill(0, 0, firstTextId);
    }
    this.#foundCount = 0;
  }

  addPart(values: PartValues, set: BitSet, inPart: number): void {
    if (values.kind === 'pairs') {
      this.#addPairs(values, set, inPart);
      return;
    }
    if (values.isNumbered) {
      this.#isUnlisted = true;
      countIds(values.ids, set, inPart, this.#counts);
      return;
    }
    const different = values.numbers.length;
    const isMany = inPart * 8 >= set.words.length * different;
    if (different <= mostSets && isMany && inPart < set.size) this.#addSets(values, set, inPart);
    else if (different <= fewIds || different <= inPart) this.#addByIds(values, set, inPart);
    else this.#addEach(values, set);
  }

  #addSets(values: SingleValues, { words }: BitSet, inPart: number): void {
    const { wordsOfIds, numbers } = values;
    const last = wordsOfIds.findLastIndex((others) => others !== null);
    // Every line has one id, so those that have no other one have the last.
    let left = inPart;
    for (const [id, others] of wordsOfIds.entries()) {
      if (others === null) continue;
      const count = id === last ? left : bitsInBoth(words, others);
      left -= count;
      if (count > 0) this.#add(numbers[id] ?? 0, count);
    }
  }

  /** Counts ids of the part first: those of nearly every field fit into the nearest memory. */
  #addByIds({ ids, numbers }: SingleValues, set: BitSet, inPart: number): void {
    if (this.#byId.length < numbers.length) this.#byId = new Uint32Array(numbers.length);
    const byId = this.#byId;
    countIds(ids, set, inPart, byId);
    for (let id = 0; id < numbers.length; id++) {
      const count = byId[id] ?? 0;
      if (count === 0) continue;
      byId[id] = 0;
      this.#add(numbers[id] ?? 0, count);
    }
  }

  #listFound(): void {
    this.#foundCount = 0;
    for (let number = firstTextId; number < this.#counts.length; number++) {
      if (this.#counts[number] !== 0) this.#found[this.#foundCount++] = number;
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
    const before = this.#counts[number] ?? 0;
    if (before === 0 && number >= firstTextId) this.#found[this.#foundCount++] = number;
    this.#counts[number] = before + count;
  }
}

type SingleValues = Extract<PartValues, { kind: 'single' }>;
type PairValues = Extract<PartValues, { kind: 'pairs' }>;

function countIds(ids: SingleValues['ids'], set: BitSet, inPart: number, byId: Uint32Array): void {
  if (inPart === set.size) countAll(ids, byId);
  else if (inPart * 3 > set.size) countMany(ids, set, byId);
  else countSome(ids, set, byId);
}

function countAll(ids: SingleValues['ids'], byId: Uint32Array): void {
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row] ?? 0;
    byId[id] = (byId[id] ?? 0) + 1;
  }
}

/** Of every row its bit is added: without asking about it, which the processor cannot foresee. */
function countMany(ids: SingleValues['ids'], { words }: BitSet, byId: Uint32Array): void {
  for (let index = 0, row = 0; index < words.length; index++) {
    const word = words[index] ?? 0;
    for (const end = Math.min(row + 32, ids.length), first = row; row < end; row++) {
      const id = ids[row] ?? 0;
      byId[id] = (byId[id] ?? 0) + ((word >>> (row - first)) & 1);
    }
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
