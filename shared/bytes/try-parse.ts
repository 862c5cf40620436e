import { FormatError } from './errors.ts';

/** A value, or why the bytes are none. */
export type Parsed<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'error'; readonly error: FormatError };

/** Turns the FormatError of a parser into data. Everything else is a mistake of ours and goes on. */
export function tryParse<Value>(parse: () => Value): Parsed<Value> {
  try {
    return { kind: 'value', value: parse() };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { kind: 'error', error };
  }
}
