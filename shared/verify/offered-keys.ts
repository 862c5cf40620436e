import type { BundleObservation } from '../bundle/observation.ts';
import { renderSshPublicKey } from '../crypto/ssh-public-key.ts';
import { renderVerifierKey } from '../crypto/verifier-key.ts';
import { fingerprintOf } from '../trust/fingerprint.ts';
import type { TrustedKey } from '../trust/trusted-key.ts';
import { readOfferedLogKey } from './log-keys.ts';
import { readPackerSignature } from './packer.ts';

/** A key that the bundle names and that nobody pinned: something to compare, nothing to believe. */
export type OfferedKey = Pick<TrustedKey, 'role' | 'origin' | 'publicKey' | 'fingerprint'>;

/** The keys of a bundle that are not in the trust store for its origin. */
export function offeredKeys(
  observation: BundleObservation,
  trustedKeys: readonly TrustedKey[],
): readonly OfferedKey[] {
  const { origin, offeredLogKey } = observation.descriptor;
  const log = readOfferedLogKey(offeredLogKey, origin);
  const packer = readPackerSignature(observation);
  const offered = [
    ...(log === null ? [] : [offer('log', origin, renderVerifierKey(log))]),
    ...(packer.kind === 'sound'
      ? [offer('packer', origin, renderSshPublicKey(packer.signature.publicKey))]
      : []),
  ];
  return offered.filter(
    ({ role, fingerprint }) =>
      !trustedKeys.some(
        (key) => key.role === role && key.origin === origin && key.fingerprint === fingerprint,
      ),
  );
}

function offer(role: OfferedKey['role'], origin: string, publicKey: string): OfferedKey {
  return { role, origin, publicKey, fingerprint: fingerprintOf(publicKey, role) };
}
