import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  bits,
  element,
  integer,
  nothing,
  objectId,
  octets,
  sequence,
} from '../../../scripts/vectors/der-writer.ts';
import {
  basicConstraints,
  type CertificateOrder,
  extendedKeyUsage,
  extension,
  keyUsage,
  makeCertificate,
  maySign,
  subjectKeyId,
  timeStampingId,
} from '../../../scripts/vectors/make-certificate.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { parseCertificateFile, renderCertificatePem } from '../../../shared/certificates/certificate-pem.ts';
import { checkSignature } from '../../../shared/certificates/check-signature.ts';
import { parseCertificate } from '../../../shared/certificates/parse-certificate.ts';
import { parsePublicKey } from '../../../shared/certificates/public-key-pem.ts';
import { publicKeyOf, signEd25519 } from '../../../shared/crypto/ed25519.ts';

const key = new Uint8Array(32).fill(5);
const issuerKey = new Uint8Array(32).fill(6);

function make(order: Partial<CertificateOrder> = {}): Uint8Array {
  const whole = { subject: 'leaf', key, issuer: 'root', issuerKey, serial: 200, extensions: [], ...order };
  return makeCertificate(whole);
}

function expectRefused(bytes: Uint8Array, words: string): void {
  expect(() => parseCertificate(bytes)).toThrow(expect.objectContaining({ code: 'certificate' }));
  expect(() => parseCertificate(bytes)).toThrow(
    expect.objectContaining({ message: expect.stringContaining(words) }),
  );
}

