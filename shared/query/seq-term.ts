import { quote } from '../bytes/quote.ts';
import type { EntrySeq } from '../bytes/units.ts';
import { fault, type QueryFault } from './query-fault.ts';
import type { Query, QuerySpan } from './query-tree.ts';
import { plainText, type QueryValue } from './query-value.ts';
import { spanOf, type TermHead } from './term-head.ts';

/** `seq:5`, `seq:100..200`, `seq:100..`, `seq>=100` and the other comparisons. */
export function seqTerm(head: TermHead, value: QueryValue): Query | QueryFault {
  const text = value.form === 'bare' ? value.text : value.form === 'quoted' ? plainText(value.marks) : '';
  const term = (from: EntrySeq | null, before: EntrySeq | null): Query => ({
    kind: 'seq',
    from,
    before,
    span: spanOf(head, value),
  });
  const { operator } = head;
  const dots = text.indexOf('..');
  if (dots !== -1 && (operator === ':' || operator === '=')) {
    const [first, last] = [text.slice(0, dots), text.slice(dots + 2)];
    const from = first === '' && last !== '' ? null : readSeq(first, value.span);
    const to = last === '' && first !== '' ? null : readSeq(last, value.span);
    if (typeof from === 'object' && from !== null) return from;
    if (typeof to === 'object' && to !== null) return to;
    if (from !== null && to !== null && from > to) {
      return fault(`The range ends before it begins: ${text}.`, value.span, `${last}..${first}`);
    }
    return term(from, to === null ? null : to + 1);
  }
  const seq = readSeq(text, value.span);
  if (typeof seq === 'object') return seq;
  switch (operator) {
    case ':':
    case '=':
      return term(seq, seq + 1);
    case '>':
      return term(seq + 1, null);
    case '>=':
      return term(seq, null);
    case '<':
      return term(null, seq);
    case '<=':
      return term(null, seq + 1);
    default:
      return operator satisfies never;
  }
}

export function renderSeqTerm(from: EntrySeq | null, before: EntrySeq | null): string {
  if (from === null) return before === null ? 'has:seq' : `seq<${before}`;
  if (before === null) return `seq>=${from}`;
  return before === from + 1 ? `seq:${from}` : `seq:${from}..${before - 1}`;
}

function readSeq(text: string, span: QuerySpan): EntrySeq | QueryFault {
  const seq = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  // The number behind the last one must be exact as well.
  if (seq < Number.MAX_SAFE_INTEGER) return seq;
  return fault(`A seq is a whole number such as 0 or 1200, found ${quote(text)}.`, span);
}
