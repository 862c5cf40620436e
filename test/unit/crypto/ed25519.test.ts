import { createPublicKey, verify as opensslVerify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../shared/bytes/hex.ts';
import { checkEd25519Key, publicKeyOf, signEd25519, verifyEd25519 } from '../../../shared/crypto/ed25519.ts';
import { renderEd25519Pem } from '../../../shared/crypto/ed25519-pem.ts';

// The expected values are by OpenSSL (through Python's cryptography) and by RFC 8032 arithmetic written out in Python.
const secretKey = bytesOf('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
const publicKey = bytesOf('03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8');
const signature = bytesOf(
  'cc46d62d3754f41754b27b6ea2cb2c272bafa7a5a1f6062bd060f414e50caaea' +
    'c2da66ad39cef4424a90236ea907b7d8057e3443dc5abfc9986967ee7213a407',
);
const message = Buffer.from('abc');
const groupOrder = 2n ** 252n + 27742317777372353535851937790883648493n;

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}

/** All encodings that a lenient decoder reads as a point of order 1, 2, 4 or 8. */
const lowOrderKeys = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
];

describe('Ed25519 signatures', () => {
  it('are those that OpenSSL makes with the same key', () => {
    expect(publicKeyOf(secretKey)).toEqual(publicKey);
    expect(toHex(signEd25519(message, secretKey))).toBe(toHex(signature));
    expect(verifyEd25519(signature, message, publicKey)).toBe(true);
  });

  it('do not verify over another message or under another key', () => {
    expect(verifyEd25519(signature, Buffer.from('abd'), publicKey)).toBe(false);
    expect(verifyEd25519(signature, message, publicKeyOf(new Uint8Array(32)))).toBe(false);
  });

  it.each([0, 31, 33, 63, 65])('are false, not an error, when key or signature has %i bytes', (length) => {
    expect(verifyEd25519(new Uint8Array(length), message, publicKey)).toBe(false);
    expect(verifyEd25519(signature, message, new Uint8Array(length))).toBe(false);
  });

  it('do not verify a second time with S + L in place of S', () => {
    const s = BigInt(`0x${toHex(signature.slice(32).toReversed())}`) + groupOrder;
    const malleated = bytesOf(toHex(signature.slice(0, 32)) + toHex(bytesOf(s.toString(16)).toReversed()));
    expect(malleated).toHaveLength(64);
    expect(verifyEd25519(malleated, message, publicKey)).toBe(false);
  });

  it.each(lowOrderKeys)('of nobody do not verify under the low-order key %s', (key) => {
    // R = the neutral element and S = 0 satisfy the equation of every low-order key for many or all messages.
    const ofNobody = bytesOf(`01${'00'.repeat(63)}`);
    for (let text = 0; text < 8; text++) {
      expect(verifyEd25519(ofNobody, Uint8Array.of(text), bytesOf(key))).toBe(false);
    }
  });

  it.each([
    [
      'R',
      publicKey,
      '6a84d583f06569edb3f5ed77df65544b27d6948b4f0b2cb76f33dd8413b20719' +
        '3a5fc6fddb7cd04304fccb4a4d6bea32d3ce5db54126fb3d7dd67ff8301e2803',
    ],
    [
      'the key',
      bytesOf('b502ff3d92e31d8190b4aa4ea0414005167fad089c4de9dac8a2fc850fed4f58'),
      '7767a3242dc9b58bbc68488c1265cc6cc5f26c6f3c88a5d55e901b0734dca572' +
        'b4f35a8ff8de3270c4e38747bdcc025766b351b33e0210a286b34c880e2fd00e',
    ],
  ])('agree with OpenSSL that a low-order part in %s makes them wrong', (_where, key, hex) => {
    const opensslKey = createPublicKey(renderEd25519Pem(key));
    expect(opensslVerify(null, message, opensslKey, bytesOf(hex))).toBe(false);
    expect(verifyEd25519(bytesOf(hex), message, key)).toBe(false);
  });
});

describe('Ed25519 keys', () => {
  it('are accepted when a signer made them', () => {
    expect(checkEd25519Key(publicKey)).toBeNull();
  });

  it.each(lowOrderKeys)('are refused when they have low order: %s', (key) => {
    expect(checkEd25519Key(bytesOf(key))).toBe('low-order');
  });

  it.each([
    ['has no point on the curve', `02${'00'.repeat(31)}`, 'off-curve'],
    ['is p + 3, a second spelling of 3', `f0${'ff'.repeat(30)}7f`, 'non-canonical'],
    ['is p + 18, the largest second spelling', `ff${'ff'.repeat(30)}7f`, 'non-canonical'],
    [
      'is a good key plus a point of order 8',
      'b502ff3d92e31d8190b4aa4ea0414005167fad089c4de9dac8a2fc850fed4f58',
      'mixed-order',
    ],
    ['is too short', 'aa', 'wrong-length'],
    ['is too long', '00'.repeat(33), 'wrong-length'],
  ])('are refused when the encoding %s', (_why, key, defect) => {
    expect(checkEd25519Key(bytesOf(key))).toBe(defect);
  });
});

describe('the PEM of a key', () => {
  it('is the one that OpenSSL writes', () => {
    expect(renderEd25519Pem(publicKey)).toBe(
      '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAA6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=\n-----END PUBLIC KEY-----\n',
    );
  });
});
