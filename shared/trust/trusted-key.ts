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
}
