import type { UnixMillis } from '../bytes/units.ts';
import { type Cosignature, checkCosignatures } from '../crypto/cosignature.ts';
import { isQuorum, type WitnessPolicy, witnessKeys } from '../trust/witness-policy.ts';
import type { Head, ReadCheckpoint } from './head.ts';
import type { PolicyTime } from './verify-input.ts';

/** What the witnesses of this log say of the heads in the bundle. */
export interface WitnessedHeads {
  readonly policy: WitnessPolicy | null;
  /** Names, in the policy, of those who cosigned the newest head. */
  readonly cosigners: readonly string[];
  readonly isQuorum: boolean;
  /**
   * The earliest moment by which a quorum had seen the newest head; null when no quorum states one. Whoever could not
   * make a quorum alone cannot make this time earlier alone.
   */
  readonly seenBy: UnixMillis | null;
  /** Names of those whose time lies after the clock here: true or not, it bounds nothing. */
  readonly inFuture: readonly string[];
  /** Checkpoints with a signature line of a known witness that is not valid. */
  readonly failed: readonly { readonly member: string; readonly names: readonly string[] }[];
}

/** Compares the cosignatures of all checkpoints with the policy of this log. */
export function readWitnesses(
  head: Head,
  origin: string,
  policy: WitnessPolicy | null,
  policyTime: PolicyTime,
): WitnessedHeads {
  if (policy === null) return nobody;
  const keys = witnessKeys(policy);
  const namesOf = new Map(keys.map(({ name, key }) => [key, name]));
  const verifiers = keys.map(({ key }) => key);
  const failed = head.checkpoints.flatMap(({ member, note }) => {
    const names = checkCosignatures(note, verifiers).failed.map((key) => namesOf.get(key) ?? '');
    return names.length === 0 ? [] : [{ member, names }];
  });
  const newest: ReadCheckpoint | undefined = head.checkpoints.at(-1);
  const isOwn = newest?.checkpoint.origin === origin;
  const cosignatures = isOwn ? checkCosignatures(newest.note, verifiers).verified : [];
  const named = cosignatures.map((each) => ({ ...each, name: namesOf.get(each.witness) ?? '' }));
  const isLater = ({ time }: Cosignature) =>
    time === null || (policyTime.source === 'now' && time > policyTime.time);
  const cosigners = named.map(({ name }) => name);
  return {
    policy,
    cosigners,
    isQuorum: isQuorum(policy, new Set(cosigners)),
    seenBy: quorumTime(
      policy,
      named.filter((each) => !isLater(each)),
    ),
    inFuture: named.filter(isLater).map(({ name }) => name),
    failed,
  };
}

const nobody: WitnessedHeads = {
  policy: null,
  cosigners: [],
  isQuorum: false,
  seenBy: null,
  inFuture: [],
  failed: [],
};

function quorumTime(
  policy: WitnessPolicy,
  named: readonly { readonly name: string; readonly time: UnixMillis | null }[],
): UnixMillis | null {
  const inOrder = named.toSorted((left, right) => (left.time ?? 0) - (right.time ?? 0));
  const at = inOrder.find((_, index) =>
    isQuorum(policy, new Set(inOrder.slice(0, index + 1).map(({ name }) => name))),
  );
  return at?.time ?? null;
}
