import { isPlainName } from './read-head.ts';
import { reservedName } from './term-head.ts';
import type { PatternMark } from './text-pattern.ts';

/** Words and characters that mean nothing else to the parser, wherever a value may stand. */
const plainValue = /^(?!-|.*\.\.)[\p{L}\p{N}\p{M}_.@$%+,;~#^*?-]+$/u;
/** What cannot be seen, or turns the order of what can: shown by its number instead. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;

/** The pattern as a value, with quotation marks where it needs them. */
export function renderMarks(marks: readonly PatternMark[]): string {
  const bare = marks.map((mark) => (typeof mark === 'string' ? mark : wildcard(mark))).join('');
  const isLiteral = marks.every((mark) => typeof mark !== 'string' || (mark !== '*' && mark !== '?'));
  if (isLiteral && isBareText(bare)) return bare;
  return `"${marks.map((mark) => (typeof mark === 'string' ? escapeCharacter(mark) : wildcard(mark))).join('')}"`;
}

/** A text as the value of `field=`, where wildcards mean nothing. */
export function renderPlainText(text: string): string {
  if (isBareText(text)) return text;
  return `"${Array.from(text, (character) => (character === '*' || character === '?' ? character : escapeCharacter(character))).join('')}"`;
}

/** A field name as it stands before an operator. */
export function renderFieldName(name: string): string {
  const isBare = isPlainName(name) && reservedName(name) === null && isBareText(name);
  return isBare ? name : `"${Array.from(name, escapeCharacter).join('')}"`;
}

/** A regular expression between its slashes. */
export function renderExpression(source: string): string {
  return `/${source.replace(/\\[\s\S]|\//gu, (found) => (found === '/' ? '\\/' : found))}/`;
}

/** A text as a person can read it: what cannot be seen, or would turn the order of its letters, as a number. */
export function showText(text: string): string {
  return text.replace(invisible, escapeInvisible);
}

function wildcard(mark: Exclude<PatternMark, string>): string {
  return mark.any === 'run' ? '*' : '?';
}

function isBareText(text: string): boolean {
  return plainValue.test(text) && !/^(?:and|or|not)$/i.test(text) && text.search(invisible) === -1;
}

function escapeCharacter(character: string): string {
  if ('"\\*?'.includes(character)) return `\\${character}`;
  return character.replace(invisible, escapeInvisible);
}

function escapeInvisible(found: string): string {
  return `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`;
}
