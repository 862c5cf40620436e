import { type CharacterSet, rangesOf } from './character-set.ts';

/**
 * Characters that an expression cannot tell apart are one symbol. There are few of them, so that what follows from each
 * can be kept in a table.
 */
export interface ExpressionSymbols {
  readonly count: number;
  /** By code point of the basic plane. */
  readonly basic: Uint16Array;
  /** Behind the basic plane: where each run of code points begins, and its symbol. */
  readonly starts: readonly number[];
  readonly symbols: readonly number[];
  /** 1 where the set of that number has the symbol: number * count + symbol. */
  readonly isInSet: Uint8Array;
}

const beyondBasic = 0x10000;
const beyondLast = 0x110000;

export function toSymbols(sets: readonly CharacterSet[]): ExpressionSymbols {
  const edges = new Set([0, beyondBasic]);
  for (const [first, last] of sets.flatMap(rangesOf)) edges.add(first).add(last + 1);
  edges.delete(beyondLast);
  const starts = [...edges].sort((one, other) => one - other);
  const runOf = new Map(starts.map((start, run) => [start, run]));
  // Each set parts every symbol into what it has of it and what it has not.
  let symbols = new Int32Array(starts.length);
  let count = 1;
  for (const set of sets) {
    const isIn = new Uint8Array(starts.length);
    for (const [first, last] of rangesOf(set)) isIn.fill(1, runOf.get(first), runOf.get(last + 1));
    const parted = new Map<number, number>();
    symbols = symbols.map((symbol, run) => {
      const key = 2 * symbol + (isIn[run] ?? 0);
      const known = parted.get(key) ?? parted.size;
      parted.set(key, known);
      return known;
    });
    count = parted.size;
  }
  const isInSet = new Uint8Array(sets.length * count);
  for (const [number, set] of sets.entries()) {
    for (const [first, last] of rangesOf(set)) {
      const end = runOf.get(last + 1) ?? starts.length;
      for (let run = runOf.get(first) ?? 0; run < end; run++)
        isInSet[number * count + (symbols[run] ?? 0)] = 1;
    }
  }
  const basic = new Uint16Array(beyondBasic);
  for (const [run, start] of starts.entries()) basic.fill(symbols[run] ?? 0, start, starts[run + 1]);
  const firstBeyond = runOf.get(beyondBasic) ?? 0;
  return {
    count,
    basic,
    starts: starts.slice(firstBeyond),
    symbols: [...symbols.subarray(firstBeyond)],
    isInSet,
  };
}

/** The symbol of a code point behind the basic plane. */
export function symbolBeyond({ starts, symbols }: ExpressionSymbols, codePoint: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= codePoint) low = middle;
    else high = middle;
  }
  return symbols[low] ?? 0;
}
