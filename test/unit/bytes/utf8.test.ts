import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../shared/bytes/errors.ts';
import { decodeUtf8, encodeUtf8 } from '../../../shared/bytes/utf8.ts';

function failure(bytes: Uint8Array) {
  try {
    return decodeUtf8(bytes);
  } catch (error) {
    return error;
  }
}

describe('UTF-8', () => {
  it('keeps a BOM, because it was signed', () => {
    expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa');
  });

  // Offsets as Python reports them: bytes.decode('utf-8') -> UnicodeDecodeError.start.
  it.each([
    ['a lone tail byte', '6180', 1],
    ['an overlong slash', '61c0af', 1],
    ['an overlong sequence of three bytes', 'e080af', 0],
    ['an overlong sequence of four bytes', 'f08080af', 0],
    ['a surrogate', '6162eda080', 2],
    ['a code point beyond U+10FFFF', 'c3a9f4908080', 2],
    ['a byte that never occurs', 'e282acff', 3],
    ['a sequence that is cut', '7ae282', 1],
    ['UTF-16', 'fffe6100', 0],
  ])('refuses %s and says where it begins', (_name, hex, offset) => {
    const error = failure(Buffer.from(hex, 'hex'));
    expect(error).toBeInstanceOf(FormatError);
    expect(error).toMatchObject({ code: 'utf8', place: { offset } });
  });

  it('adds the offset of what it was given to the place', () => {
    const place = { member: 'data/bundle.json', offset: 100 };
    expect(() => decodeUtf8(Uint8Array.of(0x61, 0xff), place)).toThrow(
      expect.objectContaining({ place: { member: 'data/bundle.json', offset: 101 } }),
    );
  });

  it('gives back any well-formed text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeUtf8(encodeUtf8(text))).toBe(text);
      }),
    );
  });

  it('names an offset before which everything is well-formed, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const result = failure(bytes);
        if (!(result instanceof FormatError)) return;
        const offset = result.place.offset ?? -1;
        expect(offset).toBeLessThan(bytes.length);
        expect(() => decodeUtf8(bytes.subarray(0, offset))).not.toThrow();
        expect(() => decodeUtf8(bytes.subarray(offset))).toThrow();
      }),
      { numRuns: 500 },
    );
  });
});
