import { quote } from '../bytes/quote.ts';
import { fault, type QueryFault } from './query-fault.ts';
import type { Query, QuerySpan } from './query-tree.ts';
import type { QueryValue } from './query-value.ts';
import { spanOf, type TermHead } from './term-head.ts';
import { isTimeText } from './time-period.ts';

/** RFC 8259, section 6: what is a number in an entry is one in a query. */
const numberPattern = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The number, null for another text, a fault for a number that no comparison could be exact with. */
export function readNumber(text: string, span: QuerySpan): number | null | QueryFault {
  if (!numberPattern.test(text)) return null;
  const value = Number(text);
  const isExact = Number.isFinite(value) && (!/^-?\d+$/.test(text) || BigInt(text) === BigInt(value));
  if (!isExact) return fault(`${quote(text)} has more digits than numbers are compared with.`, span);
  return value === 0 ? 0 : value;
}

/** `5..10`, `5..` and `..10`; null for any other text. */
export function numberTerm(head: TermHead, value: QueryValue & { form: 'bare' }): Query | QueryFault | null {
  const dots = value.text.indexOf('..');
  if (dots === -1) return null;
  const [first, last] = [value.text.slice(0, dots), value.text.slice(dots + 2)];
  if (isTimeText(first) && (isTimeText(last) || last === '')) {
    const message = `A range of times is asked for with ts, found it behind ${quote(head.name)}.`;
    const span = spanOf(head, value);
    return fault(message, span, span.start === head.span.start ? `ts:${value.text}` : null);
  }
  const from = first === '' ? null : readNumber(first, value.span);
  const to = last === '' ? null : readNumber(last, value.span);
  if (typeof from === 'object' && from !== null) return from;
  if (typeof to === 'object' && to !== null) return to;
  // A path such as ../x is a text: only numbers at both ends, or one end left open, make a range.
  if ((from === null) !== (first === '') || (to === null) !== (last === '') || first + last === '')
    return null;
  if (from !== null && to !== null && from > to) {
    return fault(`The range ends before it begins: ${value.text}.`, value.span, `${last}..${first}`);
  }
  return {
    kind: 'number',
    field: head.name,
    range: {
      from: from === null ? null : { value: from, isIncluded: true },
      to: to === null ? null : { value: to, isIncluded: true },
    },
    span: spanOf(head, value),
  };
}
