import { createSign, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';
import { describe, expect, it } from 'vitest';
import { toBigInt } from '../../../shared/bytes/big-integer.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import type { DigestName } from '../../../shared/crypto/digest-name.ts';
import { type EcdsaCurve, isEcdsaPoint, verifyEcdsa } from '../../../shared/crypto/ecdsa.ts';
import { checkRsaKey, type RsaKey, verifyRsaPkcs1 } from '../../../shared/crypto/rsa.ts';

const message = encodeUtf8('the message');
const otherMessage = encodeUtf8('the massage');
const digests: readonly DigestName[] = ['sha256', 'sha384', 'sha512'];

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rsaKey = toRsaKey(rsa.publicKey);

function toRsaKey(key: KeyObject): RsaKey {
  const { n = '', e = '' } = key.export({ format: 'jwk' });
  return { modulus: toBigInt(Buffer.from(n, 'base64url')), exponent: toBigInt(Buffer.from(e, 'base64url')) };
}

/** The signature of a raw block, as whoever holds the secret key can make one of any block. */
function signBlock(block: Uint8Array): Uint8Array {
  const { n = '', d = '' } = rsa.privateKey.export({ format: 'jwk' });
  const modulus = toBigInt(Buffer.from(n, 'base64url'));
  let result = 1n;
  for (const bit of toBigInt(Buffer.from(d, 'base64url')).toString(2)) {
    result = (result * result) % modulus;
    if (bit === '1') result = (result * toBigInt(block)) % modulus;
  }
  return Buffer.from(result.toString(16).padStart(512, '0'), 'hex');
}

/** 00 01 padding 00 DigestInfo, with the padding and what follows as given. */
function block(paddingLength: number, tail: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(256);
  bytes.set([0, 1, ...new Uint8Array(paddingLength).fill(0xff), 0]);
  bytes.set(tail, 3 + paddingLength);
  return bytes;
}

describe('An RSA signature', () => {
  it.each(digests)('by OpenSSL with %s is accepted over its message and over no other', (digest) => {
    const signature = createSign(digest).update(message).sign(rsa.privateKey);
    expect(verifyRsaPkcs1(signature, message, rsaKey, digest)).toBe(true);
    expect(verifyRsaPkcs1(signature, otherMessage, rsaKey, digest)).toBe(false);
    // A number that is not below the modulus has a smaller one beside it that means the same.
    expect(verifyRsaPkcs1(signature.slice().fill(0xff), message, rsaKey, digest)).toBe(false);
    for (const other of digests.filter((each) => each !== digest)) {
      expect(verifyRsaPkcs1(signature, message, rsaKey, other)).toBe(false);
    }
  });

  it('is refused with a byte in front, a byte too few, or as a number beyond the modulus', () => {
    const signature = createSign('sha256').update(message).sign(rsa.privateKey);
    expect(verifyRsaPkcs1(Buffer.concat([Buffer.of(0), signature]), message, rsaKey, 'sha256')).toBe(false);
    expect(verifyRsaPkcs1(signature.subarray(1), message, rsaKey, 'sha256')).toBe(false);
    const beyond = toBigInt(signature) + rsaKey.modulus;
    const bytes = Buffer.from(beyond.toString(16).padStart(512, '0'), 'hex');
    expect(verifyRsaPkcs1(bytes, message, rsaKey, 'sha256')).toBe(false);
  });

  it('is refused when anything but the padding fills the block', () => {
    // The digest of the message as OpenSSL encodes it, taken out of a real signature by way of the public key.
    const signature = toBigInt(createSign('sha256').update(message).sign(rsa.privateKey));
    let opened = 1n;
    for (const bit of rsaKey.exponent.toString(2)) {
      opened = (opened * opened) % rsaKey.modulus;
      if (bit === '1') opened = (opened * signature) % rsaKey.modulus;
    }
    const whole = Buffer.from(opened.toString(16).padStart(512, '0'), 'hex');
    const digestInfo = whole.subarray(256 - 51);
    const right = block(202, digestInfo);
    expect(Buffer.from(right)).toEqual(whole);
    expect(verifyRsaPkcs1(signBlock(right), message, rsaKey, 'sha256')).toBe(true);
    // Less padding and bytes behind the digest: what forgers of low exponents used.
    expect(verifyRsaPkcs1(signBlock(block(8, digestInfo)), message, rsaKey, 'sha256')).toBe(false);
    expect(verifyRsaPkcs1(signBlock(right.with(10, 0xfe)), message, rsaKey, 'sha256')).toBe(false);
    expect(verifyRsaPkcs1(signBlock(right.with(1, 2)), message, rsaKey, 'sha256')).toBe(false);
  });

  it.each([
    ['of 1024 bits', { modulusLength: 1024 }, '1024 bits'],
    ['with the exponent 3', { modulusLength: 2048, publicExponent: 3 }, 'exponent below 65537'],
  ])('is refused by a key %s, however right it is', (_what, options, words) => {
    const weak = generateKeyPairSync('rsa', options);
    const key = toRsaKey(weak.publicKey);
    const signature = createSign('sha256').update(message).sign(weak.privateKey);
    expect(checkRsaKey(key)).toContain(words);
    expect(verifyRsaPkcs1(signature, message, key, 'sha256')).toBe(false);
  });

  it.each([
    ['an even modulus', { ...rsaKey, modulus: rsaKey.modulus + 1n }, 'even modulus'],
    ['an even exponent', { ...rsaKey, exponent: 65_538n }, 'even exponent'],
    ['an exponent beyond 2^64', { ...rsaKey, exponent: 2n ** 64n + 1n }, 'above 2^64'],
    ['a modulus of 8193 bits', { ...rsaKey, modulus: 2n ** 8192n + 1n }, '8193 bits'],
    ['no modulus', { ...rsaKey, modulus: 0n }, '1 bits'],
  ])('is refused by a key with %s', (_what, key, words) => {
    expect(checkRsaKey(key)).toContain(words);
    expect(verifyRsaPkcs1(new Uint8Array(256), message, key, 'sha256')).toBe(false);
  });
});

const curves: readonly (readonly [EcdsaCurve, string])[] = [
  ['P-256', 'prime256v1'],
  ['P-384', 'secp384r1'],
];

describe('An ECDSA signature', () => {
  for (const [curve, namedCurve] of curves) {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);

    it.each(digests)(
      `on ${curve} by OpenSSL with %s is accepted over its message and over no other`,
      (digest) => {
        const signature = sign(digest, message, privateKey);
        expect(verifyEcdsa(signature, message, point, curve, digest)).toBe(true);
        expect(verifyEcdsa(signature, otherMessage, point, curve, digest)).toBe(false);
      },
    );

    it(`on ${curve} is refused under a point that is none of the curve`, () => {
      const signature = sign('sha256', message, privateKey);
      const off = point.with(point.length - 1, (point.at(-1) ?? 0) ^ 1);
      expect(isEcdsaPoint(off, curve)).toBe(false);
      expect(isEcdsaPoint(point.subarray(0, -1), curve)).toBe(false);
      expect(isEcdsaPoint(Buffer.of(0), curve)).toBe(false);
      expect(verifyEcdsa(signature, message, off, curve, 'sha256')).toBe(false);
    });
  }

  const secretKey = new Uint8Array(32).fill(9);
  const point = p256.getPublicKey(secretKey, false);
  const compact = p256.sign(message, secretKey, { lowS: true });
  const [r, s] = [toBigInt(compact.subarray(0, 32)), toBigInt(compact.subarray(32))];

  it('with the higher of the two values of s is accepted: X.509 allows both', () => {
    expect(verifyEcdsa(der(r, s), message, point, 'P-256', 'sha256')).toBe(true);
    expect(verifyEcdsa(der(r, p256.Point.Fn.ORDER - s), message, point, 'P-256', 'sha256')).toBe(true);
  });

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array(0)],
    ['the two numbers without DER', compact],
    ['zero for r', der(0n, s)],
    ['zero for s', der(r, 0n)],
    ['s above the order', der(r, s + p256.Point.Fn.ORDER)],
    ['a byte behind', Buffer.concat([der(r, s), Buffer.of(0)])],
    [
      'a length in two bytes',
      Buffer.from(
        der(r, s)
          .toString('hex')
          .replace(/^30(..)/, '3081$1'),
        'hex',
      ),
    ],
    ['a negative r', Buffer.from('3006020181020101', 'hex')],
    ['a zero in front of s', Buffer.from('300702010102020001', 'hex')],
  ])('is refused when it is %s', (_what, signature) => {
    expect(verifyEcdsa(signature, message, point, 'P-256', 'sha256')).toBe(false);
  });
});

/** SEQUENCE of two INTEGERs. */
function der(r: bigint, s: bigint): Buffer {
  const numbers = [r, s].map((value) => {
    const hex = value.toString(16);
    const even = hex.length % 2 === 0 ? hex : `0${hex}`;
    const bytes = Buffer.from(Number.parseInt(even.slice(0, 2), 16) >= 0x80 ? `00${even}` : even, 'hex');
    return Buffer.concat([Buffer.of(2, bytes.length), bytes]);
  });
  const content = Buffer.concat(numbers);
  return Buffer.concat([Buffer.of(0x30, content.length), content]);
}
