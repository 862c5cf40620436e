import {
  backslash,
  closeBrace,
  closeBracket,
  colon,
  comma,
  cr,
  dot,
  lf,
  lowerU,
  minus,
  nine,
  openBrace,
  openBracket,
  plus,
  quotationMark,
  space,
  tab,
  zero,
} from '../bytes/ascii.ts';
import { FormatError } from '../bytes/errors.ts';
import { limits } from '../bytes/limits.ts';
import { quote } from '../bytes/quote.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import type { JsonObject, JsonValue } from './json-value.ts';

/**
 * Parses strict JSON (docs/format.md): RFC 8259 without everything that two readers could read differently.
 * Throws FormatError `utf8` or `json` with the byte offset, for a text that is not JSON and also for duplicate
 * names (compared after unescaping), the name `__proto__`, lone surrogates, a BOM, numbers that are not finite,
 * whole numbers beyond ±(2^53-1) in any spelling (`1e20`, `9007199254740993.0`), and nesting deeper than `depth`.
 */
export function parseStrictJson(bytes: Uint8Array, depth: number = limits.jsonDepth): JsonValue {
  return new StrictReader(decodeUtf8(bytes), depth).readDocument();
}

/** As `parseStrictJson`, for a text that must be one object: throws FormatError `json` for every other value. */
export function parseStrictObject(bytes: Uint8Array, depth: number = limits.jsonDepth): JsonObject {
  const value = parseStrictJson(bytes, depth);
  if (value instanceof Map) return value;
  throw new FormatError('json', 'Expected an object, found another value at byte 0.', { offset: 0 });
}

/** What may follow a backslash, apart from `u` (RFC 8259 section 7). */
const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/**
 * Recursive descent over the decoded text, one method per production, each leaving `at` behind what it read.
 * It runs once for each entry of a log. Decoding the whole text first and cutting strings out of it is faster than
 * decoding each string by itself; past the end, charCodeAt is NaN, which equals no character and is in no range.
 */
class StrictReader {
  private readonly text: string;
  private readonly maxDepth: number;
  private at = 0;

  constructor(text: string, maxDepth: number) {
    this.text = text;
    this.maxDepth = maxDepth;
  }

  readDocument(): JsonValue {
    this.skipSpace();
    const value = this.readValue(1);
    if (this.at < this.text.length) throw this.failure('nothing after the value');
    return value;
  }

  /** Also skips the space behind the value. */
  private readValue(depth: number): JsonValue {
    const value = this.readBareValue(depth);
    this.skipSpace();
    return value;
  }

  private readBareValue(depth: number): JsonValue {
    const code = this.text.charCodeAt(this.at);
    if (code === quotationMark) return this.readString();
    if (code === openBrace) return this.readObject(depth);
    if (code === openBracket) return this.readArray(depth);
    if (code === minus || isDigit(code)) return this.readNumber();
    if (this.take('true')) return true;
    if (this.take('false')) return false;
    if (this.take('null')) return null;
    throw this.failure('a value');
  }

  private readObject(depth: number): JsonObject {
    this.enter(depth);
    const members = new Map<string, JsonValue>();
    if (this.takeCode(closeBrace)) return members;
    do {
      this.skipSpace();
      const nameAt = this.at;
      if (this.text.charCodeAt(nameAt) !== quotationMark) throw this.failure('a name in quotes');
      const name = this.readString();
      this.skipSpace();
      if (!this.takeCode(colon)) throw this.failure('":"');
      this.skipSpace();
      const namesBefore = members.size;
      members.set(name, this.readValue(depth + 1));
      // Cheaper than asking first whether the name is there, once for every name of a log.
      if (members.size === namesBefore) {
        throw this.failure('each name once', `${quote(name)} again`, nameAt);
      }
      if (name === '__proto__') throw this.failure('a harmless name', '"__proto__"', nameAt);
    } while (this.takeCode(comma));
    if (!this.takeCode(closeBrace)) throw this.failure('"," or "}"');
    return members;
  }

  private readArray(depth: number): readonly JsonValue[] {
    this.enter(depth);
    const items: JsonValue[] = [];
    if (this.takeCode(closeBracket)) return items;
    do {
      this.skipSpace();
      items.push(this.readValue(depth + 1));
    } while (this.takeCode(comma));
    if (!this.takeCode(closeBracket)) throw this.failure('"," or "]"');
    return items;
  }

  private enter(depth: number): void {
    if (depth > this.maxDepth) {
      throw this.failure(`at most ${this.maxDepth} levels of nesting (jsonDepth)`, `level ${depth}`);
    }
    this.at += 1;
    this.skipSpace();
  }

