import { describe, expect, test } from 'vitest';
import { rootCertificate, timeAuthority } from '../../../scripts/vectors/time-authority.ts';
import {
  type AuthorityFile,
  isCertificateFile,
  readAuthorityFile,
} from '../../../shared/case/named-authorities.ts';
import { parseCertificateFile, renderCertificatePem } from '../../../shared/certificates/certificate-pem.ts';
import { authorityPem, hostileSubject, programmerPem } from '../../support/hostile-authority.ts';

const said = { compared: 'by phone', comparedBy: 'A. Auditor', pinnedAt: 1 };
const root = pemOf(rootCertificate);
const clock = pemOf(timeAuthority.certificate);

function pemOf(certificate: Uint8Array): string {
  return parseCertificateFile(certificate).map(renderCertificatePem).join('');
}

function read(content: string | Uint8Array): AuthorityFile {
  return readAuthorityFile(Buffer.from(content), said);
}

const numbersOf = ({ authorities, refused }: AuthorityFile) => ({
  added: authorities.map(({ number }) => number),
  refused: refused.map(({ number }) => number),
});

describe('A file of certificates', () => {
  test('names each time authority with its number, subject, issuer and validity', () => {
    const { authorities, refused } = read(`${root}\n${clock}`);
    expect(refused).toEqual([]);
    expect(authorities).toMatchObject([
      { number: 1, shown: { name: 'CN=Vouch test vectors: authority' } },
      {
        number: 2,
        shown: {
          name: 'CN=Vouch test vectors: clock',
          issuer: 'CN=Vouch test vectors: authority',
          notBefore: Date.UTC(2026, 0, 1),
          notAfter: Date.UTC(2036, 0, 1),
        },
      },
    ]);
  });

  test('may be one certificate in DER, or have the line ends of another system', () => {
    expect(numbersOf(read(rootCertificate))).toEqual({ added: [1], refused: [] });
    expect(numbersOf(read(root.replaceAll('\n', '\r\n')))).toEqual({ added: [1], refused: [] });
  });

  test('loses only the certificate that is for another purpose, by its number and with the reason', () => {
    const file = read(root + programmerPem() + clock);
    expect(numbersOf(file)).toEqual({ added: [1, 3], refused: [2] });
    expect(file.refused[0]?.statement).toBe(
      'The certificate is neither for time stamps nor for issuing others.',
    );
  });

  test('loses the certificate that was damaged, and keeps those around it', () => {
    const damaged = clock.replace('\nMII', '\n!!!');
    expect(numbersOf(read(root + damaged + authorityPem('Other')))).toEqual({ added: [1, 3], refused: [2] });
  });

  test('has each certificate once: the second is refused and the first is named', () => {
    const file = read(root + root);
    expect(numbersOf(file)).toEqual({ added: [1], refused: [2] });
    expect(file.refused[0]?.statement).toBe('The file holds it as certificate 1 already.');
  });

  test('keeps a hostile subject as it is: whoever shows it draws its marks', () => {
    const { authorities } = read(authorityPem(hostileSubject));
    expect(authorities[0]?.shown.name).toBe(`CN=${hostileSubject}`);
  });

  test('with more certificates than anybody compares is refused whole', () => {
    const many = Array.from({ length: 17 }, (_, index) => authorityPem(`A ${index}`)).join('');
    expect(read(many)).toMatchObject({
      authorities: [],
      refused: [{ number: 1, statement: expect.stringContaining('at most 16 certificates') }],
    });
  });

  test.each([
    ['a private key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'],
    ['a certificate that begins and does not end', '-----BEGIN CERTIFICATE-----\nMIIB\n'],
    ['words before the certificate', `subject=CN = Time\n${clock}`],
    ['DER that ends too soon', rootCertificate.slice(0, 200)],
    ['DER with a byte behind it', Buffer.concat([rootCertificate, Buffer.of(0)])],
  ])('that is %s pins nothing and says so of certificate 1', (_what, content) => {
    expect(isCertificateFile(Buffer.from(content))).toBe(true);
    expect(numbersOf(read(content))).toEqual({ added: [], refused: [1] });
  });
});

describe('A file is no file of certificates', () => {
  test.each([
    ['when it is a list of keys', 'packer ssh-ed25519 AAAA\n'],
    ['when a principal begins with the digit that DER begins with', '007@example.org ssh-ed25519 AAAA\n'],
    ['when a comment speaks of one', '# not -----BEGIN CERTIFICATE-----\npacker ssh-ed25519 AAAA\n'],
    ['when it is empty', ''],
  ])('%s', (_when, text) => expect(isCertificateFile(Buffer.from(text))).toBe(false));

  test('when it is neither text nor DER', () => {
    expect(isCertificateFile(Uint8Array.of(0xff, 0xfe))).toBe(false);
    expect(isCertificateFile(Uint8Array.of(0x30))).toBe(false);
  });
});
