import { toBigInt } from '../bytes/big-integer.ts';
import { concatBytes } from '../bytes/concat.ts';
import { equalBytes } from '../bytes/equal.ts';
import { parseHex } from '../bytes/hex.ts';
import { type DigestName, digestBy } from './digest-name.ts';

export interface RsaKey {
  readonly modulus: bigint;
  readonly exponent: bigint;
}

/** NIST SP 800-131A revision 2, section 3: below 2048 bits RSA signatures are not accepted. */
const leastModulusBits = 2048;
/** Nobody uses more; the time of one verification grows with the cube of it. */
const mostModulusBits = 8192;
/** FIPS 186-5 section A.1.1. With 3, forgeries were found wherever the padding was read instead of compared. */
const leastExponent = 65_537n;
const mostExponent = 2n ** 64n;

/** Why a key is not used, in words; null when it is. */
export function checkRsaKey({ modulus, exponent }: RsaKey): string | null {
  const bits = modulus.toString(2).length;
  if (bits < leastModulusBits || bits > mostModulusBits) {
    return `${bits} bits, not between ${leastModulusBits} and ${mostModulusBits}`;
  }
  if (modulus % 2n === 0n) return 'an even modulus';
  if (exponent < leastExponent || exponent > mostExponent) return 'an exponent below 65537 or above 2^64';
  return exponent % 2n === 0n ? 'an even exponent' : null;
}

/**
 * True when this key made this signature over this message (RFC 8017 section 8.2.2, RSASSA-PKCS1-v1_5).
 * Everything here is public, so it need not take the same time for all. The expected encoding is built and compared as a
 * whole: reading the padding instead is what let signatures be forged. No input makes it throw.
 */
export function verifyRsaPkcs1(
  signature: Uint8Array,
  message: Uint8Array,
  key: RsaKey,
  digest: DigestName,
): boolean {
  if (checkRsaKey(key) !== null) return false;
  const length = Math.ceil(key.modulus.toString(2).length / 8);
  if (signature.length !== length) return false;
  const value = toBigInt(signature);
  if (value >= key.modulus) return false;
  const encoded = parseHex(
    power(value, key)
      .toString(16)
      .padStart(length * 2, '0'),
  );
  return encoded !== null && equalBytes(encoded, encodeMessage(message, digest, length));
}

/** RFC 8017 section 9.2, note 1: DigestInfo up to the digest. */
const digestInfoPrefixes: { readonly [Name in DigestName]: Uint8Array } = {
  sha256: Uint8Array.from([
    0x30, 0x31, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 5, 0, 4, 0x20,
  ]),
  sha384: Uint8Array.from([
    0x30, 0x41, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2, 5, 0, 4, 0x30,
  ]),
  sha512: Uint8Array.from([
    0x30, 0x51, 0x30, 0x0d, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3, 5, 0, 4, 0x40,
  ]),
};

function encodeMessage(message: Uint8Array, digest: DigestName, length: number): Uint8Array {
  const digestInfo = concatBytes([digestInfoPrefixes[digest], digestBy(digest, message)]);
  const padding = new Uint8Array(length - digestInfo.length - 3).fill(0xff);
  return concatBytes([Uint8Array.of(0, 1), padding, Uint8Array.of(0), digestInfo]);
}

/** Square and multiply, from the highest bit of the exponent on. */
function power(base: bigint, { modulus, exponent }: RsaKey): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === '1') result = (result * base) % modulus;
  }
  return result;
}
