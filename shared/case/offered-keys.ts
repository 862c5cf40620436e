import { memberPaths } from '../bundle/bundle-layout.ts';
import type { BundleObservation } from '../bundle/observation.ts';
import { FormatError } from '../bytes/errors.ts';
import type { OfferedKey } from '../contract/case-protocol.ts';
import { renderSshPublicKey } from '../crypto/ssh-public-key.ts';
import { parseSshSignature } from '../crypto/sshsig.ts';
import { fingerprintOf } from '../trust/fingerprint.ts';
import type { TrustedKey } from '../trust/trusted-key.ts';

/**
 * Keys that the bundle brings along and that nobody pinned for its origin. They are what a person compares
 * a fingerprint with; no check uses them, because whoever made the bundle chose them.
 */
export function offeredKeys(
  observation: BundleObservation,
  trusted: readonly TrustedKey[],
): readonly OfferedKey[] {
  const { origin, offeredLogKey } = observation.descriptor;
  const offered = [
    offer('log', origin, offeredLogKey),
    offer('packer', origin, packerKey(observation.otherMembers.get(memberPaths.packerSignature))),
  ];
  return offered
    .filter((key) => key !== null)
    .filter(
      (key) =>
        !trusted.some(
          ({ role, origin: of, fingerprint }) =>
            role === key.role && of === key.origin && fingerprint === key.fingerprint,
        ),
    );
}

function offer(role: OfferedKey['role'], origin: string, publicKey: string | null): OfferedKey | null {
  if (publicKey === null) return null;
  return orNull(() => ({ role, origin, publicKey, fingerprint: fingerprintOf(publicKey, role) }));
}

/** An SSH signature carries the key it was made with. */
function packerKey(armored: Uint8Array | undefined): string | null {
  if (armored === undefined) return null;
  return orNull(() => {
    const signature = parseSshSignature(armored);
    return 'publicKey' in signature ? renderSshPublicKey(signature.publicKey) : null;
  });
}

/** What cannot be read cannot be offered; that it cannot be read is said by the checks. */
function orNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof FormatError) return null;
    throw error;
  }
}
