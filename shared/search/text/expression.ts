import type { TextTable } from '../../index/text-table.ts';
import { BitSet } from '../bit-set.ts';
import { ExpressionAutomaton, isFound } from './expression-automaton.ts';
import type { Refusal } from './expression-cursor.ts';
import { compileExpression } from './expression-program.ts';
import { readExpressionSource } from './expression-reader.ts';
import { symbolBeyond } from './expression-symbols.ts';
import { requiredLiteral } from './required-literal.ts';
import type { TextScanner } from './text-scanner.ts';

/** Says when a search has taken too long. Asked every few milliseconds; the clock is the caller's. */
export interface Deadline {
  isOver(): boolean;
}

/** What came of looking for an expression. One that was stopped has no part of an answer. */
export type ExpressionAnswer =
  | { readonly kind: 'found'; readonly texts: BitSet }
  | { readonly kind: 'stopped' };

/** An expression, or why it is refused; with where in its source the reason lies. */
export type ReadExpression = { readonly kind: 'expression'; readonly expression: Expression } | Refusal;

/** Bytes that are read, or steps that are looked at, before the deadline is asked again: about a millisecond. */
const patience = 256 * 1024;
/** Of one text at a time, since a text can be as long as all others together. */
const piece = 64 * 1024;

/** Reads what stands between the slashes of `/…/`. */
export function readExpression(source: string): ReadExpression {
  const read = readExpressionSource(source);
  if (read.kind === 'refused') return read;
  const program = compileExpression(read.node);
  if (program !== null)
    return {
      kind: 'expression',
      expression: new Expression(new ExpressionAutomaton(program), requiredLiteral(read.node)),
    };
  const message =
    'This expression would have too many steps: repeat less, or look for fewer different characters.';
  return { kind: 'refused', message, start: 0, end: source.length };
}

/**
 * A regular expression, always without regard to case. Each character of a text is read once, whatever the expression
 * and whatever the text: neither can be made so that a search does not end.
 */
export class Expression {
  private readonly automaton: ExpressionAutomaton;
  /** What a text must have in it to be read at all. */
  private readonly required: Uint8Array;
  /** What was done since the deadline was asked last. */
  private spent = 0;

  constructor(automaton: ExpressionAutomaton, required: Uint8Array) {
    this.automaton = automaton;
    this.required = required;
  }

  /** The numbers of the texts in which it is found. */
  findTexts(table: TextTable, deadline: Deadline, scanner: TextScanner): ExpressionAnswer {
    if (deadline.isOver()) return { kind: 'stopped' };
    this.spent = 0;
    const { bytes, ends } = table;
    const possible = this.required.length > 0 ? new BitSet(ends.length) : BitSet.full(ends.length);
    if (this.required.length > 0) {
      scanner.markTexts(
        table,
        { bytes: this.required, isBoundAtStart: false, isBoundAtEnd: false },
        possible,
      );
    }
    const texts = new BitSet(ends.length);
    let start = 0;
    for (let number = 0; number < ends.length; number++) {
      const end = ends[number] ?? start;
      if (possible.has(number)) {
        const found = this.isIn(bytes, start, end, deadline);
        if (found === 'stopped' || this.isOver(1, deadline)) return { kind: 'stopped' };
        if (found) texts.add(number);
      }
      start = end;
    }
    return { kind: 'found', texts };
  }

  /** Whether it is found from `start` to before `end`, which is all of a text. */
  private isIn(bytes: Uint8Array, start: number, end: number, deadline: Deadline): boolean | 'stopped' {
    const { automaton } = this;
    const { table, symbols } = automaton;
    const { basic } = symbols;
    let state = automaton.begin();
    for (let at = start; at < end; ) {
      const from = at;
      const until = Math.min(end, at + piece);
      while (at < until) {
        const byte = bytes[at] ?? 0;
        at += 1;
        let symbol = basic[byte] ?? 0;
        if (byte >= 0x80) {
          const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
          let codePoint = byte & (0xff >>> (length + 1));
          for (let index = 1; index < length; index++, at++)
            codePoint = (codePoint << 6) | ((bytes[at] ?? 0) & 0x3f);
          symbol = length < 4 ? (basic[codePoint] ?? 0) : symbolBeyond(symbols, codePoint);
        }
        const known = table[state + symbol] ?? 0;
        const next = known === 0 ? this.follow(state, symbol) : known;
        if (next < 0) return next === isFound;
        if (known === 0 && this.isOver(0, deadline)) return 'stopped';
        state = next;
      }
      if (this.isOver(at - from, deadline)) return 'stopped';
    }
    return this.follow(state, automaton.end) === isFound;
  }

  private follow(state: number, symbol: number): number {
    const { automaton } = this;
    const known = automaton.table[state + symbol] ?? 0;
    if (known !== 0) return known;
    const before = automaton.work;
    const next = automaton.follow(state, symbol);
    this.spent += automaton.work - before;
    return next;
  }

  private isOver(bytes: number, deadline: Deadline): boolean {
    this.spent += bytes;
    if (this.spent < patience) return false;
    this.spent = 0;
    return deadline.isOver();
  }
}
