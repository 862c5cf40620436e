import { toBase64 } from '../../shared/bytes/base64.ts';
import { certificateFingerprint } from '../../shared/trust/fingerprint.ts';
import { pinTimeAuthority } from '../../shared/trust/pin-time-authority.ts';
import type { TimeAuthority } from '../../shared/trust/time-authority.ts';

/** A time authority as the trust store holds it after a person pinned its certificate. */
export function pinnedAuthority(certificate: Uint8Array): TimeAuthority {
  const answer = pinTimeAuthority({
    certificate: toBase64(certificate),
    typedFingerprint: certificateFingerprint(certificate),
    compared: 'by phone',
    comparedBy: 'A. Auditor',
    pinnedAt: 0,
  });
  if (answer.kind === 'refused') throw new Error(answer.statement);
  return answer.authority;
}
