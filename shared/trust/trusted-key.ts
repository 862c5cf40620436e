import type { UnixMillis } from '../bytes/units.ts';

/** A key that a person pinned, with how and when. Nothing inside a bundle can make one. */
export interface TrustedKey {
  /** Stable within a trust store: role, origin and fingerprint. */
  readonly keyId: string;
  readonly role: 'log' | 'packer';
  readonly origin: string;
  /** C2SP verifier key for a log, an OpenSSH public key line for a packer. */
  readonly publicKey: string;
  /** `SHA256:` and unpadded base64 of the raw key's digest, as `ssh-keygen -l` prints for packers. */
  readonly fingerprint: string;
  readonly compared: string;
  readonly comparedBy: string;
  readonly pinnedAt: UnixMillis;
  /** First moment at which the key counts; null for no such bound. */
  readonly validAfter: UnixMillis | null;
  /** Last moment at which the key counts, as `valid-before` of OpenSSH; null for no such bound. */
  readonly validBefore: UnixMillis | null;
  readonly revoked: KeyRevocation | null;
}

/** From `at` on, nothing that is signed with the key counts. */
export interface KeyRevocation {
  readonly at: UnixMillis;
  readonly reason: string;
  /** Who says so: a person, or the statement of the log itself. */
  readonly by: string;
}

/** A key as an earlier Vouch stored it: without a window and without a revocation, which it did not know. */
export type StoredTrustedKey = Omit<TrustedKey, keyof Later> & Partial<Later>;

type Later = Pick<TrustedKey, 'validAfter' | 'validBefore' | 'revoked'>;

/**
 * The one place where stored keys of every age become keys of today.
 * A bound that is no number comes from another hand than ours; it must not read as "no bound", so the key then
 * counts at no time at all.
 */
export function upgradeTrustedKey(stored: StoredTrustedKey): TrustedKey {
  const { validAfter = null, validBefore = null, revoked = null } = stored;
  const isSound = isBound(validAfter) && isBound(validBefore) && (revoked === null || isBound(revoked.at));
  return isSound ? { ...stored, validAfter, validBefore, revoked } : { ...stored, ...neverValid };
}

const neverValid: Later = {
  validAfter: null,
  validBefore: Number.MIN_SAFE_INTEGER,
  revoked: null,
};

function isBound(bound: UnixMillis | null): boolean {
  return bound === null || Number.isSafeInteger(bound);
}
