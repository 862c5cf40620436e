import type { TextTable } from '../../index/text-table.ts';
import type { BitSet } from '../bit-set.ts';
import type { Literal, TextScanner } from './text-scanner.ts';
import { goesOn, smallBytes } from './word-byte.ts';

/** The reference, without WebAssembly. */
export const portableScanner: TextScanner = {
  markTexts: (texts, literal, found) => markTextsBetween(texts, 0, texts.ends.length, literal, found),
};

/**
 * Among the texts from number `first` to before `last`. By Horspool's rule: the byte where the literal would end says
 * how far the next place is at which it could end.
 */
export function markTextsBetween(
  { bytes, ends }: TextTable,
  first: number,
  last: number,
  literal: Literal,
  found: BitSet,
): void {
  const steps = stepsOf(literal.bytes);
  let number = first;
  let start = first === 0 ? 0 : (ends[first - 1] ?? 0);
  let end = ends[first] ?? 0;
  const behind = Math.min(last === 0 ? 0 : (ends[last - 1] ?? 0), bytes.length);
  for (let place = nextPlace(bytes, start, behind, literal.bytes, steps); place !== -1; ) {
    while (end <= place && number < last - 1) {
      number += 1;
      start = end;
      end = ends[number] ?? 0;
    }
    const isWhole = isWholeAt(bytes, place, start, end, literal);
    if (isWhole) found.add(number);
    // Nothing more is asked of a text that has it.
    place = nextPlace(bytes, isWhole ? end : place + 1, behind, literal.bytes, steps);
  }
}

/** Where the literal lies next, from `from` on and ending before `behind`; -1 where it does not. */
function nextPlace(
  bytes: Uint8Array,
  from: number,
  behind: number,
  literal: Uint8Array,
  steps: Int32Array,
): number {
  const last = literal.length - 1;
  const lastByte = literal[last];
  for (let at = from + last; at < behind; ) {
    const byte = bytes[at] ?? 0;
    if (smallBytes[byte] === lastByte && isLiteralAt(bytes, at - last, literal)) return at - last;
    at += steps[byte] ?? 1;
  }
  return -1;
}

/** By byte: how far the literal must move on until it has that byte again, other than as its last. */
function stepsOf(literal: Uint8Array): Int32Array {
  const steps = new Int32Array(256).fill(literal.length);
  for (let index = 0; index < literal.length - 1; index++) {
    const byte = literal[index] ?? 0;
    steps[byte] = literal.length - 1 - index;
    // A capital letter in a text counts as the small one.
    if (byte >= 0x61 && byte <= 0x7a) steps[byte - 0x20] = literal.length - 1 - index;
  }
  return steps;
}

function isLiteralAt(bytes: Uint8Array, place: number, literal: Uint8Array): boolean {
  for (let index = 0; index < literal.length; index++) {
    if (smallBytes[bytes[place + index] ?? 0] !== literal[index]) return false;
  }
  return true;
}

/** Whether the literal, which lies at this place, is all inside the text and bound as asked. */
function isWholeAt(bytes: Uint8Array, place: number, start: number, end: number, literal: Literal): boolean {
  const behind = place + literal.bytes.length;
  if (place < start || behind > end) return false;
  if (literal.isBoundAtStart && place > start && goesOn(bytes[place - 1], bytes[place])) return false;
  return !(literal.isBoundAtEnd && behind < end && goesOn(bytes[behind - 1], bytes[behind]));
}
