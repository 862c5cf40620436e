import { quote } from '../bytes/quote.ts';
import { parseAddress, parseNetwork } from './address.ts';
import { fault, faultWith, type QueryFault } from './query-fault.ts';
import { bareEnd } from './query-value.ts';
import type { TermHead, TermOperator } from './term-head.ts';

const namePattern = /^[\p{L}\p{N}\p{M}_.@$-]+$/u;
const operatorAt = /[:=]|[<>]=?/y;

/** Whether a field name needs no quotation marks; one of digits alone could be half of a time. */
export function isPlainName(name: string): boolean {
  return namePattern.test(name) && !/^(?:[\d.]*$|-)/.test(name);
}

/**
 * The field name and the operator that begin at `start`, which is no quotation mark; null where the characters up to the
 * next space are a text, as in an address or a word.
 */
export function readHead(text: string, start: number): TermHead | QueryFault | null {
  const end = bareEnd(text, start);
  const word = text.slice(start, end);
  const length = word.search(/[:=<>]/);
  if (length === -1 || isKnownText(word)) return null;
  const name = word.slice(0, length);
  const wordSpan = { start, end };
  if (isPlainName(name)) return withOperator(text, { name, isQuoted: false, start, nameEnd: start + length });
  const asText = `"${word.replaceAll('\\', '\\\\')}"`;
  if (name.endsWith('!') && word.startsWith('=', length) && isPlainName(name.slice(0, -1))) {
    const mend = { span: { start, end: start + length + 1 }, text: `-${name.slice(0, -1)}=` };
    return faultWith('There is no operator !=; not, or - in front, finds the other lines.', wordSpan, mend);
  }
  if (name === '')
    return fault(`The name of a field was expected before ${word.charAt(0)}.`, wordSpan, asText);
  const message = /^[\d.]*$/.test(name)
    ? `A field name of digits alone stands in quotation marks, found ${quote(name)}.`
    : `A field name has letters, digits and _ - . @ $, found ${quote(name)}; another one stands in quotation marks.`;
  return faultWith(message, { start, end: start + length }, { span: wordSpan, text: asText });
}

/** The operator behind a name in quotation marks; null where there is none and the quotation is a text. */
export function readQuotedHead(
  text: string,
  name: string,
  start: number,
  nameEnd: number,
): TermHead | QueryFault | null {
  operatorAt.lastIndex = nameEnd;
  if (!operatorAt.test(text)) return null;
  if (name === '') return fault('The name of a field was expected.', { start, end: nameEnd });
  return withOperator(text, { name, isQuoted: true, start, nameEnd });
}

/** A word with a colon in it that is no field and its value: an address of a network, a card or a page, a path of Windows. */
function isKnownText(word: string): boolean {
  if (/^(?:[a-z][a-z\d+.-]*:\/\/[^/]|[a-z]:\\|[\da-f]{2}(?::[\da-f]{2}){5}$)/i.test(word)) return true;
  return parseAddress(word) !== null || parseNetwork(word) !== null;
}

interface Name {
  readonly name: string;
  readonly isQuoted: boolean;
  readonly start: number;
  readonly nameEnd: number;
}

function withOperator(text: string, { name, isQuoted, start, nameEnd }: Name): TermHead | QueryFault | null {
  operatorAt.lastIndex = nameEnd;
  // The pattern lets no other through.
  const operator = operatorAt.exec(text)?.[0] as TermOperator;
  const end = nameEnd + operator.length;
  const rest = text.slice(end, bareEnd(text, end));
  const second = /^(?:[<>]=?|=)/.exec(rest)?.[0];
  if (second !== undefined && (operator === ':' || operator === '=')) {
    const isComparison = /^[<>]=?[-\dlf]/.test(rest) || rest === second;
    const span = { start: nameEnd, end: end + second.length };
    const message = `One operator was expected behind the field, found ${operator}${second}`;
    if (second === '=' || isComparison) return fault(`${message}.`, span, second);
    const asText = {
      span: { start: end, end: end + rest.length },
      text: `"${rest.replaceAll('\\', '\\\\')}"`,
    };
    return faultWith(`${message}.`, span, asText);
  }
  return { name, isQuoted, operator, span: { start, end } };
}
