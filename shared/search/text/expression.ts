import { type TextTable, textAt } from '../../index/text-table.ts';
import { BitSet } from '../bit-set.ts';

/** Says when a search has taken too long. Asked every few milliseconds; the clock is the caller's. */
export interface Deadline {
  isOver(): boolean;
}

/** What came of looking for an expression. One that was stopped has no part of an answer. */
export type ExpressionAnswer =
  | { readonly kind: 'found'; readonly texts: BitSet }
  | { readonly kind: 'stopped' };

/** An expression, or why it is refused; with where in its source the reason lies. */
export type ReadExpression =
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'refused'; readonly message: string; readonly start: number; readonly end: number };

/** Reads what stands between the slashes of `/…/`. */
export function readExpression(source: string): ReadExpression {
  try {
    return { kind: 'expression', expression: new Expression(new RegExp(source, 'iu')) };
  } catch {
    return { kind: 'refused', message: 'Expected a regular expression.', start: 0, end: source.length };
  }
}

/** A regular expression, ready to be looked for; always without regard to case. */
export class Expression {
  private readonly expression: RegExp;

  constructor(expression: RegExp) {
    this.expression = expression;
  }

  /** The numbers of the texts in which it is found. */
  findTexts(table: TextTable, deadline: Deadline): ExpressionAnswer {
    const texts = new BitSet(table.ends.length);
    for (let number = 0; number < texts.size; number++) {
      if (deadline.isOver()) return { kind: 'stopped' };
      if (this.expression.test(textAt(table, number) ?? '')) texts.add(number);
    }
    return { kind: 'found', texts };
  }
}
