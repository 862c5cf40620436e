import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexRows } from '../../../renderer/views/explore/entry/hex-rows.ts';
import { toRawText } from '../../../renderer/views/explore/entry/raw-text.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const labels = (raw: Uint8Array) =>
  toRawText(raw).map((segment) => (segment.kind === 'text' ? segment.text : `<${segment.label}>`));

describe('raw bytes as text', () => {
  it('shows well-formed UTF-8 as its characters', () => {
    expect(labels(new TextEncoder().encode('{"a":"žluťoučký 🦊"}'))).toEqual(['{"a":"žluťoučký 🦊"}']);
  });

  // RFC 3629, sections 3 and 4: overlong forms, surrogates, values above U+10FFFF, stray and missing continuations.
  it.each([
    ['a byte that UTF-8 never uses', bytes(0x61, 0xff, 0x62), ['a', '<0xFF>', 'b']],
    ['an overlong slash', bytes(0xc0, 0xaf), ['<0xC0>', '<0xAF>']],
    ['an overlong three-byte form', bytes(0xe0, 0x80, 0xaf), ['<0xE0>', '<0x80>', '<0xAF>']],
    ['an encoded surrogate', bytes(0xed, 0xa0, 0x80), ['<0xED>', '<0xA0>', '<0x80>']],
    ['a value above U+10FFFF', bytes(0xf4, 0x90, 0x80, 0x80), ['<0xF4>', '<0x90>', '<0x80>', '<0x80>']],
    ['a sequence that is cut off', bytes(0x61, 0xe2, 0x82), ['a', '<0xE2>', '<0x82>']],
  ])('marks each byte of %s', (_what, raw, expected) => {
    expect(labels(raw)).toEqual(expected);
  });

  it('keeps a byte order mark visible', () => {
    expect(labels(bytes(0xef, 0xbb, 0xbf, 0x7b))).toEqual(['<BOM>', '{']);
  });

  it('agrees with the platform on what is well-formed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (raw) => {
        const hasByteMark = toRawText(raw).some(({ kind }) => kind === 'byte');
        let isWellFormed = true;
        try {
          new TextDecoder('utf-8', { fatal: true }).decode(raw);
        } catch {
          isWellFormed = false;
        }
        expect(hasByteMark).toBe(!isWellFormed);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('raw bytes as hexadecimal digits', () => {
  it('puts sixteen bytes on a row and counts from the place in the file', () => {
    const rows = hexRows(new TextEncoder().encode('0123456789abcdef\u0000x'), 1_000, 16);
    expect(rows).toEqual([
      {
        position: 1_000,
        hex: '30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66',
        ascii: '0123456789abcdef',
      },
      { position: 1_016, hex: '00 78', ascii: '·x' },
    ]);
  });

  it('puts eight bytes on a row where there is less room', () => {
    expect(
      hexRows(new TextEncoder().encode('0123456789'), 0, 8).map(({ position, ascii }) => [position, ascii]),
    ).toEqual([
      [0, '01234567'],
      [8, '89'],
    ]);
  });
});
