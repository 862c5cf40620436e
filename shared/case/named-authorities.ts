import { toBase64 } from '../bytes/base64.ts';
import { tryParse } from '../bytes/try-parse.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { readCertificateFile } from '../certificates/certificate-pem.ts';
import { certificateFingerprint } from '../trust/fingerprint.ts';
import { pinTimeAuthority } from '../trust/pin-time-authority.ts';
import type { TimeAuthority } from '../trust/time-authority.ts';
import { type ShownAuthority, toShownAuthority } from './shown-authority.ts';
import type { TrustFileOrder } from './trust-file.ts';

/** What a file of certificates would pin. Of no log, so nothing is said of an origin. */
export interface AuthorityFile {
  readonly kind: 'certificates';
  readonly authorities: readonly NamedAuthority[];
  readonly refused: readonly RefusedCertificate[];
}

/** A time authority whose certificate a file holds, as it would be pinned. */
export interface NamedAuthority {
  /** Among the certificates of the file, 1-based: a line number in base64 would help nobody. */
  readonly number: number;
  readonly authority: TimeAuthority;
  readonly shown: ShownAuthority;
}

/** A certificate that cannot be used, with one sentence of facts. */
export interface RefusedCertificate {
  readonly number: number;
  readonly statement: string;
}

/**
 * Whether a person who chose this file means certificates: one in DER, or any armor in PEM. A private key or a certificate
 * request is none, and is then refused as what it is, not as an odd line of keys.
 */
export function isCertificateFile(bytes: Uint8Array): boolean {
  // A SEQUENCE of more than 127 bytes: in UTF-8 no byte from 80 on follows an ASCII one as its second.
  if (bytes[0] === 0x30 && (bytes[1] ?? 0) >= 0x80) return true;
  const text = tryParse(() => decodeUtf8(bytes));
  return text.kind === 'value' && /^\s*-----BEGIN /m.test(text.value);
}

/**
 * Reads a file of certificates of time authorities. Every certificate ends up among the authorities or among the refused,
 * for the reasons of the command line. Never throws on the bytes.
 */
export function readAuthorityFile(
  bytes: Uint8Array,
  said: Pick<TrustFileOrder, 'compared' | 'comparedBy' | 'pinnedAt'>,
): AuthorityFile {
  const authorities: NamedAuthority[] = [];
  const refused: RefusedCertificate[] = [];
  const file = tryParse(() => readCertificateFile(bytes));
  if (file.kind === 'error') {
    const { message } = file.error;
    return { kind: 'certificates', authorities, refused: [{ number: 1, statement: message }] };
  }
  for (const [index, read] of file.value.entries()) {
    const number = index + 1;
    const answer = read.kind === 'error' ? read.error.message : name(number, read.value, said);
    if (typeof answer === 'string') refused.push({ number, statement: answer });
    else {
      const twin = authorities.find(
        ({ authority }) => authority.authorityId === answer.authority.authorityId,
      );
      if (twin === undefined) authorities.push(answer);
      else refused.push({ number, statement: `The file holds it as certificate ${twin.number} already.` });
    }
  }
  return { kind: 'certificates', authorities, refused };
}

/** Whoever has the file has the whole certificate: its fingerprint is compared with itself, its use is not assumed. */
function name(
  number: number,
  certificate: Certificate,
  { compared, comparedBy, pinnedAt }: Parameters<typeof readAuthorityFile>[1],
): NamedAuthority | string {
  const typedFingerprint = certificateFingerprint(certificate.bytes);
  const answer = pinTimeAuthority({
    certificate: toBase64(certificate.bytes),
    typedFingerprint,
    compared,
    comparedBy,
    pinnedAt,
  });
  if (answer.kind === 'refused') return answer.statement;
  const { authority } = answer;
  return { number, authority, shown: toShownAuthority(authority, certificate) };
}
