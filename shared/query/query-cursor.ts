import type { QuerySpan } from './query-tree.ts';
import { bareEnd, plainText, readValue } from './query-value.ts';
import { isPlainName } from './read-head.ts';
import { type ReservedName, reservedName, type TermOperator } from './term-head.ts';

/** What is being typed where the cursor stands. */
export type CursorPlace =
  /** A word that may become a text, the name of a field, or an operator. */
  | { readonly kind: 'word'; readonly typed: string; readonly span: QuerySpan; readonly isHead: boolean }
  | {
      readonly kind: 'value';
      readonly name: string;
      readonly reserved: ReservedName | null;
      readonly operator: TermOperator;
      readonly typed: string;
      readonly span: QuerySpan;
    }
  /** A regular expression, or a text in quotation marks that no field stands before. */
  | { readonly kind: 'other' };

interface Head {
  readonly name: string;
  readonly reserved: ReservedName | null;
  readonly operator: TermOperator;
}

/** Reads the query up to the cursor, however unfinished it is. */
export function placeOfCursor(text: string, cursor: number): CursorPlace {
  const groups: (Head | null)[] = [];
  let index = 0;
  for (;;) {
    const inside = groups.at(-1) ?? null;
    const character = text.charAt(index);
    if (index >= cursor || character === '') return placeAt(text, cursor, index, inside);
    if (character === '(') groups.push(inside);
    else if (character === ')') groups.pop();
    const isBetween = /[\s()]/u.test(character) || (inside === null && /[-!]/.test(character));
    if (isBetween) {
      index += 1;
      continue;
    }
    const head = inside === null ? headAt(text, index) : null;
    const start = head?.end ?? index;
    if (head !== null && cursor < start) return placeAt(text, cursor, index, null);
    const next = text.charAt(start);
    if (head !== null && next === '(' && cursor > start) {
      groups.push(head);
      index = start + 1;
      continue;
    }
    const end = valueEnd(text, start);
    if (cursor <= end) return placeAt(text, cursor, start, head ?? inside);
    index = Math.max(end, index + 1);
  }
}

/** What stands from `start` on, of which the cursor sees a beginning. */
function placeAt(text: string, cursor: number, start: number, head: Head | null): CursorPlace {
  const first = text.charAt(start);
  if (start < cursor && first === '/') return { kind: 'other' };
  const isQuoted = start < cursor && first === '"';
  const typed = isQuoted ? typedInQuotes(text, start, cursor) : text.slice(start, cursor);
  if (head !== null) {
    // Where the quotation mark is not closed, everything behind the cursor would go with it.
    const end = isQuoted && !isClosed(text, start) ? cursor : valueEnd(text, start);
    return { kind: 'value', ...headOf(head), typed, span: { start, end: Math.max(end, cursor) } };
  }
  if (isQuoted) return { kind: 'other' };
  const end = bareEnd(text, start);
  const length = text.slice(start, end).search(/[:=<>]/);
  const isHead = length !== -1 && start + length >= cursor;
  return { kind: 'word', typed, span: { start, end: isHead ? start + length : end }, isHead };
}

function headOf({ name, reserved, operator }: Head): Head {
  return { name, reserved, operator };
}

function headAt(text: string, start: number): (Head & { readonly end: number }) | null {
  let name: string;
  let nameEnd: number;
  const isQuoted = text.charAt(start) === '"';
  if (isQuoted) {
    const value = readValue(text, start);
    if ('kind' in value || value.form !== 'quoted') return null;
    name = plainText(value.marks);
    nameEnd = value.span.end;
  } else {
    const word = text.slice(start, bareEnd(text, start));
    const length = word.search(/[:=<>]/);
    name = word.slice(0, Math.max(length, 0));
    nameEnd = start + name.length;
    if (!isPlainName(name)) return null;
  }
  const operator = /[:=]|[<>]=?/y;
  operator.lastIndex = nameEnd;
  const found = operator.exec(text)?.[0];
  if (found === undefined) return null;
  // The pattern lets no other through.
  const asked = found as TermOperator;
  return {
    name,
    reserved: isQuoted ? null : reservedName(name),
    operator: asked,
    end: nameEnd + found.length,
  };
}

/** Where the value ends that begins at `start`; an unclosed quotation mark reaches to the end. */
function valueEnd(text: string, start: number): number {
  const first = text.charAt(start);
  if (first !== '"' && first !== '/') return bareEnd(text, start);
  const closing = first === '"' ? /"(?:[^"\\]|\\[\s\S])*"?/y : /\/(?:[^/\\]|\\[\s\S])*\/?/y;
  closing.lastIndex = start;
  return start + (closing.exec(text)?.[0].length ?? 1);
}

function isClosed(text: string, start: number): boolean {
  return /^"(?:[^"\\]|\\[\s\S])*"/.test(text.slice(start));
}

function typedInQuotes(text: string, start: number, cursor: number): string {
  return text
    .slice(start + 1, cursor)
    .replace(/"$/, '')
    .replace(/\\(["\\*?])/g, '$1');
}
