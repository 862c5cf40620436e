import { toHex } from '../bytes/hex.ts';
import type { DigestHex, UnixMillis } from '../bytes/units.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { sha256 } from '../crypto/digest.ts';
import { readTimeAuthority, type TimeAuthority } from '../trust/time-authority.ts';

/** A time authority with what its certificate says of itself, as a person is shown it: without the certificate's bytes. */
export interface ShownAuthority extends Omit<TimeAuthority, 'certificate'> {
  /** Text from elsewhere, as `name`: quote it before it is shown. */
  readonly issuer: string;
  /** The fingerprint in hexadecimal, as authorities publish it and `openssl x509 -fingerprint -sha256` prints it. */
  readonly sha256: DigestHex;
  readonly notBefore: UnixMillis;
  readonly notAfter: UnixMillis;
}

/** What is shown of an authority; null when no pinning made it, so that nothing is said of a certificate that does not count. */
export function showAuthority(authority: TimeAuthority): ShownAuthority | null {
  const read = readTimeAuthority(authority);
  if (read === null) return null;
  return toShownAuthority(authority, read);
}

/** An authority together with its own certificate, which was read before. */
export function toShownAuthority(
  { certificate: _certificate, ...shown }: TimeAuthority,
  { bytes, issuer, notBefore, notAfter }: Pick<Certificate, 'bytes' | 'issuer' | 'notBefore' | 'notAfter'>,
): ShownAuthority {
  return { ...shown, issuer: issuer.text, sha256: toHex(sha256(bytes)), notBefore, notAfter };
}
