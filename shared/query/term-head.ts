import type { QuerySpan } from './query-tree.ts';
import type { QueryValue } from './query-value.ts';

export type TermOperator = ':' | '=' | '>' | '>=' | '<' | '<=';

/** What stands in front of a value: the field and how it is compared. */
export interface TermHead {
  readonly name: string;
  /** A name in quotation marks is always a field of the entries. */
  readonly isQuoted: boolean;
  readonly operator: TermOperator;
  readonly span: QuerySpan;
}

/** Names that ask for something else than the text of a field, unless they stand in quotation marks. */
export type ReservedName = 'ts' | 'seq' | 'is' | 'has' | 'missing' | 'empty' | 'withheld';

/** The reserved name that is meant, in any case; null for the name of a field. */
export function reservedName(name: string): ReservedName | null {
  const small = name.toLowerCase();
  switch (small) {
    case 'ts':
    case 'time':
      return 'ts';
    case 'seq':
    case 'is':
    case 'has':
    case 'missing':
    case 'empty':
    case 'withheld':
      return small;
    default:
      return null;
  }
}

export function operatorSpan({ span, operator }: TermHead): QuerySpan {
  return { start: span.end - operator.length, end: span.end };
}

/** In `field:(a or b)` each value is a question of its own, which stands where the value stands. */
export function spanOf(head: TermHead, value: QueryValue): QuerySpan {
  const isTogether = head.span.end === value.span.start;
  return isTogether ? { start: head.span.start, end: value.span.end } : value.span;
}
