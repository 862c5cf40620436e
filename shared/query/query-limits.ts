/** Every maximum of a query in one place; the sentence that refuses one names the limit and its value. */
export const queryLimits = {
  /** UTF-16 units of the text. A person types a few hundred; choosing many values in the interface makes thousands. */
  length: 20_000,
  /** Parentheses and `not`s inside each other. */
  depth: 32,
  /** Questions in one query: each is a pass over the lines. */
  terms: 500,
  expressionLength: 1_000,
} as const;

export type QueryLimits = { readonly [Name in keyof typeof queryLimits]: number };
