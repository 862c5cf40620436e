import {
  basicConstraints,
  codeSigningId,
  extendedKeyUsage,
  keyUsage,
  makeCertificate,
  mayCertify,
  maySign,
} from '../../scripts/vectors/make-certificate.ts';
import { secretKeyOf } from '../../scripts/vectors/vector-keys.ts';
import { parseCertificateFile, renderCertificatePem } from '../../shared/certificates/certificate-pem.ts';

const key = secretKeyOf('hostile time root');

/** A name that turns the text behind it around, hides letters in it, and is longer than anybody reads. */
export const hostileSubject = `\u202Egnp.exe\u200B<img src=x onerror=alert(1)> ${'long '.repeat(200)}`;

/** A certificate of an authority under any name, in PEM. */
export function authorityPem(subject: string, notAfter?: string): string {
  const extensions = [basicConstraints(), keyUsage(mayCertify)];
  return pemOf({ subject, extensions, ...(notAfter === undefined ? {} : { notAfter }) });
}

/** One that is for programs, so that no time stamp can lead to it. */
export function programmerPem(): string {
  return pemOf({
    subject: 'Programs',
    extensions: [keyUsage(maySign), extendedKeyUsage(true, codeSigningId)],
  });
}

function pemOf(
  stated: Pick<Parameters<typeof makeCertificate>[0], 'subject' | 'extensions' | 'notAfter'>,
): string {
  const { subject } = stated;
  const certificate = makeCertificate({ ...stated, key, issuer: subject, issuerKey: key, serial: 7 });
  return parseCertificateFile(certificate).map(renderCertificatePem).join('');
}
