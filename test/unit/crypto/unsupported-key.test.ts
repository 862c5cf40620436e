import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../../shared/bytes/base64.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { toSshString } from '../../../shared/crypto/ssh-wire.ts';
import { describeNoteKeyType, describeUnsupportedSshKey } from '../../../shared/crypto/unsupported-key.ts';
import { parseVerifierKey } from '../../../shared/crypto/verifier-key.ts';

/** RFC 4253 section 6.6, with numbers in any spelling. */
function rsa(exponent: Uint8Array, modulus: Uint8Array, type = 'ssh-rsa'): string {
  return toBase64(concatBytes([toSshString(type), toSshString(exponent), toSshString(modulus)]));
}

const f4 = Uint8Array.of(1, 0, 1);
const modulusOf = (bits: number) => new Uint8Array(Math.ceil(bits / 8)).fill(255);

it('a verifier key without any byte has no type', () => {
  expect(() => parseVerifierKey('log.example+00000000+')).toThrow(
    expect.objectContaining({ code: 'key', message: expect.stringContaining('no type') }),
  );
});

it('a verifier key of another kind is named, by its number where it has no name', () => {
  expect(describeNoteKeyType(0x02)).toBe('ECDSA');
  expect(describeNoteKeyType(0x7f)).toBe('type 7f');
  expect(describeNoteKeyType(0x0a)).toBe('type 0a');
});

describe('An RSA key of OpenSSH', () => {
  it('is measured, and called weak below 2048 bits or with a small exponent', () => {
    const said = (blob: string) => describeUnsupportedSshKey('ssh-rsa', blob);
    expect(said(rsa(f4, modulusOf(2_048)))).toEqual({
      kind: 'RSA with 2048 bits and exponent 65537',
      isWeak: false,
    });
    expect(said(rsa(f4, modulusOf(1_024)))?.isWeak).toBe(true);
    expect(said(rsa(Uint8Array.of(3), modulusOf(4_096)))?.isWeak).toBe(true);
    expect(said(rsa(f4, new Uint8Array(8)))).toEqual({
      kind: 'RSA with 0 bits and exponent 65537',
      isWeak: true,
    });
    expect(said(rsa(new Uint8Array(9).fill(255), modulusOf(2_048)))?.kind).toBe(
      'RSA with 2048 bits and exponent above 2^40',
    );
  });

  it('is none when its bytes are not those of one', () => {
    for (const blob of ['!', '', rsa(f4, f4, 'ssh-dss'), rsa(f4, f4).slice(0, -4)]) {
      expect(describeUnsupportedSshKey('ssh-rsa', blob), blob).toBeNull();
    }
  });
});
