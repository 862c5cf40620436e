import { toBase64, toBase64Url } from '../bytes/base64.ts';
import { toHex } from '../bytes/hex.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { type Pattern, type PatternSpelling, PatternTable } from './pattern-table.ts';

/** Texts of fewer characters stand everywhere: finding one says nothing, so they are not looked for. */
export const fewestCharacters = 4;
/**
 * Texts of fewer bytes are not looked for in base64 and hex: among as many random digits as a bundle has (digests, signatures),
 * eight of them turn up by chance.
 */
const fewestEncodedBytes = 7;
/** A long value is looked for by its beginning: a file that has so much of it has shown it. */
const mostBytes = 128;

/** Values that are to be found nowhere, ready to be looked for in any number of files. */
export interface SearchedValues {
  readonly table: PatternTable;
  /** Different texts that are looked for. */
  readonly searched: number;
  /** Indexes of values that have too few characters. */
  readonly tooShort: readonly number[];
  /** Indexes of values that are looked for as text and in escapes, but are too short for base64 and hex. */
  readonly textOnly: readonly number[];
}

/** How each value may stand in a file. A text that comes twice is looked for under its first index. */
export function prepareValues(values: readonly string[]): SearchedValues {
  const tooShort: number[] = [];
  const textOnly: number[] = [];
  const known = new Set<string>();
  const patterns: Pattern[] = [];
  for (const [index, value] of values.entries()) {
    // Characters as a reader counts them: an emoji is one.
    if ([...value.slice(0, 2 * fewestCharacters)].length < fewestCharacters) {
      tooShort.push(index);
      continue;
    }
    if (known.has(value)) continue;
    known.add(value);
    const text = firstBytes(value);
    const add = (spelling: PatternSpelling, bytes: Uint8Array) =>
      patterns.push({ value: index, spelling, bytes });
    add('text', text);
    // RFC 4180 doubles quotes.
    if (value.includes('"')) add('text', firstBytes(value.replaceAll('"', '""')));
    for (const bytes of utf16Of(value)) add('utf16', bytes);
    for (const form of otherForms(value)) {
      add('text', firstBytes(form));
      for (const bytes of utf16Of(form)) add('utf16', bytes);
    }
    if (text.length < fewestEncodedBytes) {
      textOnly.push(index);
      continue;
    }
    for (const spelled of base64Of(text)) patterns.push({ value: index, spelling: 'base64', ...spelled });
    const hex = toHex(text);
    add('hex', encodeUtf8(hex));
    if (hex !== hex.toUpperCase()) add('hex', encodeUtf8(hex.toUpperCase()));
  }
  return { table: new PatternTable(patterns), searched: known.size, tooShort, textOnly };
}

/** The same characters as other programs compose them (UAX #15): an accent of its own, a ligature taken apart. */
function otherForms(value: string): ReadonlySet<string> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant, which has one form.
  if (/^[\x00-\x7f]*$/.test(value)) return new Set();
  const forms = new Set((['NFC', 'NFD', 'NFKC', 'NFKD'] as const).map((form) => value.normalize(form)));
  forms.delete(value);
  // What becomes short by it would be found by chance.
  return new Set([...forms].filter((form) => [...form].length >= fewestCharacters));
}

function firstBytes(value: string): Uint8Array {
  const bytes = encodeUtf8(value.slice(0, mostBytes));
  let end = Math.min(bytes.length, mostBytes);
  // Not within a character: a half one would be found in no decoded text.
  while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.slice(0, end);
}

/** Both orders of bytes. */
function utf16Of(value: string): readonly [Uint8Array, Uint8Array] {
  const units = value.slice(0, mostBytes / 2);
  const little = new Uint8Array(units.length * 2);
  const big = new Uint8Array(units.length * 2);
  for (let index = 0; index < units.length; index++) {
    const unit = units.charCodeAt(index);
    little[2 * index] = big[2 * index + 1] = unit & 0xff;
    little[2 * index + 1] = big[2 * index] = unit >> 8;
  }
  return [little, big];
}

/** The digits that have nothing but the value in them, for each of the three places in a group, and what those beside them have. */
function base64Of(bytes: Uint8Array): readonly Pick<Pattern, 'bytes' | 'edges'>[] {
  return [0, 1, 2].flatMap((before) => {
    const shifted = new Uint8Array(before + bytes.length);
    shifted.set(bytes, before);
    const first = Math.ceil((before * 8) / 6);
    const end = Math.floor((shifted.length * 8) / 6);
    const [bitsBefore, bitsAfter] = [first * 6 - before * 8, shifted.length * 8 - end * 6];
    const maskBefore = (1 << bitsBefore) - 1;
    const edges = {
      before: bitsBefore === 0 ? null : { mask: maskBefore, bits: (bytes[0] ?? 0) >> (8 - bitsBefore) },
      after:
        bitsAfter === 0
          ? null
          : {
              mask: (0x3f << (6 - bitsAfter)) & 0x3f,
              bits: ((bytes.at(-1) ?? 0) << (6 - bitsAfter)) & 0x3f,
            },
    };
    const spellings = new Set([toBase64, toBase64Url].map((render) => render(shifted).slice(first, end)));
    return [...spellings].map((digits) => ({ bytes: encodeUtf8(digits), edges }));
  });
}
