import { crc32 as platformCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../shared/archive/crc32.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';

describe('CRC-32', () => {
  it('of "123456789" is the check value that the catalogue of CRCs gives', () => {
    expect(crc32(encodeUtf8('123456789'))).toBe(0xcbf43926);
  });

  it('agrees with zlib, in one piece and in two', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (first, second) => {
        const whole = Buffer.concat([first, second]);
        expect(crc32(whole)).toBe(platformCrc32(whole));
        expect(crc32(second, crc32(first))).toBe(platformCrc32(whole));
      }),
    );
  });
});
