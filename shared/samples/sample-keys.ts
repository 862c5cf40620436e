import { encodeUtf8 } from '../bytes/utf8.ts';
import { sha256 } from '../crypto/digest.ts';
import { publicKeyOf } from '../crypto/ed25519.ts';
import { renderSshPublicKey } from '../crypto/ssh-public-key.ts';
import { renderVerifierKey, toVerifierKey } from '../crypto/verifier-key.ts';
import { fingerprintOf } from '../trust/fingerprint.ts';
import type { TrustedKey } from '../trust/trusted-key.ts';

export const sampleOrigin = 'logs.acme-sample.example/access';

/** The two secret keys of one sender. */
export interface SampleKeys {
  readonly logKey: Uint8Array;
  readonly packerKey: Uint8Array;
}

/**
 * Keys for demonstration only. Their seeds are these words, which everybody can read, so everybody can sign with them:
 * a signature by one proves nothing outside the sample case.
 */
export const acmeKeys: SampleKeys = keysOf('acme');

/** Somebody else under the same origin. */
export const strangerKeys: SampleKeys = keysOf('stranger');

/** What the sample case pins, and nothing else ever does. */
export function sampleTrustedKeys(): readonly TrustedKey[] {
  const logKey = renderVerifierKey(toVerifierKey(sampleOrigin, publicKeyOf(acmeKeys.logKey)));
  const packerKey = renderSshPublicKey(publicKeyOf(acmeKeys.packerKey));
  return [toTrustedKey('log', logKey), toTrustedKey('packer', packerKey)];
}

function toTrustedKey(role: TrustedKey['role'], publicKey: string): TrustedKey {
  const fingerprint = fingerprintOf(publicKey, role);
  return {
    keyId: `${role} ${sampleOrigin} ${fingerprint}`,
    role,
    origin: sampleOrigin,
    publicKey,
    fingerprint,
    compared: 'built into Vouch for the sample case',
    comparedBy: 'Vouch',
    // The day after the quarter of the sample: pure code has no clock, and this is no real event.
    pinnedAt: 1_790_812_800_000,
    validAfter: null,
    validBefore: null,
    revoked: null,
  };
}

function keysOf(holder: string): SampleKeys {
  return {
    logKey: sha256(encodeUtf8(`Vouch sample key, for demonstration only: ${holder} log`)),
    packerKey: sha256(encodeUtf8(`Vouch sample key, for demonstration only: ${holder} packer`)),
  };
}
