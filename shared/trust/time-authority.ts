import { parseBase64 } from '../bytes/base64.ts';
import { asFormatError } from '../bytes/errors.ts';
import type { UnixMillis } from '../bytes/units.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { parseCertificate } from '../certificates/parse-certificate.ts';
import { certificateFingerprint } from './fingerprint.ts';
import type { KeyRevocation } from './trusted-key.ts';

/**
 * A time authority (RFC 3161) that a person pinned: its own certificate, or that of an authority above it. Time is not a
 * matter of one log, so it counts for all of them.
 */
export interface TimeAuthority {
  /** Stable within a trust store: follows from the fingerprint. */
  readonly authorityId: string;
  /** The subject of the certificate, as it states it. Text from elsewhere: quote it before it is shown. */
  readonly name: string;
  /** DER in base64. */
  readonly certificate: string;
  /** `SHA256:` and unpadded base64 of the certificate's digest; `openssl x509 -fingerprint -sha256` has it in hexadecimal. */
  readonly fingerprint: string;
  readonly compared: string;
  readonly comparedBy: string;
  readonly pinnedAt: UnixMillis;
  /** Whoever has the key can state any time, also one before this: none of its time stamps counts any more. */
  readonly revoked: KeyRevocation | null;
}

/** The certificate of a row, or null when no pinning made this row: it cannot be read, or has another fingerprint. */
export function readTimeAuthority({ certificate, fingerprint }: TimeAuthority): Certificate | null {
  const bytes = parseBase64(certificate);
  if (bytes === null || certificateFingerprint(bytes) !== fingerprint) return null;
  try {
    return parseCertificate(bytes);
  } catch (error) {
    asFormatError(error);
    return null;
  }
}
