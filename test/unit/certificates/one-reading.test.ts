import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { parseCertificate } from '../../../shared/certificates/parse-certificate.ts';
import { parseTimeStampToken } from '../../../shared/certificates/time-stamp-token.ts';
import { authority, otherAuthorities, timeStampAnswer } from '../../fuzz/certificate-seeds.ts';

const [rsa = authority, ed25519 = authority] = otherAuthorities;

/** The bytes with one run of them exchanged for another of the same length, wherever it stands. */
function exchanged(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const hex = Buffer.from(bytes).toString('hex');
  expect(hex).toContain(from);
  return new Uint8Array(Buffer.from(hex.replaceAll(from, to), 'hex'));
}

describe('A certificate', () => {
  it('is refused when a text in it is not UTF-8, as OpenSSL refuses it', () => {
    // UTF8String of 14 bytes, "Fuzz authority"; byte ff stands nowhere in UTF-8.
    const broken = exchanged(authority, '0c0e46757a7a', '0c0eff757a7a');
    expectRefused(broken);
  });

  it('is refused when a name in it is not made of types and plain texts', () => {
    // UTF8String, 0c, becomes a tag of nobody's, or bytes; and the type of the text, an object identifier, becomes a text.
    for (const other of ['cb0e46757a7a', 'a00e46757a7a', '040e46757a7a']) {
      expectRefused(exchanged(authority, '0c0e46757a7a', other));
    }
    expectRefused(exchanged(authority, '0603550403', '0c03616263'));
  });

  it('whose RSA key has parameters has no key that is used here', () => {
    // rsaEncryption and NULL; with a private tag in place of NULL it is read by OpenSSL as if nothing were there.
    expect(parseCertificate(rsa).publicKey.kind).toBe('rsa');
    const odd = exchanged(rsa, '06092a864886f70d0101010500', '06092a864886f70d0101014400');
    expect(parseCertificate(odd).publicKey).toEqual({
      kind: 'unsupported',
      name: 'an RSA key with parameters',
    });
  });

  it('whose Ed25519 key has parameters has no key that is used here', () => {
    expect(parseCertificate(ed25519).publicKey.kind).toBe('ed25519');
    const odd = withNullParameters(ed25519);
    expect(parseCertificate(odd).publicKey).toEqual({
      kind: 'unsupported',
      name: 'an Ed25519 key with parameters',
    });
  });
});

describe('Signed data', () => {
  it('is refused when what it holds is no string of bytes', () => {
    // The tag of the octet string that holds what was signed, right behind the name of its kind and [0].
    const broken = exchanged(timeStampAnswer, 'a072047030', 'a072fe7030');
    expect(() => parseTimeStampToken(broken)).toThrow(expect.objectContaining({ code: 'time-stamp' }));
  });
});

function expectRefused(bytes: Uint8Array): void {
  expect(() => parseCertificate(bytes)).toThrow(expect.objectContaining({ code: 'certificate' }));
}

/** The key's algorithm, and every length around it, two bytes longer. */
function withNullParameters(bytes: Uint8Array): Uint8Array {
  const hex = Buffer.from(bytes).toString('hex');
  const key = '302a300506032b6570';
  const at = hex.indexOf(key) / 2;
  const longer = concatBytes([
    bytes.subarray(0, at),
    Buffer.from('302c300706032b65700500', 'hex'),
    bytes.subarray(at + key.length / 2),
  ]);
  // SEQUENCE of the certificate and of what is signed, each with two bytes of length.
  const view = new DataView(longer.buffer);
  for (const length of [2, 6]) view.setUint16(length, view.getUint16(length) + 2);
  return longer;
}