describe('A certificate', () => {
  it('states who, by whom, for how long and for what', () => {
    const bytes = make({
      notBefore: '490101000000Z',
      notAfter: '500101000000Z',
      extensions: [
        basicConstraints(2),
        keyUsage(maySign | 0x20),
        extendedKeyUsage(true, timeStampingId),
        subjectKeyId(key),
        extension(
          '2.5.29.17',
          sequence(
            element(0x81, Buffer.from('a@example.com')),
            element(0x82, Buffer.from('example.com')),
            element(0x86, Buffer.from('https://example.com')),
            element(0x87, Buffer.of(127, 0, 0, 1)),
          ),
        ),
        extension('1.2.3.4', octets(Buffer.of(1))),
      ],
    });
    const certificate = parseCertificate(bytes);
    expect(certificate.bytes).toEqual(bytes);
    expect(certificate.subject.text).toBe('CN=leaf');
    expect(certificate.issuer.text).toBe('CN=root');
    expect([...certificate.serial]).toEqual([0, 200]);
    // Two digits of a year: 49 is of this century, 50 of the last one (RFC 5280 section 4.1.2.5.1).
    expect(certificate.notBefore).toBe(Date.UTC(2049, 0, 1));
    expect(certificate.notAfter).toBe(Date.UTC(1950, 0, 1));
    expect(certificate.publicKey).toMatchObject({ kind: 'ecdsa', curve: 'P-256' });
    expect(certificate.basicConstraints).toEqual({ isAuthority: true, pathLength: 2 });
    expect(certificate.keyUsage).toEqual({
      isCritical: true,
      usages: ['digitalSignature', 'keyEncipherment'],
    });
    expect(certificate.extendedKeyUsage).toEqual({ isCritical: true, purposes: [timeStampingId] });
    expect(certificate.alternativeNames).toEqual([
      { kind: 'email', text: 'a@example.com' },
      { kind: 'dns', text: 'example.com' },
      { kind: 'uri', text: 'https://example.com' },
      { kind: 'other', choice: 7 },
    ]);
    expect(certificate.extensions.at(-1)).toEqual({
      id: '1.2.3.4',
      isCritical: false,
      value: octets(Buffer.of(1)),
    });
    expect(certificate.signatureAlgorithm).toEqual({ kind: 'ecdsa', digest: 'sha256' });
  });

  it('may name the certificate of its issuer by other means than its key', () => {
    const byName = extension('2.5.29.35', sequence(element(0x82, Buffer.of(7))));
    for (const stated of [byName, extension('2.5.29.35', sequence())]) {
      expect(parseCertificate(make({ extensions: [stated] })).authorityKeyId).toBeNull();
    }
  });

  it.each([
    ['in UTF-8', 0x0c, Buffer.from('ab'), '1.2.3.4=ab'],
    ['in printable characters', 0x13, Buffer.from('ab'), '1.2.3.4=ab'],
    ['in Teletex', 0x14, Buffer.from('ab'), '1.2.3.4=ab'],
    ['in ASCII', 0x16, Buffer.from('ab'), '1.2.3.4=ab'],
    ['in four bytes for each character', 0x1c, Buffer.from('0000006100000062', 'hex'), '1.2.3.4=ab'],
    ['in two bytes for each character', 0x1e, Buffer.from('00610062', 'hex'), '1.2.3.4=ab'],
  ])('has names that are texts %s', (_what, tag, content, words) => {
    const name = sequence(element(0x31, sequence(objectId('1.2.3.4'), element(tag, content))));
    expect(parseCertificate(make({ subjectName: name })).subject.text).toBe(words);
  });

  it('is signed over the bytes that it says are signed, and over no others', () => {
    const { tbsBytes, signature, signatureAlgorithm } = parseCertificate(make());
    const issuer = parseCertificate(make({ key: issuerKey })).publicKey;
    const own = parseCertificate(make()).publicKey;
    expect(checkSignature(signatureAlgorithm, issuer, tbsBytes, signature).kind).toBe('valid');
    expect(checkSignature(signatureAlgorithm, own, tbsBytes, signature).kind).toBe('invalid');
    expect(checkSignature(signatureAlgorithm, issuer, tbsBytes.subarray(1), signature).kind).toBe('invalid');
    // A signature of another kind than the key is none by that key.
    expect(checkSignature({ kind: 'ed25519' }, issuer, tbsBytes, signature).kind).toBe('invalid');
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const rsa = parsePublicKey(Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' }))).publicKey;
    expect(rsa.kind).toBe('rsa');
    expect(checkSignature(signatureAlgorithm, rsa, tbsBytes, signature).kind).toBe('invalid');
    expect(checkSignature({ kind: 'unsupported', name: 'x' }, issuer, tbsBytes, signature).kind).toBe(
      'unsupported',
    );
  });

  it('is refused at every length but its own', () => {
    const bytes = make();
    for (let length = 0; length < bytes.length; length++) {
      expect(() => parseCertificate(bytes.subarray(0, length))).toThrow(
        expect.objectContaining({ code: 'certificate' }),
      );
    }
    expectRefused(Buffer.concat([bytes, Buffer.of(0)]), 'nothing behind');
  });

  it('is refused when it is larger than any real one', () => {
    expectRefused(new Uint8Array(limits.certificateBytes + 1), 'certificateBytes');
  });

  it.each<[string, Partial<CertificateOrder>, string]>([
    ['the same extension twice', { extensions: [subjectKeyId(key), subjectKeyId(key)] }, 'stands twice'],
    [
      'more extensions than the limit',
      {
        extensions: Array.from({ length: 65 }, (_, index) =>
          extension(`1.2.3.${index}`, octets(Buffer.of(1))),
        ),
      },
      'certificateExtensions',
    ],
    [
      'an extension that is not critical in so many words',
      {
        extensions: [
          sequence(element(0x06, Buffer.of(0x2a)), element(0x01, Buffer.of(0)), octets(Buffer.of(5, 0))),
        ],
      },
      'another way',
    ],
    [
      'a use of the key that is no bits',
      { extensions: [extension('2.5.29.15', octets(Buffer.of(1)))] },
      'another type',
    ],
    [
      'an extended use of the key without any purpose',
      { extensions: [extendedKeyUsage(true)] },
      'no ExtKeyUsage',
    ],
    [
      'a length of path without being an authority',
      { extensions: [extension('2.5.29.19', sequence(integer(0)), true)] },
      'The length of a path',
    ],
    [
      'an extension whose content is no DER',
      { extensions: [extension('2.5.29.14', Buffer.of(4, 0x80, 0, 0))] },
      'definite length',
    ],
    ['a day that does not exist', { notAfter: '300230000000Z' }, 'another way'],
    ['a month that does not exist', { notAfter: '301301000000Z' }, 'another way'],
  ])('is refused with %s', (_what, order, words) => {
    expectRefused(make(order), words);
  });

  it('is refused when the algorithm outside is not the one that was signed', () => {
    const bytes = make();
    // The last of the two: ecdsa-with-SHA256 becomes ecdsa-with-SHA384.
    const at = Buffer.from(bytes).lastIndexOf(Buffer.from('2a8648ce3d040302', 'hex'));
    expectRefused(bytes.with(at + 7, 3), 'one signature algorithm');
  });
});

const ed25519Id = sequence(objectId('1.3.101.112'));

describe('The key of a certificate', () => {
  const secretKey = new Uint8Array(32).fill(8);
  const keyInfo = (algorithm: Uint8Array, content: Uint8Array) => sequence(algorithm, bits(content));
  const keyOf = (publicKeyInfo: Uint8Array) => parseCertificate(make({ publicKeyInfo })).publicKey;

  it('may be one of Ed25519, with which it signs as well', () => {
    const own = make({
      publicKeyInfo: keyInfo(ed25519Id, publicKeyOf(secretKey)),
      algorithm: ed25519Id,
      sign: (message) => bits(signEd25519(message, secretKey)),
    });
    const { publicKey, signatureAlgorithm, tbsBytes, signature } = parseCertificate(own);
    expect(publicKey).toEqual({ kind: 'ed25519', publicKey: publicKeyOf(secretKey) });
    expect(checkSignature(signatureAlgorithm, publicKey, tbsBytes, signature).kind).toBe('valid');
    expect(checkSignature(signatureAlgorithm, publicKey, tbsBytes.subarray(1), signature).kind).toBe(
      'invalid',
    );
    const ecdsa = { kind: 'ecdsa', digest: 'sha256' } as const;
    expect(checkSignature(ecdsa, publicKey, tbsBytes, signature).kind).toBe('invalid');
  });

  it.each<[string, Uint8Array, string]>([
    [
      'of Ed25519 that verifies whatever was signed',
      keyInfo(ed25519Id, new Uint8Array(32)),
      'an Ed25519 key that is low-order',
    ],
    [
      'of another kind',
      keyInfo(sequence(objectId('1.3.101.113')), new Uint8Array(57)),
      'a key of the kind 1.3.101.113',
    ],
    [
      'on a curve that is not used',
      keyInfo(sequence(objectId('1.2.840.10045.2.1'), objectId('1.3.132.0.35')), Buffer.of(4)),
      'ECDSA on 1.3.132.0.35',
    ],
    [
      'on a curve that the certificate describes itself',
      keyInfo(sequence(objectId('1.2.840.10045.2.1'), sequence(integer(1))), Buffer.of(4)),
      'ECDSA on a curve of its own',
    ],
    [
      'that is no point of its curve',
      keyInfo(
        sequence(objectId('1.2.840.10045.2.1'), objectId('1.2.840.10045.3.1.7')),
        new Uint8Array(65).fill(4),
      ),
      'ECDSA on P-256 without a whole point of the curve',
    ],
    [
      'of RSA with few bits',
      keyInfo(
        sequence(objectId('1.2.840.113549.1.1.1'), nothing),
        sequence(integer(2 ** 40 + 1), integer(65_537)),
      ),
      'RSA with 41 bits, not between 2048 and 8192',
    ],
    ['of seven bits and a half', sequence(ed25519Id, element(0x03, Buffer.of(4, 0xf0))), 'a key of odd bits'],
  ])('is named and not used when it is one %s', (_what, publicKeyInfo, name) => {
    const publicKey = keyOf(publicKeyInfo);
    expect(publicKey).toEqual({ kind: 'unsupported', name });
    const ecdsa = { kind: 'ecdsa', digest: 'sha256' } as const;
    expect(checkSignature(ecdsa, publicKey, new Uint8Array(1), new Uint8Array(1)).kind).toBe('unsupported');
  });

  it('is no key of RSA with a negative number, or with something else than two', () => {
    const rsa = sequence(objectId('1.2.840.113549.1.1.1'), nothing);
    const negative = sequence(element(0x02, Buffer.of(0x80)), integer(65_537));
    for (const content of [negative, sequence(integer(5)), Buffer.of(1, 2, 3)]) {
      expectRefused(make({ publicKeyInfo: keyInfo(rsa, content) }), '');
    }
  });
});

describe('The frame of a certificate', () => {
  it('may be of the first version when it has no extensions', () => {
    expect(parseCertificate(make({ version: null })).extensions).toEqual([]);
    expectRefused(make({ version: null, extensions: [subjectKeyId(key)] }), 'no extensions before version 3');
  });

  it('ends with a signature of whole bytes', () => {
    expectRefused(make({ sign: () => element(0x03, Buffer.of(4, 0xf0)) }), 'whole bytes');
  });
});

describe('A file of certificates', () => {
  const [one, other] = [make(), make({ serial: 2 })];
  const pem = (...all: readonly Uint8Array[]) =>
    Buffer.from(all.map((bytes) => renderCertificatePem(parseCertificate(bytes))).join(''));

  it('is DER, or PEM of one or several with empty lines between them', () => {
    expect(parseCertificateFile(one).map(({ bytes }) => bytes)).toEqual([one]);
    expect(parseCertificateFile(pem(one, other)).map(({ bytes }) => bytes)).toEqual([one, other]);
    const spaced = pem(one, other)
      .toString()
      .replaceAll('-----END CERTIFICATE-----\n', '-----END CERTIFICATE-----\r\n\r\n');
    expect(parseCertificateFile(Buffer.from(spaced))).toHaveLength(2);
  });

  it.each<[string, () => Uint8Array]>([
    ['is empty', () => new Uint8Array(0)],
    [
      'holds words between two certificates',
      () => Buffer.concat([pem(one), Buffer.from('Trust me.\n'), pem(other)]),
    ],
    ['holds a secret key', () => Buffer.from(pem(one).toString().replaceAll('CERTIFICATE', 'PRIVATE KEY'))],
    ['holds more than the limit', () => pem(...Array.from({ length: 17 }, () => one))],
    ['is too large', () => new Uint8Array(4 * 1024 * 1024).fill(0x2d)],
    ['is cut', () => pem(one).subarray(0, -30)],
  ])('is refused when it %s', (_what, file) => {
    expect(() => parseCertificateFile(file())).toThrow(expect.objectContaining({ code: 'certificate' }));
  });
});

const systemFolder = '/etc/ssl/certs';

describe.skipIf(!existsSync(systemFolder))(
  'The authorities that this system trusts (skipped where there are none)',
  () => {
    const files = readdirSync(systemFolder).filter((name) => name.endsWith('.pem'));

    it('are all read, and have signed themselves wherever their algorithm is used here', () => {
      const kinds = files.map((name) => {
        const [certificate] = parseCertificateFile(readFileSync(`${systemFolder}/${name}`));
        if (certificate === undefined) return 'none';
        const { signatureAlgorithm, publicKey, tbsBytes, signature } = certificate;
        return checkSignature(signatureAlgorithm, publicKey, tbsBytes, signature).kind;
      });
      expect(kinds.filter((kind) => kind !== 'valid' && kind !== 'unsupported')).toEqual([]);
      expect(kinds).toContain('valid');
    });
  },
);
