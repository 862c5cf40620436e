import { describe, expect, it } from 'vitest';
import { toHex } from '../../../shared/bytes/hex.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { createSha256, sha256 } from '../../../shared/crypto/digest.ts';

describe('SHA-256', () => {
  // FIPS 180-4 examples.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('of %j is that of the standard, whole and byte by byte', (text, expected) => {
    const bytes = encodeUtf8(text);
    expect(toHex(sha256(bytes))).toBe(expected);
    const running = createSha256();
    for (const byte of bytes) running.update(Uint8Array.of(byte));
    expect(toHex(running.digest())).toBe(expected);
  });

  it('may be continued in two ways, and neither touches the other', () => {
    const one = createSha256();
    one.update(encodeUtf8('a'));
    const other = one.copy();
    one.update(encodeUtf8('xyz'));
    other.update(encodeUtf8('bc'));
    expect(other.digest()).toEqual(sha256(encodeUtf8('abc')));
    expect(one.digest()).toEqual(sha256(encodeUtf8('axyz')));
  });
});
