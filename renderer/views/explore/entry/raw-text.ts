import { type TextSegment, toVisibleText } from '../../../../shared/bytes/visible-text.ts';

/**
 * Raw bytes as text for the eye. Bytes that are not UTF-8 become marks with their value, each on its own: nothing is
 * replaced, so two different lines never look the same.
 */
export function toRawText(bytes: Uint8Array): readonly TextSegment[] {
  const segments: TextSegment[] = [];
  let start = 0;
  let position = 0;
  const flush = (end: number) => {
    // `ignoreBOM` keeps a byte order mark in the text, where it is marked.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(start, end));
    segments.push(...toVisibleText(text));
  };
  while (position < bytes.length) {
    const length = sequenceLength(bytes, position);
    if (length > 0) {
      position += length;
      continue;
    }
    flush(position);
    const byte = bytes[position] ?? 0;
    segments.push({ kind: 'byte', label: `0x${byte.toString(16).toUpperCase().padStart(2, '0')}` });
    position += 1;
    start = position;
  }
  flush(bytes.length);
  return segments;
}

/** Length of the well-formed UTF-8 sequence at a position, or 0 when there is none (Unicode 17.0, table 3-7). */
function sequenceLength(bytes: Uint8Array, position: number): number {
  const first = bytes[position] ?? 0;
  if (first < 0x80) return 1;
  const second = bytes[position + 1] ?? 0;
  const form = wellFormed.find(({ from, to }) => first >= from && first <= to);
  if (form === undefined || second < form.secondFrom || second > form.secondTo) return 0;
  for (let index = 2; index < form.length; index += 1) {
    const next = bytes[position + index] ?? 0;
    if (next < 0x80 || next > 0xbf) return 0;
  }
  return form.length;
}

const wellFormed = [
  { from: 0xc2, to: 0xdf, length: 2, secondFrom: 0x80, secondTo: 0xbf },
  { from: 0xe0, to: 0xe0, length: 3, secondFrom: 0xa0, secondTo: 0xbf },
  { from: 0xe1, to: 0xec, length: 3, secondFrom: 0x80, secondTo: 0xbf },
  { from: 0xed, to: 0xed, length: 3, secondFrom: 0x80, secondTo: 0x9f },
  { from: 0xee, to: 0xef, length: 3, secondFrom: 0x80, secondTo: 0xbf },
  { from: 0xf0, to: 0xf0, length: 4, secondFrom: 0x90, secondTo: 0xbf },
  { from: 0xf1, to: 0xf3, length: 4, secondFrom: 0x80, secondTo: 0xbf },
  { from: 0xf4, to: 0xf4, length: 4, secondFrom: 0x80, secondTo: 0x8f },
] as const;
