import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { checkCertificatePath } from '../../shared/certificates/certificate-path.ts';
import { parseCertificateFile } from '../../shared/certificates/certificate-pem.ts';
import { checkSignedContent } from '../../shared/certificates/check-signed-data.ts';
import { parseTimeStampToken, type TimeStampToken } from '../../shared/certificates/time-stamp-token.ts';
import { type DigestName, digestBy } from '../../shared/crypto/digest-name.ts';

const folder = resolve(process.env['VOUCH_VECTORS'] ?? '../shared/vectors', 'rfc3161');
/** What the README beside the files says was stamped. */
const stamped = encodeUtf8('hello');

function read(name: string): Uint8Array {
  return readFileSync(resolve(folder, name));
}

function readToken(name: string): TimeStampToken {
  const token = parseTimeStampToken(read(name));
  if (token.kind === 'unsupported') throw new Error(token.what);
  return token;
}

describe.skipIf(!existsSync(folder))(
  'The answers of the time authority of Sigstore (skipped where they are absent)',
  () => {
    const chain = existsSync(folder) ? parseCertificateFile(read('ts_chain.pem')) : [];
    const [authority, root] = chain;

    it.each<[DigestName, number]>([
      ['sha256', Date.UTC(2025, 4, 9, 11, 58, 55)],
      ['sha384', Date.UTC(2025, 4, 9, 11, 58, 55)],
      ['sha512', Date.UTC(2025, 4, 9, 11, 58, 56)],
    ])('are sound with %s, by a certificate that leads to its root', (digest, time) => {
      const { info, signed } = readToken(`response-${digest}.tsr`);
      // The values that `openssl ts -reply -text` prints.
      expect(info).toMatchObject({
        policy: '1.3.6.1.4.1.57264.2',
        imprintDigest: digest,
        imprint: digestBy(digest, stamped),
        time,
        accuracyMillis: 1000,
      });
      const answer = checkSignedContent(signed, []);
      if (answer.kind !== 'signed') throw new Error(answer.reason);
      expect(answer.certificate.bytes).toEqual(authority?.bytes);
      const path = checkCertificatePath({
        leaf: answer.certificate,
        intermediates: signed.certificates,
        pinned: root === undefined ? [] : [root],
        at: info.time,
        purpose: 'time-stamping',
      });
      expect(path).toMatchObject({ kind: 'trusted', path: [authority, root] });
    });

    it('cannot be judged without a certificate, and can with one from elsewhere', () => {
      const { signed } = readToken('response-no-embedded-cert.tsr');
      expect(signed.certificates).toEqual([]);
      expect(checkSignedContent(signed, []).kind).toBe('certificate-missing');
      expect(checkSignedContent(signed, root === undefined ? [] : [root]).kind).toBe('certificate-missing');
      expect(checkSignedContent(signed, chain)).toMatchObject({ kind: 'signed', certificate: authority });
    });

    it('are refused with another signature than the authority made', () => {
      const { signed } = readToken('response-invalid-signature.tsr');
      expect(checkSignedContent(signed, chain)).toEqual({
        kind: 'invalid',
        reason: 'this is not what was signed',
      });
    });

    it('are not the requests for them', () => {
      expect(() => parseTimeStampToken(read('request.der'))).toThrow(
        expect.objectContaining({ code: 'time-stamp' }),
      );
    });
  },
);
