import { memberPaths } from '../../bundle/bundle-layout.ts';
import { equalBytes } from '../../bytes/equal.ts';
import { toSshFingerprint } from '../../crypto/ssh-public-key.ts';
import { keyStandingAt } from '../../trust/key-standing.ts';
import { findKeys, readTrustedKey } from '../../trust/trust-store.ts';
import type { CheckInput } from '../check-input.ts';
import { type CheckResult, memberPlace, type Outcome } from '../check-result.ts';
import type { CheckCode } from '../codes.ts';
import { toKeyLapse } from '../key-lapse.ts';

/**
 * The tag manifest, and through it every file, is signed by whoever packed the bundle.
 * The log's key vouches for the entries; the packer's key for the description and for what was left out.
 * A bundle may be verified without a pinned packer, but never against one: a pinned packer must have signed.
 */
export function checkPacker({
  observation,
  trustedKeys,
  judged,
  packer,
}: CheckInput): readonly CheckResult[] {
  const pinned = findKeys(trustedKeys, 'packer', observation.descriptor.origin);
  // Without a pinned packer there is no claim to decide, only something to know.
  const undecided: Outcome = pinned.length === 0 ? 'warning' : 'unknown';
  switch (packer.kind) {
    case 'none':
      return [result('packer-signature', undecided, 'Nobody signed the manifest of this bundle.')];
    case 'unsupported':
      return [
        result(
          'packer-signature',
          undecided,
          `The packer signed in a way that EVB/1 does not know: ${packer.reason}.`,
        ),
      ];
    case 'unreadable':
      return [result('packer-signature', 'fail', `The packer's signature cannot be read: ${packer.reason}`)];
    case 'invalid':
      return [result('packer-signature', 'fail', `The packer's signature is not valid: ${packer.reason}.`)];
    case 'sound':
      break;
  }
  const sound = result(
    'packer-signature',
    'pass',
    'The signature over the manifest is valid for the key it names.',
  );
  const signer = packer.signature.publicKey;
  // A row that cannot be read as a key still demands a packer, but no signature satisfies it.
  const own = pinned.find((key) => equalBytes(readTrustedKey(key) ?? nobody, signer));
  if (own !== undefined) {
    const lapse = toKeyLapse('packer', keyStandingAt(own, judged.packer.time), judged.packer);
    if (lapse !== null) return [sound, { ...result('packer-key', 'unknown', lapse.statement), ...lapse }];
    return [sound, result('packer-key', 'pass', "The packer's key was pinned for this log by a person.")];
  }
  const expected =
    pinned.length === 0
      ? 'no packer is pinned for this log'
      : pinned.map(({ fingerprint }) => fingerprint).join(', ');
  const statement = "The packer's key is not in the trust store.";
  return [
    sound,
    { ...result('packer-key', undecided, statement), expected, found: toSshFingerprint(signer) },
  ];
}

const nobody = new Uint8Array(0);

function result(code: CheckCode, outcome: Outcome, statement: string): CheckResult {
  return { code, axis: 'signer', outcome, place: memberPlace(memberPaths.packerSignature), statement };
}
