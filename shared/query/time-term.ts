import { fault, type QueryFault } from './query-fault.ts';
import type { Query, QuerySpan, TimeBound } from './query-tree.ts';
import { plainText, type QueryValue } from './query-value.ts';
import { spanOf, type TermHead } from './term-head.ts';
import { endOfTimes, readPeriod, type TimePeriod } from './time-period.ts';

/** `ts:2026-07-01`, `ts:2026-07-01..2026-07-15`, `ts>=last-24h`: a period counts whole, as a bound it gives one of its ends. */
export function timeTerm(head: TermHead, value: QueryValue): Query | QueryFault {
  const text = value.form === 'bare' ? value.text : value.form === 'quoted' ? plainText(value.marks) : '';
  const { start } = value.span;
  const { operator } = head;
  const dots = text.indexOf('..');
  const isRange = dots !== -1 && (operator === ':' || operator === '=');
  // Of a quoted range the ends have no places of their own: a \u{…} may stand before them.
  const place = (from: number, to: number): QuerySpan =>
    value.form === 'bare' ? { start: start + from, end: start + to } : value.span;
  const mended = (found: TimePeriod | QueryFault) => requote(found, value, isRange);
  const [first, last] = isRange ? [text.slice(0, dots), text.slice(dots + 2)] : [text, text];
  const from =
    isRange && first === '' && last !== ''
      ? null
      : mended(readPeriod(first, isRange ? place(0, dots) : value.span));
  const to =
    isRange && last === '' && first !== ''
      ? null
      : mended(readPeriod(last, isRange ? place(dots + 2, text.length) : value.span));
  if (from !== null && 'kind' in from) return from;
  if (to !== null && 'kind' in to) return to;
  const term = (begin: TimeBound | null, before: TimeBound | null): Query => ({
    kind: 'time',
    from: begin,
    before,
    span: spanOf(head, value),
  });
  if (from === null || to === null) return term(from?.from ?? null, to?.before ?? null);
  switch (operator) {
    case ':':
    case '=':
      if (!isBackwards(from.from, to.before)) return term(from.from, to.before);
      return fault(
        `The range ends before it begins: ${text}.`,
        value.span,
        /\s/.test(text) ? `"${last}..${first}"` : `${last}..${first}`,
      );
    case '>':
      if (from.before.kind === 'relative' || from.before.time < endOfTimes) return term(from.before, null);
      return fault('Entries state times of the years 0000 to 9999 only.', value.span);
    case '>=':
      return term(from.from, null);
    case '<':
      return term(null, to.from);
    case '<=':
      return term(null, to.before);
    default:
      return operator satisfies never;
  }
}

function isBackwards(from: TimeBound, before: TimeBound): boolean {
  if (from.kind === 'moment') return before.kind === 'moment' && from.time >= before.time;
  return before.kind === 'relative' && before.to === from.to && from.offset >= before.offset;
}

/** What mends a time in quotation marks must stand in them again. */
function requote(
  found: TimePeriod | QueryFault,
  value: QueryValue,
  isRange: boolean,
): TimePeriod | QueryFault {
  if (value.form !== 'quoted' || !('kind' in found) || found.mend === null) return found;
  if (isRange) return { ...found, mend: null };
  return { ...found, mend: { span: value.span, text: `"${found.mend.text}"` } };
}
