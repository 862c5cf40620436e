import type { UnixMillis } from '../bytes/units.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { KeyStanding } from './key-standing.ts';
import type { TimeAuthority } from './time-authority.ts';

/**
 * Whether a time stamp that is made at a moment would count. What was stamped while the certificate was valid counts also
 * after it expired; nothing of a revoked authority does, from whatever moment it is revoked: its key can state any time.
 */
export function authorityStandingAt(
  {
    revoked,
    notBefore,
    notAfter,
  }: Pick<TimeAuthority, 'revoked'> & Pick<Certificate, 'notBefore' | 'notAfter'>,
  time: UnixMillis,
): KeyStanding {
  if (revoked !== null) return { kind: 'revoked', revocation: revoked };
  if (time < notBefore) return { kind: 'not-yet-valid', bound: notBefore };
  // The last second belongs to the validity whole, as where a path of certificates is checked.
  if (time >= notAfter + 1000) return { kind: 'expired', bound: notAfter };
  return { kind: 'good' };
}
