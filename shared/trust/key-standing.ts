import type { UnixMillis } from '../bytes/units.ts';
import type { KeyRevocation, TrustedKey } from './trusted-key.ts';

/** Whether a key counts at a moment, and if not, why. Only `good` counts. */
export type KeyStanding =
  | { readonly kind: 'good' }
  | { readonly kind: 'not-yet-valid' | 'expired'; readonly bound: UnixMillis }
  | { readonly kind: 'revoked'; readonly revocation: KeyRevocation };

/**
 * The standing of a key at a moment. Both bounds of the window belong to it, as in OpenSSH. Of several revocations the
 * earliest counts: whoever holds a stolen key must not be able to move its end to a later day.
 */
export function keyStandingAt(
  key: Pick<TrustedKey, 'validAfter' | 'validBefore' | 'revoked'>,
  time: UnixMillis,
  statedRevocations: readonly KeyRevocation[] = [],
): KeyStanding {
  const known = key.revoked === null ? statedRevocations : [key.revoked, ...statedRevocations];
  const revocation = known.toSorted((left, right) => left.at - right.at)[0];
  if (revocation !== undefined && revocation.at <= time) return { kind: 'revoked', revocation };
  if (key.validAfter !== null && time < key.validAfter) {
    return { kind: 'not-yet-valid', bound: key.validAfter };
  }
  if (key.validBefore !== null && time > key.validBefore) return { kind: 'expired', bound: key.validBefore };
  return { kind: 'good' };
}