  private readString(): string {
    const { text } = this;
    const start = this.at + 1;
    let end = start;
    let code = text.charCodeAt(end);
    while (code >= space && code !== quotationMark && code !== backslash) code = text.charCodeAt(++end);
    this.at = end;
    if (code !== quotationMark) return this.readEscapedString(text.slice(start, end));
    this.at += 1;
    return text.slice(start, end);
  }

  /** Goes on behind a beginning without escapes. Fails where neither a quote nor an escape comes. */
  private readEscapedString(beginning: string): string {
    const { text } = this;
    let whole = beginning;
    for (;;) {
      const start = this.at;
      let code = text.charCodeAt(this.at);
      while (code >= space && code !== quotationMark && code !== backslash) code = text.charCodeAt(++this.at);
      whole += text.slice(start, this.at);
      if (code === quotationMark) {
        this.at += 1;
        return whole;
      }
      if (code !== backslash) throw this.failure('a string that ends and has no raw control characters');
      whole += this.readEscape();
    }
  }

  private readEscape(): string {
    const { text } = this;
    if (text.charCodeAt(this.at + 1) === lowerU) return this.readUnicodeEscape();
    const character = escapes.get(text.charAt(this.at + 1));
    if (character === undefined) throw this.failure('an escape of RFC 8259');
    this.at += 2;
    return character;
  }

  /** A surrogate is text only as a pair; alone, one reader shows U+FFFD and another one drops it. */
  private readUnicodeEscape(): string {
    const first = this.codeUnitAt(this.at);
    if (first === null) throw this.failure('four hexadecimal digits after "\\u"');
    const isLow = first >= 0xdc00 && first <= 0xdfff;
    const isHigh = first >= 0xd800 && first <= 0xdbff;
    if (!isLow && !isHigh) {
      this.at += 6;
      return String.fromCharCode(first);
    }
    const second = isHigh ? this.codeUnitAt(this.at + 6) : null;
    if (second === null || second < 0xdc00 || second > 0xdfff) throw this.failure('surrogates in pairs only');
    this.at += 12;
    return String.fromCharCode(first, second);
  }

  private codeUnitAt(at: number): number | null {
    const spelling = this.text.slice(at, at + 6);
    return /^\\u[0-9a-fA-F]{4}$/.test(spelling) ? Number.parseInt(spelling.slice(2), 16) : null;
  }

  private readNumber(): number {
    const { text } = this;
    const start = this.at;
    if (text.charCodeAt(this.at) === minus) this.at += 1;
    if (text.charCodeAt(this.at) === zero) this.at += 1;
    else this.skipDigits();
    if (this.takeCode(dot)) this.skipDigits();
    const code = text.charCodeAt(this.at);
    if (code === 0x65 || code === 0x45) {
      this.at += 1;
      const sign = text.charCodeAt(this.at);
      if (sign === plus || sign === minus) this.at += 1;
      this.skipDigits();
    }
    // The grammar is checked above; Number alone would also read "", " 1" and "0x1".
    const value = Number(text.slice(start, this.at));
    // From 2^53 on every double is a whole number and stands for several of them: what was signed is not what
    // would be shown. This also refuses what overflows to infinity.
    if (value > Number.MAX_SAFE_INTEGER || value < -Number.MAX_SAFE_INTEGER) {
      const found = Number.isFinite(value) ? 'a number that may lose digits' : 'a number that is not finite';
      throw this.failure('a number within ±(2^53-1)', found, start);
    }
    return value;
  }

  private skipDigits(): void {
    const start = this.at;
    while (isDigit(this.text.charCodeAt(this.at))) this.at += 1;
    if (this.at === start) throw this.failure('a digit');
  }

  private skipSpace(): void {
    const { text } = this;
    let code = text.charCodeAt(this.at);
    while (code === space || code === lf || code === cr || code === tab) code = text.charCodeAt(++this.at);
  }

  private takeCode(code: number): boolean {
    if (this.text.charCodeAt(this.at) !== code) return false;
    this.at += 1;
    return true;
  }

  private take(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  private failure(expected: string, found = this.foundHere(), at = this.at): FormatError {
    const offset = encodeUtf8(this.text.slice(0, at)).length;
    return new FormatError('json', `Expected ${expected}, found ${found} at byte ${offset}.`, { offset });
  }

  private foundHere(): string {
    const code = this.text.codePointAt(this.at);
    if (code === undefined) return 'the end';
    if (code > space && code < 0x7f) return `"${String.fromCodePoint(code)}"`;
    return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  }
}

function isDigit(code: number): boolean {
  return code >= zero && code <= nine;
}
