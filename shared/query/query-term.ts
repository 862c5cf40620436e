import { quote } from '../bytes/quote.ts';
import { parseNetwork } from './address.ts';
import { nearestName } from './nearest-name.ts';
import { numberTerm, readNumber } from './number-term.ts';
import { fault, faultWith, type QueryFault } from './query-fault.ts';
import type { LineState, Presence, Query, QuerySpan } from './query-tree.ts';
import { bareMarks, plainText, type QueryValue } from './query-value.ts';
import { seqTerm } from './seq-term.ts';
import { operatorSpan, reservedName, spanOf, type TermHead } from './term-head.ts';
import { type PatternMark, toPattern } from './text-pattern.ts';
import { isTimeText } from './time-period.ts';
import { timeTerm } from './time-term.ts';

const presences = { has: 'text', missing: 'absent', empty: 'empty', withheld: 'withheld' } as const;

const states: Readonly<Record<string, LineState>> = {
  entry: 'entry',
  withheld: 'withheld',
  ambiguous: 'ambiguous',
  reject: 'reject',
  damaged: 'damaged',
};

export const lineStates: readonly string[] = Object.keys(states);

/** One question, from its head and value; without a head it is asked of all values of a line. */
export function toTerm(head: TermHead | null, value: QueryValue): Query | QueryFault {
  if (head === null) return freeTerm(value);
  const reserved = head.isQuoted ? null : reservedName(head.name);
  switch (reserved) {
    case null:
      return fieldTerm(head, value);
    case 'ts':
      return isAnything(value) ? presenceTerm('ts', 'text', spanOf(head, value)) : timeTerm(head, value);
    case 'seq':
      return isAnything(value) ? presenceTerm('seq', 'text', spanOf(head, value)) : seqTerm(head, value);
    case 'is':
      return stateTerm(head, value);
    case 'has':
    case 'missing':
    case 'empty':
    case 'withheld':
      return askedPresence(head, presences[reserved], value);
    default:
      return reserved satisfies never;
  }
}

function freeTerm(value: QueryValue): Query | QueryFault {
  const { span } = value;
  if (value.form === 'expression') return { kind: 'expression', field: null, source: value.source, span };
  const marks = marksOf(value);
  if (marks.length === 0) return fault('Between the quotation marks a text is expected.', span, '');
  const pattern = toPattern(marks);
  return pattern === null ? { kind: 'all' } : { kind: 'text', field: null, pattern, span };
}

function fieldTerm(head: TermHead, value: QueryValue): Query | QueryFault {
  const span = spanOf(head, value);
  const { name: field, operator } = head;
  if (operator !== ':' && operator !== '=') return comparison(head, value);
  if (value.form === 'expression') {
    if (operator === ':') return { kind: 'expression', field, source: value.source, span };
    return fault('A regular expression stands behind a colon.', operatorSpan(head), ':');
  }
  const marks = marksOf(value);
  if (marks.length === 0) {
    if (operator === '=') return presenceTerm(field, 'empty', span);
    const message = 'A text without characters is in every text: = asks for the field without characters.';
    return faultWith(message, span, { span: operatorSpan(head), text: '=' });
  }
  if (operator === '=') {
    const text = value.form === 'bare' ? value.text : plainText(marks);
    return { kind: 'equals', field, text, span };
  }
  if (value.form === 'bare') {
    const network = parseNetwork(value.text);
    if (network === 'prefix-too-long') {
      const message = `A prefix has at most 32 bits for IPv4 and 128 for IPv6, found ${quote(value.text)}.`;
      return fault(message, value.span);
    }
    if (network !== null) return { kind: 'network', field, network, span };
    const range = numberTerm(head, value);
    if (range !== null) return range;
  }
  const pattern = toPattern(marks);
  if (pattern === null) return presenceTerm(field, 'text', span);
  return { kind: 'text', field, pattern, span };
}

/** `field>5`, and the other three. */
function comparison(head: TermHead, value: QueryValue): Query | QueryFault {
  const { name: field, operator } = head;
  if (value.form === 'expression') return fault(`A number was expected behind ${operator}.`, value.span);
  const text = valueText(value);
  const number = readNumber(text, value.span);
  if (number === null) {
    const message = `A number was expected behind ${operator}, found ${quote(text)}.`;
    if (!isTimeText(text)) return fault(message, value.span);
    const namesTime = { span: { start: head.span.start, end: head.span.end - operator.length }, text: 'ts' };
    return faultWith(`${message} Times are asked for with ts.`, value.span, namesTime);
  }
  if (typeof number === 'object') return number;
  const bound = { value: number, isIncluded: operator.endsWith('=') };
  const range = operator.startsWith('>') ? { from: bound, to: null } : { from: null, to: bound };
  return { kind: 'number', field, range, span: spanOf(head, value) };
}

function stateTerm(head: TermHead, value: QueryValue): Query | QueryFault {
  const text = value.form === 'expression' ? '' : valueText(value);
  const state = Object.hasOwn(states, text.toLowerCase()) ? states[text.toLowerCase()] : undefined;
  if (state === undefined) {
    const message = `Behind is: one of ${lineStates.join(', ')} was expected, found ${quote(text)}.`;
    return fault(
      message,
      value.span,
      lineStates.find((each) => isMeant(each, text)) ?? nearestName(text, lineStates),
    );
  }
  return withColon(head, { kind: 'state', state, span: spanOf(head, value) });
}

/** What other programs and people call the same. */
function isMeant(state: string, text: string): boolean {
  const small = text.toLowerCase();
  return small.length > 1 && (state.startsWith(small) || small.startsWith(state));
}

function askedPresence(head: TermHead, presence: Presence, value: QueryValue): Query | QueryFault {
  const name = value.form === 'expression' ? '' : valueText(value);
  if (name === '' || (value.form === 'bare' && /[*?:=<>]/.test(name))) {
    return fault(`Behind ${head.name}: the name of a field was expected, found ${quote(name)}.`, value.span);
  }
  const reserved = value.form === 'bare' ? reservedName(name) : null;
  const field = reserved === 'ts' || reserved === 'seq' ? reserved : name;
  return withColon(head, presenceTerm(field, presence, spanOf(head, value)));
}

function presenceTerm(field: string, presence: Presence, span: QuerySpan): Query {
  return { kind: 'presence', field, presence, span };
}

/** These words are followed by a colon alone. */
function withColon(head: TermHead, term: Query): Query | QueryFault {
  if (head.operator === ':') return term;
  const message = `Behind ${head.name} a colon was expected, found ${head.operator}`;
  return fault(`${message}.`, operatorSpan(head), ':');
}

function isAnything(value: QueryValue): boolean {
  return value.form === 'bare' && value.text === '*';
}

function valueText(value: Exclude<QueryValue, { form: 'expression' }>): string {
  return value.form === 'bare' ? value.text : plainText(value.marks);
}

function marksOf(value: Exclude<QueryValue, { form: 'expression' }>): readonly PatternMark[] {
  return value.form === 'bare' ? bareMarks(value.text) : value.marks;
}
