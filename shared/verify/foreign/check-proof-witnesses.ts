import { checkCosignatures } from '../../crypto/cosignature.ts';
import type { SignedNote } from '../../crypto/signed-note.ts';
import { isQuorum, type WitnessPolicy, witnessKeys } from '../../trust/witness-policy.ts';
import type { CheckResult } from '../check-result.ts';
import { resultAt } from './result-at.ts';

const witness = { code: 'tlog-proof-witness', axis: 'signer' } as const;

/**
 * Whether those whom a person asks for saw this checkpoint. Without a policy for the log nobody is asked for; a
 * cosignature is then a line like any other. When they saw it is stated by them and not used.
 */
export function checkProofWitnesses(
  member: string,
  note: SignedNote,
  origin: string,
  policies: readonly WitnessPolicy[],
): readonly CheckResult[] {
  const policy = policies.find((each) => each.origin === origin);
  if (policy === undefined || policy.quorum === null) return [];
  const { verified, failed } = checkCosignatures(note, witnessKeys(policy));
  if (failed.length > 0) {
    const names = failed.map(({ nameInPolicy }) => nameInPolicy).join(', ');
    return [
      resultAt(witness, 'fail', member, `The checkpoint in ${member} has a false signature of: ${names}.`),
    ];
  }
  const names = verified.map((each) => each.witness.nameInPolicy);
  const seen = names.length === 0 ? 'nobody that the policy names' : names.join(', ');
  return [
    resultAt(
      witness,
      isQuorum(policy, new Set(names)) ? 'pass' : 'unknown',
      member,
      `The checkpoint in ${member} was cosigned by ${seen}; the policy asks for ${policy.quorum}.`,
    ),
  ];
}
