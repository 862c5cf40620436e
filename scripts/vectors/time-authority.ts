import { parseCertificateFile, renderCertificatePem } from '../../shared/certificates/certificate-pem.ts';
import type { Der } from './der-writer.ts';
import {
  authorityKeyId,
  basicConstraints,
  codeSigningId,
  extendedKeyUsage,
  keyUsage,
  makeCertificate,
  mayCertify,
  maySign,
  subjectKeyId,
  timeStampingId,
} from './make-certificate.ts';
import type { TimeStampSigner } from './make-time-stamp.ts';
import { secretKeyOf } from './vector-keys.ts';

const rootName = 'Vouch test vectors: authority';
const rootKey = secretKeyOf('time root');

/** `keys/tsa.pem`: the authority that every vector is checked with. */
export const rootCertificate: Der = makeRoot(rootName, rootKey);

/** A time authority whose certificate the root issued, in use for ten years from 2026 on. */
export const timeAuthority: TimeStampSigner = makeSigner({ serial: 2 });
/** The same until February 2026: before the time stamps of the vectors. */
export const expiredAuthority: TimeStampSigner = makeSigner({ serial: 3, notAfter: '260201000000Z' });
/** One that is for signing programs, issued by the same root. */
export const codeSigner: TimeStampSigner = makeSigner({ serial: 4, purposes: [codeSigningId] });
/** One that is for time stamps among other things. */
export const busyAuthority: TimeStampSigner = makeSigner({
  serial: 5,
  purposes: [timeStampingId, codeSigningId],
});
/** One that nobody pinned, from a root of the same name. */
export const strangerAuthority: TimeStampSigner = makeSigner({
  serial: 6,
  issuerKey: secretKeyOf('stranger time root'),
});
/** Another certificate of the same key, for longer. */
export const otherCertificate: TimeStampSigner = makeSigner({ serial: 2, notAfter: '460101000000Z' });

export function renderAuthorityFile(): string {
  return parseCertificateFile(rootCertificate).map(renderCertificatePem).join('');
}

function makeRoot(name: string, key: Uint8Array): Der {
  return makeCertificate({
    subject: name,
    key,
    issuer: name,
    issuerKey: key,
    serial: 1,
    extensions: [basicConstraints(), keyUsage(mayCertify), subjectKeyId(key)],
  });
}

interface SignerOrder {
  readonly serial: number;
  readonly notAfter?: string;
  readonly purposes?: readonly string[];
  readonly issuerKey?: Uint8Array;
}

function makeSigner({ serial, notAfter, purposes, issuerKey = rootKey }: SignerOrder): TimeStampSigner {
  const key = secretKeyOf('time authority');
  const certificate = makeCertificate({
    subject: 'Vouch test vectors: clock',
    key,
    issuer: rootName,
    issuerKey,
    serial,
    ...(notAfter === undefined ? {} : { notAfter }),
    extensions: [
      keyUsage(maySign),
      extendedKeyUsage(true, ...(purposes ?? [timeStampingId])),
      subjectKeyId(key),
      authorityKeyId(issuerKey),
    ],
  });
  return { key, certificate, issuer: rootName, serial };
}
