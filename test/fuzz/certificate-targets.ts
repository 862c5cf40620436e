import { X509Certificate } from 'node:crypto';
import { equalBytes } from '../../shared/bytes/equal.ts';
import { checkCertificatePath } from '../../shared/certificates/certificate-path.ts';
import { parseCertificateFile, renderCertificatePem } from '../../shared/certificates/certificate-pem.ts';
import { checkSignedContent } from '../../shared/certificates/check-signed-data.ts';
import { parseCertificate } from '../../shared/certificates/parse-certificate.ts';
import { parseTimeStampToken } from '../../shared/certificates/time-stamp-token.ts';
import { authority, otherAuthorities, timeAuthority, timeStampAnswer } from './certificate-seeds.ts';
import type { FuzzTarget } from './fuzz-case.ts';
import { mutateDer } from './mutate-der.ts';
import { differing, textTarget } from './text-target.ts';

const certificates = [authority, timeAuthority, ...otherAuthorities];
const genuine = certificates.map(parseCertificate);
const pinned = genuine.filter(({ basicConstraints }) => basicConstraints?.isAuthority === true);
const at = Date.UTC(2030, 0, 1);

/** What is accepted must be read in the same way by OpenSSL, and only what was signed may count. */
export const certificateTargets: readonly FuzzTarget[] = [
  textTarget(
    'certificate',
    certificates,
    (bytes) => {
      const read = parseCertificate(bytes);
      const byOpenssl = new X509Certificate(bytes);
      return (
        differing('the bytes', read.bytes, bytes) ??
        differing('the start', read.notBefore, Date.parse(byOpenssl.validFrom)) ??
        differing('the end', read.notAfter, Date.parse(byOpenssl.validTo)) ??
        differing(
          'the key',
          read.spkiBytes,
          read.publicKey.kind === 'unsupported' ? read.spkiBytes : keyOf(byOpenssl),
        ) ??
        differing('as PEM', read, parseCertificateFile(Buffer.from(renderCertificatePem(read)))[0])
      );
    },
    mutateDer,
  ),
  textTarget(
    'certificate-path',
    certificates,
    (bytes) => {
      const leaf = parseCertificate(bytes);
      const answer = checkCertificatePath({
        leaf,
        intermediates: genuine,
        pinned,
        at,
        purpose: 'time-stamping',
      });
      if (answer.kind !== 'trusted') return null;
      const isGenuine = genuine.some(({ tbsBytes }) => equalBytes(tbsBytes, leaf.tbsBytes));
      return isGenuine ? null : 'a certificate is trusted that nobody signed so';
    },
    mutateDer,
  ),
  textTarget(
    'time-stamp',
    [timeStampAnswer],
    (bytes) => {
      const token = parseTimeStampToken(bytes);
      if (token.kind !== 'token') return null;
      const answer = checkSignedContent(token.signed, genuine);
      if (answer.kind !== 'signed') return null;
      const isByThem = equalBytes(answer.certificate.bytes, timeAuthority);
      if (!isByThem) return 'a time stamp counts under another certificate';
      return differing('what it states', token.info, infoOf(timeStampAnswer));
    },
    mutateDer,
  ),
];

function keyOf(certificate: X509Certificate): Uint8Array {
  return new Uint8Array(certificate.publicKey.export({ type: 'spki', format: 'der' }));
}

function infoOf(bytes: Uint8Array): unknown {
  const token = parseTimeStampToken(bytes);
  return token.kind === 'token' ? token.info : null;
}
