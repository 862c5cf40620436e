import { describe, expect, test } from 'vitest';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { renderArmor } from '../../../shared/crypto/armor.ts';
import { sha256 } from '../../../shared/crypto/digest.ts';
import { ecdsaPointOf, signEcdsaNumbers } from '../../../shared/crypto/ecdsa.ts';
import { renderSshP256Signature } from '../../../shared/crypto/ssh-p256.ts';
import { parseSshP256Signature, verifySshP256Signature } from '../../../shared/crypto/ssh-p256-signature.ts';
import { toSshString, toSshUint32 } from '../../../shared/crypto/ssh-wire.ts';

const secretKey = new Uint8Array(32).fill(9);
const point = ecdsaPointOf(secretKey, 'P-256');
const message = encodeUtf8('what was signed');

interface Parts {
  readonly magic?: string;
  readonly version?: number;
  readonly keyType?: string;
  readonly curve?: string;
  readonly point?: Uint8Array;
  readonly reserved?: string;
  readonly hash?: string;
  readonly madeType?: string;
  readonly numbers?: readonly Uint8Array[];
  readonly rest?: Uint8Array;
}

/** PROTOCOL.sshsig, with one part as it must not be. */
function signatureOf(parts: Parts): Uint8Array {
  const { hash = 'sha256', reserved = '' } = parts;
  const purpose = [toSshString('n'), toSshString(reserved), toSshString(hash)];
  const signed = concatBytes([encodeUtf8('SSHSIG'), ...purpose, toSshString(sha256(message))]);
  const { r, s } = signEcdsaNumbers(signed, secretKey, 'sha256');
  const positive = (number: Uint8Array) =>
    (number[0] ?? 0) >= 0x80 ? concatBytes([Uint8Array.of(0), number]) : number;
  const numbers = parts.numbers ?? [positive(r), positive(s)];
  const key = concatBytes([
    toSshString(parts.keyType ?? 'ecdsa-sha2-nistp256'),
    toSshString(parts.curve ?? 'nistp256'),
    toSshString(parts.point ?? point),
  ]);
  const made = concatBytes([
    toSshString(parts.madeType ?? 'ecdsa-sha2-nistp256'),
    toSshString(concatBytes(numbers.map(toSshString))),
  ]);
  const blob = concatBytes([
    encodeUtf8(parts.magic ?? 'SSHSIG'),
    toSshUint32(parts.version ?? 1),
    toSshString(key),
    ...purpose,
    toSshString(made),
    parts.rest ?? new Uint8Array(0),
  ]);
  return encodeUtf8(renderArmor(blob, 'SSH SIGNATURE', 70));
}

describe('A signature by a P-256 key', () => {
  test('that we write is read, and holds for its message and purpose alone', () => {
    const signature = parseSshP256Signature(renderSshP256Signature(message, secretKey, 'n'));
    expect(signature).toMatchObject({ namespace: 'n', hashAlgorithm: 'sha512', point });
    expect(verifySshP256Signature(message, signature, 'n')).toBe(true);
    expect(verifySshP256Signature(message, signature, 'other')).toBe(false);
    expect(verifySshP256Signature(encodeUtf8('another'), signature, 'n')).toBe(false);
  });

  test('over a SHA-256 of the message holds as well', () => {
    expect(verifySshP256Signature(message, parseSshP256Signature(signatureOf({})), 'n')).toBe(true);
  });

  test.each<[string, Parts]>([
    ['other bytes at the start', { magic: 'SSHSIH' }],
    ['another version', { version: 2 }],
    ['a reserved field that is not empty', { reserved: 'x' }],
    ['a digest that is not known', { hash: 'sha1' }],
    ['a key of another type', { keyType: 'ssh-ed25519' }],
    ['a key of another curve', { curve: 'nistp384' }],
    ['a key that is no point', { point: new Uint8Array(65).fill(4) }],
    ['a signature of another type', { madeType: 'ssh-ed25519' }],
    ['a number without bytes', { numbers: [new Uint8Array(0), Uint8Array.of(1)] }],
    ['a number of too many bytes', { numbers: [new Uint8Array(34), Uint8Array.of(1)] }],
    ['a third number', { numbers: [Uint8Array.of(1), Uint8Array.of(1), Uint8Array.of(1)] }],
    ['bytes behind its end', { rest: Uint8Array.of(0) }],
  ])('is refused with %s', (_, parts) => {
    expect(() => parseSshP256Signature(signatureOf(parts))).toThrow(
      expect.objectContaining({ code: 'sshsig' }),
    );
  });
});
