import type { Dice } from './dice.ts';

/** What became of one input. */
export interface Judgement {
  /** Where it ended, for the counts: a state, a code, `read`. A fuzzer whose inputs all end early attacks nothing. */
  readonly reached: string;
  /** The promise that was broken, with what was seen; null when all held. */
  readonly broken: string | null;
  /** A bundle that the second verifier is asked about, too, and what the core said. */
  readonly bundle?: { readonly zip: Uint8Array; readonly state: string };
}

export interface FuzzCase {
  /** The input by file names, as it is kept when a promise is broken. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Resolves for every input that the code under test answers. What it rejects with is a broken promise as well. */
  judge(): Promise<Judgement>;
}

export interface FuzzTarget {
  readonly name: string;
  /** How many turns it gets for each one of a plain parser. */
  readonly turns: number;
  /** The dice decide everything, so that an input can be made again. */
  make(dice: Dice): Promise<FuzzCase>;
}

export function held(reached: string): Judgement {
  return { reached, broken: null };
}

export function brokenPromise(reached: string, broken: string): Judgement {
  return { reached, broken };
}
