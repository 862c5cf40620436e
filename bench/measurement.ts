import type { Bundle } from './prepare-bundle.ts';

/** What every measurement gets. */
export interface Bench {
  readonly bundle: Bundle;
  /** How often yardstick and product run in turn. */
  readonly pairs: number;
  /** A line for the person who waits; never part of the result. */
  talk(text: string): void;
}

/** By name, in the unit that the name ends with; a ratio where it says `to`. */
export type Results = Readonly<Record<string, number>>;

export type Measurement = (bench: Bench) => Promise<Results>;
