import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBase64, parseBase64Url, toBase64, toBase64Url } from '../../../shared/bytes/base64.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { equalBytes } from '../../../shared/bytes/equal.ts';
import { parseHex, toHex } from '../../../shared/bytes/hex.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';

// RFC 4648 section 10.
const rfc4648 = [
  ['', '', ''],
  ['f', 'Zg==', '66'],
  ['fo', 'Zm8=', '666f'],
  ['foo', 'Zm9v', '666f6f'],
  ['foob', 'Zm9vYg==', '666f6f62'],
  ['fooba', 'Zm9vYmE=', '666f6f6261'],
  ['foobar', 'Zm9vYmFy', '666f6f626172'],
] as const;

describe('Hex and base64', () => {
  it.each(rfc4648)('are written and read as RFC 4648 shows for "%s"', (plain, base64, hex) => {
    const bytes = encodeUtf8(plain);
    expect([toBase64(bytes), toHex(bytes)]).toEqual([base64, hex]);
    expect([parseBase64(base64), parseHex(hex)]).toEqual([bytes, bytes]);
  });

  it('agree with the platform for any bytes, in each alphabet', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const peer = Buffer.from(bytes);
        expect(toBase64(bytes)).toBe(peer.toString('base64'));
        expect(toBase64Url(bytes)).toBe(peer.toString('base64url'));
        expect(toHex(bytes)).toBe(peer.toString('hex'));
        expect(parseBase64(peer.toString('base64'))).toEqual(bytes);
        expect(parseBase64Url(peer.toString('base64url'))).toEqual(bytes);
        expect(parseHex(peer.toString('hex'))).toEqual(bytes);
      }),
    );
  });

  it('accept no text that they would not write themselves', () => {
    const anyText = fc.string({
      unit: fc.constantFrom('A', 'Q', 'g', '=', '-', '+', '0', 'f'),
      maxLength: 8,
    });
    fc.assert(
      fc.property(anyText, (text) => {
        for (const [parse, render] of [
          [parseBase64, toBase64],
          [parseBase64Url, toBase64Url],
          [parseHex, toHex],
        ] as const) {
          const bytes = parse(text);
          if (bytes !== null) expect(render(bytes)).toBe(text);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['no padding', 'Zg'],
    ['half the padding', 'Zg='],
    ['padding in the middle', 'Zg==Zg=='],
    ['padding alone', '===='],
    ['trailing bits that are not zero', 'Zh=='],
    ['a line break', 'Zm9v\n'],
    ['a space', 'Zm9 '],
    ['the other alphabet', '-_-_'],
    ['a character beyond ASCII', 'Zm9é'],
  ])('refuse base64 with %s', (_name, text) => {
    expect(parseBase64(text)).toBeNull();
  });

  it.each([
    ['padding', 'Zg=='],
    ['trailing bits that are not zero', 'Zh'],
    ['a single character left over', 'Zm9vY'],
    ['the other alphabet', '+/+/'],
  ])('refuse base64url with %s', (_name, text) => {
    expect(parseBase64Url(text)).toBeNull();
  });

  it.each(['6', '6G', 'FF', '0x66', ' 66', '66\n', '６６'])('refuse %j as hex', (text) => {
    expect(parseHex(text)).toBeNull();
  });
});

describe('Byte arrays', () => {
  it('are equal only with the same length and the same bytes', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    expect(equalBytes(bytes, Uint8Array.of(1, 2, 3))).toBe(true);
    expect(equalBytes(bytes, Uint8Array.of(1, 2, 4))).toBe(false);
    expect(equalBytes(bytes, Uint8Array.of(1, 2))).toBe(false);
  });

  it('are joined in order into an array of their own', () => {
    const part = Uint8Array.of(1);
    const whole = concatBytes([part, new Uint8Array(0), Uint8Array.of(2, 3)]);
    part[0] = 9;
    expect(whole).toEqual(Uint8Array.of(1, 2, 3));
  });
});
