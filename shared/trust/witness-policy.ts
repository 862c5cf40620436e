import { toHex } from '../bytes/hex.ts';
import { parseVerifierKey, type VerifierKey } from '../crypto/verifier-key.ts';

/** A witness under the name that the policy gives it. */
export interface Witness {
  readonly name: string;
  /** C2SP verifier key of type 04. */
  readonly vkey: string;
}

/** At least `threshold` of the members, each a witness or a group that stands before this one. */
export interface WitnessGroup {
  readonly name: string;
  readonly threshold: number;
  readonly members: readonly string[];
}

/** Who must have seen a head of one log, by the rules of C2SP tlog-policy. */
export interface WitnessPolicy {
  readonly origin: string;
  readonly witnesses: readonly Witness[];
  readonly groups: readonly WitnessGroup[];
  /** The name of a witness or group; null for `none`: nobody must. */
  readonly quorum: string | null;
}

/** The key of a witness, and what the policy calls it. */
export interface WitnessKey extends VerifierKey {
  readonly nameInPolicy: string;
}

/** The keys of the witnesses. A key that stands in the policy twice is there once. */
export function witnessKeys(policy: WitnessPolicy): readonly WitnessKey[] {
  const seen = new Set<string>();
  return policy.witnesses.flatMap(({ name, vkey }) => {
    const key = parseVerifierKey(vkey, 'witness');
    // Names are not signed, so one holder of one key could speak under many of them.
    const holder = toHex(key.publicKey);
    if (seen.has(holder)) return [];
    seen.add(holder);
    return [{ ...key, nameInPolicy: name }];
  });
}

/** Whether these witnesses, by their names in the policy, are a quorum. Without a quorum rule nobody ever is one. */
export function isQuorum(policy: WitnessPolicy, cosigners: ReadonlySet<string>): boolean {
  const met = new Set(policy.witnesses.map(({ name }) => name).filter((name) => cosigners.has(name)));
  for (const { name, threshold, members } of policy.groups) {
    const count = new Set(members.filter((member) => met.has(member))).size;
    if (threshold >= 1 && count >= threshold) met.add(name);
  }
  return policy.quorum !== null && met.has(policy.quorum);
}
