import { parseUtcTime, renderUtcTime } from '../adapters/utc-time.ts';
import { quote } from '../bytes/quote.ts';
import type { UnixMillis } from '../bytes/units.ts';
import { fault, type QueryFault } from './query-fault.ts';
import type { QuerySpan, TimeBound } from './query-tree.ts';

/** A piece of time: a year, a day, a minute, down to a millisecond. */
export interface TimePeriod {
  readonly from: TimeBound;
  /** The first moment behind it. */
  readonly before: TimeBound;
}

/** The first moment of the year 10000: behind all times that entries can state. */
export const endOfTimes: UnixMillis = 253_402_300_800_000;
const startOfTimes: UnixMillis = -62_167_219_200_000;

const millisOf = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

const momentPattern =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?(?: ?(?:Z|UTC)|([+-])(\d\d):(\d\d))?)?)?)?$/i;
const relativePattern = /^(first|last)(?:([+-])(\d{1,15})(ms|s|m|h|d|w))?$/i;

/** Reads a time as it is typed, in UTC unless it states an offset. */
export function readPeriod(text: string, span: QuerySpan): TimePeriod | QueryFault {
  const relative = relativePattern.exec(text);
  if (relative !== null) return relativePeriod(relative, span);
  const parts = momentPattern.exec(text);
  if (parts !== null) return momentPeriod(text, parts, span);
  const today = /^(?:now|today|yesterday|tomorrow)(?=$|[+-])/i.exec(text);
  if (today !== null) {
    const meant = `last${text.slice(today[0].length)}`;
    const message = `A query finds the same lines on every day, so it does not know ${quote(today[0])}: it counts from first or last, the times that the lines begin and end with.`;
    return fault(message, span, relativePattern.test(meant) ? meant : null);
  }
  const message = `A time such as 2026-07-01, 2026-07-01T10:30 or last-24h was expected, found ${quote(text)}.`;
  return fault(message, span, mendedDay(text));
}

/** Whether this is spelled as a time, of whatever calendar. */
export function isTimeText(text: string): boolean {
  return relativePattern.test(text) || (momentPattern.test(text) && text.length > 4);
}

function relativePeriod(parts: RegExpExecArray, span: QuerySpan): TimePeriod | QueryFault {
  const [whole, name = '', sign = '+', amount = '0', unit = 'ms'] = parts;
  const to = name.toLowerCase() === 'first' ? 'first' : 'last';
  // The pattern lets no other unit through.
  const millis = Number(amount) * millisOf[unit.toLowerCase() as keyof typeof millisOf];
  if (millis > endOfTimes - startOfTimes) {
    return fault(`At most 10,000 years can be counted, found ${quote(whole)}.`, span);
  }
  const offset = sign === '-' && millis > 0 ? -millis : millis;
  return { from: { kind: 'relative', to, offset }, before: { kind: 'relative', to, offset: offset + 1 } };
}

function momentPeriod(text: string, parts: RegExpExecArray, span: QuerySpan): TimePeriod | QueryFault {
  const [, year = '', month, day, hour, minute, second, fraction, sign, hours = '0', minutes = '0'] = parts;
  const at = (someMonth: string, someDay: string) =>
    parseUtcTime(
      `${year}-${someMonth}-${someDay}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}.${fraction ?? '0'}Z`,
    );
  const start = at(month ?? '01', day ?? '01');
  if (start === null) return fault(`There is no such time as ${quote(text)}.`, span);
  if (Number(hours) > 23 || Number(minutes) > 59) {
    return fault(`There is no such offset from UTC as in ${quote(text)}.`, span);
  }
  const lastMonth = month ?? '12';
  const nextMonth = String(Number(lastMonth) + 1).padStart(2, '0');
  // December ends 31 days after its first moment, also in the year 9999.
  const endOfMonth = () => at(nextMonth, '01') ?? (at('12', '01') ?? start) + 31 * millisOf.d;
  const end =
    day === undefined
      ? endOfMonth()
      : start +
        millisOf[
          second === undefined ? (minute === undefined ? (hour === undefined ? 'd' : 'h') : 'm') : 's'
        ];
  // Digits of the second below the millisecond are in no index.
  const length = fraction === undefined ? end - start : 10 ** Math.max(3 - fraction.length, 0);
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * millisOf.h + Number(minutes) * millisOf.m);
  const from = start - offset;
  if (from < startOfTimes || from + length > endOfTimes) {
    return fault(`Entries state times of the years 0000 to 9999 in UTC, found ${quote(text)}.`, span);
  }
  return { from: { kind: 'moment', time: from }, before: { kind: 'moment', time: from + length } };
}

