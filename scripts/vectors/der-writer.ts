import { concatBytes } from '../../shared/bytes/concat.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';

/** DER (X.690), written without the library that reads it: an encoding must not be right only because one program made both. */
export type Der = Uint8Array;

/** One element of this tag around the parts. */
export function element(tag: number, ...parts: readonly Uint8Array[]): Der {
  const content = concatBytes(parts);
  return concatBytes([Uint8Array.of(tag), lengthOf(content.length), content]);
}

function lengthOf(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.of(0x80 | bytes.length, ...bytes);
}

export function sequence(...parts: readonly Der[]): Der {
  return element(0x30, ...parts);
}

/** In ascending order of the bytes, as DER asks. */
export function setOf(...parts: readonly Der[]): Der {
  // Digits sort as their bytes do, and a worker of a browser has no other comparison at hand.
  return element(0x31, ...parts.toSorted((left, right) => (toHex(left) < toHex(right) ? -1 : 1)));
}

/** `[number]`, around what it holds. */
export function context(number: number, ...parts: readonly Der[]): Der {
  return element(0xa0 | number, ...parts);
}

export function integer(value: number): Der {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  if (bytes.length === 0 || (bytes[0] ?? 0) >= 0x80) bytes.unshift(0);
  return element(0x02, Uint8Array.from(bytes));
}

export function octets(content: Uint8Array): Der {
  return element(0x04, content);
}

/** Whole bytes as bits. */
export function bits(content: Uint8Array): Der {
  return element(0x03, Uint8Array.of(0), content);
}

export function utf8(text: string): Der {
  return element(0x0c, encodeUtf8(text));
}

/** `YYYYMMDDhhmmssZ`. */
export function generalizedTime(text: string): Der {
  return element(0x18, encodeUtf8(text));
}

export function utcTime(text: string): Der {
  return element(0x17, encodeUtf8(text));
}

export const yes: Der = element(0x01, Uint8Array.of(0xff));
export const nothing: Der = element(0x05);

export function objectId(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((part) => {
    const digits = [part % 128];
    for (let left = Math.floor(part / 128); left > 0; left = Math.floor(left / 128)) {
      digits.unshift(0x80 | (left % 128));
    }
    return digits;
  });
  return element(0x06, Uint8Array.from(bytes));
}
