import type { TextTable } from '../../index/text-table.ts';
import type { BitSet } from '../bit-set.ts';

/** Bytes to be found inside a text, and whether a word may go on before and behind them. Never empty. */
export interface Literal {
  /** Without capital letters of ASCII; those of a text count as small ones. */
  readonly bytes: Uint8Array;
  readonly isBoundAtStart: boolean;
  readonly isBoundAtEnd: boolean;
}

/** Looks through all texts of a table as one run of bytes, instead of one text after the other. */
export interface TextScanner {
  /** Adds the number of each text that has the literal in it. One that lies across two texts is in neither. */
  markTexts(texts: TextTable, literal: Literal, found: BitSet): void;
}