/** Days in other spellings that can be meant in one way only. */
function mendedDay(text: string): string | null {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? [];
  const mended = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (parseUtcTime(`${mended}T00:00:00Z`) !== null) return mended;
  const withoutWildcard = text.replace(/[-T: ]?\*$/, '');
  return withoutWildcard !== text && momentPattern.test(withoutWildcard) ? withoutWildcard : null;
}

const units = [
  { ends: '-01-01T00:00:00.000Z', length: 4 },
  { ends: '-01T00:00:00.000Z', length: 7 },
  { ends: 'T00:00:00.000Z', length: 10 },
  { ends: ':00:00.000Z', length: 13 },
  { ends: ':00.000Z', length: 16 },
  { ends: '.000Z', length: 19 },
  { ends: 'Z', length: 23 },
] as const;
const dayLength = 10;

/** The question for times from `from` to before `before`, in the fewest words that read back to the same bounds. */
export function renderTimeTerm(from: TimeBound | null, before: TimeBound | null): string {
  if (from !== null && before !== null) return `ts:${renderBetween(from, before)}`;
  if (from !== null) return renderFrom(from);
  return before === null ? 'has:ts' : renderBefore(before);
}

function renderBetween(from: TimeBound, before: TimeBound): string {
  const bothMoments = from.kind === 'moment' && before.kind === 'moment';
  const length = bothMoments ? Math.max(lengthOf(from.time), lengthOf(before.time)) : null;
  const first = renderBound(from, length);
  const last = renderBound(
    before.kind === 'moment'
      ? { kind: 'moment', time: before.time - 1 }
      : { ...before, offset: before.offset - 1 },
    length ?? (before.kind === 'moment' ? Math.max(lengthOf(before.time), dayLength) : null),
  );
  return first === last ? first : `${first}..${last}`;
}

function renderFrom(from: TimeBound): string {
  const isBehind = from.kind === 'relative' && isJustBehind(from.offset);
  return isBehind
    ? `ts>${renderBound({ ...from, offset: from.offset - 1 }, null)}`
    : `ts>=${renderBound(from, null)}`;
}

function renderBefore(before: TimeBound): string {
  if (before.kind === 'relative' && isJustBehind(before.offset)) {
    return `ts<=${renderBound({ ...before, offset: before.offset - 1 }, null)}`;
  }
  if (before.kind === 'moment' && before.time >= endOfTimes) return 'ts<=9999-12-31';
  return `ts<${renderBound(before, null)}`;
}

/** Whether this is the first millisecond behind a whole second: what `ts<=last` and `ts>last` ask. */
function isJustBehind(offset: number): boolean {
  return (offset - 1) % 1_000 === 0;
}

function renderBound(bound: TimeBound, length: number | null): string {
  if (bound.kind === 'relative') return bound.to + renderOffset(bound.offset);
  return renderUtcTime(bound.time).slice(0, length ?? Math.max(lengthOf(bound.time), dayLength));
}

function lengthOf(time: UnixMillis): number {
  const text = renderUtcTime(time);
  return units.find(({ ends }) => text.endsWith(ends))?.length ?? text.length;
}

function renderOffset(offset: number): string {
  if (offset === 0) return '';
  const size = Math.abs(offset);
  const isDays = size % millisOf.d === 0 && size > millisOf.d;
  const unit = isDays
    ? 'd'
    : ((['h', 'm', 's'] as const).find((each) => size % millisOf[each] === 0) ?? 'ms');
  return `${offset < 0 ? '-' : '+'}${size / millisOf[unit]}${unit}`;
}
