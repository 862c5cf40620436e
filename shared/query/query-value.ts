import { quote } from '../bytes/quote.ts';
import { fault, faultWith, type QueryFault } from './query-fault.ts';
import { queryLimits } from './query-limits.ts';
import type { QuerySpan } from './query-tree.ts';
import type { PatternMark } from './text-pattern.ts';

/** A value as it stands in the text of a query, before anything is known of the field that it is for. */
export type QueryValue =
  | { readonly form: 'bare'; readonly text: string; readonly span: QuerySpan }
  | { readonly form: 'quoted'; readonly marks: readonly PatternMark[]; readonly span: QuerySpan }
  | { readonly form: 'expression'; readonly source: string; readonly span: QuerySpan };

const endsBare = /[\s()"]/u;

/** Where the run of characters ends that needs no quotation marks: at a space, a parenthesis, a quotation mark. */
export function bareEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && !endsBare.test(text.charAt(end))) end += 1;
  return end;
}

/** The value that begins at `start`, where something other than a space or a parenthesis stands. */
export function readValue(text: string, start: number): QueryValue | QueryFault {
  const first = text.charAt(start);
  if (first === '"') return readQuoted(text, start);
  if (first === '/') return readExpression(text, start);
  if ('“”„«'.includes(first)) return curlyQuotes(text, start);
  const span = { start, end: bareEnd(text, start) };
  return { form: 'bare', text: text.slice(span.start, span.end), span };
}

/** `*` and `?` are wildcards wherever no backslash makes them characters. */
export function bareMarks(text: string): PatternMark[] {
  return Array.from(text, toMark);
}

/** The characters of a quoted value where wildcards mean nothing. */
export function plainText(marks: readonly PatternMark[]): string {
  return marks.map((mark) => (typeof mark === 'string' ? mark : mark.any === 'run' ? '*' : '?')).join('');
}

function toMark(character: string): PatternMark {
  if (character === '*') return { any: 'run' };
  return character === '?' ? { any: 'one' } : character;
}

function readQuoted(text: string, start: number): QueryValue | QueryFault {
  const marks: PatternMark[] = [];
  let index = start + 1;
  while (index < text.length) {
    const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
    if (character === '"') return { form: 'quoted', marks, span: { start, end: index + 1 } };
    if (character === '\\') {
      const escaped = /\\(?:(["\\*?])|u\{([0-9a-fA-F]{1,6})\})/y;
      escaped.lastIndex = index;
      const [whole = '', itself, digits = ''] = escaped.exec(text) ?? [];
      const span = { start: index, end: Math.min(index + 2, text.length) };
      if (whole === '') {
        const message = `Inside quotation marks a \\ stands before ", \\, *, ? or u{…}, found ${quote(text.slice(index, span.end))}.`;
        return fault(message, span, `\\\\${text.slice(index + 1, span.end)}`);
      }
      const code = Number.parseInt(digits, 16);
      if (itself === undefined && (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))) {
        return fault(`${whole} is no character.`, { start: index, end: index + whole.length }, `\\${whole}`);
      }
      marks.push(itself ?? String.fromCodePoint(code));
      index += whole.length;
    } else {
      marks.push(toMark(character));
      index += character.length;
    }
  }
  return faultWith(
    'The quotation mark is not closed.',
    { start, end: text.length },
    { span: { start: text.length, end: text.length }, text: '"' },
  );
}

/** From `/` to the next `/` that no backslash precedes; nothing but a space or a parenthesis may follow. */
function readExpression(text: string, start: number): QueryValue | QueryFault {
  let source = '';
  let index = start + 1;
  while (index < text.length && text.charAt(index) !== '/') {
    const length = text.charAt(index) === '\\' ? 2 : 1;
    const piece = text.slice(index, index + length);
    source += piece === '\\/' ? '/' : piece;
    index += length;
  }
  const span = { start, end: Math.min(index + 1, text.length) };
  const bare = { start, end: bareEnd(text, start) };
  const asText = `"${text.slice(bare.start, bare.end).replaceAll('\\', '\\\\')}"`;
  if (index >= text.length) {
    const message = 'A regular expression begins with / and ends with /; the end is missing.';
    return fault(message, bare, asText);
  }
  if (source === '') return fault('Between / and / a regular expression is expected.', bare, asText);
  if (span.end < text.length && !endsBare.test(text.charAt(span.end))) {
    const message = `A regular expression ends with /, found ${quote(text.slice(span.end, Math.max(bare.end, span.end + 1)))} behind it.`;
    return fault(message, { start, end: Math.max(bare.end, span.end) }, bare.end > span.end ? asText : null);
  }
  if (source.length > queryLimits.expressionLength) {
    const message = `A regular expression has at most ${queryLimits.expressionLength} characters, found ${source.length}.`;
    return fault(message, span);
  }
  const problem = expressionProblem(source);
  if (problem !== null) {
    const whole = `"${text.slice(start, span.end).replace(/["\\]/g, '\\$&')}"`;
    return fault(`The regular expression cannot be read: ${problem}.`, span, whole);
  }
  return { form: 'expression', source, span };
}

function expressionProblem(source: string): string | null {
  try {
    new RegExp(source, 'iu');
    return null;
  } catch (error) {
    // "Invalid regular expression: /(/iu: Unterminated group": what follows the last part is for a person.
    const message = error instanceof Error ? error.message : '';
    return message.slice(message.lastIndexOf(': ') + 2).replace(/^\w/, (letter) => letter.toLowerCase());
  }
}

function curlyQuotes(text: string, start: number): QueryFault {
  const closing = /[“”»]/gu;
  closing.lastIndex = start + 1;
  const end = closing.exec(text)?.index;
  const span = { start, end: end === undefined ? bareEnd(text, start) : end + 1 };
  const inside = text.slice(start + 1, end ?? span.end).replace(/["\\]/g, '\\$&');
  return fault(`Quotation marks are written ", found ${text.charAt(start)}.`, span, `"${inside}"`);
}
