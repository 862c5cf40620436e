import type { UnixMillis } from '../bytes/units.ts';
import { checkCosignatures } from '../crypto/cosignature.ts';
import { isQuorum, type WitnessPolicy, witnessKeys } from '../trust/witness-policy.ts';
import type { Head } from './head.ts';
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
  const failed = head.checkpoints.flatMap(({ member, note }) => {
    const names = checkCosignatures(note, keys).failed.map(({ nameInPolicy }) => nameInPolicy);
    return names.length === 0 ? [] : [{ member, names }];
  });
  const newest = head.checkpoints.at(-1);
  const isOwn = newest?.checkpoint.origin === origin;
  const seen = (isOwn ? checkCosignatures(newest.note, keys).verified : []).map(({ witness, time }) => ({
    name: witness.nameInPolicy,
    // Whoever states the time to judge by has no clock that a witness could contradict.
    time: time !== null && (policyTime.source === 'stated' || time <= policyTime.time) ? time : null,
  }));
  const cosigners = seen.map(({ name }) => name);
  return {
    policy,
    cosigners,
    isQuorum: isQuorum(policy, new Set(cosigners)),
    seenBy: quorumTime(policy, seen),
    inFuture: seen.filter(({ time }) => time === null).map(({ name }) => name),
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
  seen: readonly { readonly name: string; readonly time: UnixMillis | null }[],
): UnixMillis | null {
  const inOrder = seen
    .flatMap(({ name, time }) => (time === null ? [] : [{ name, time }]))
    .toSorted((left, right) => left.time - right.time);
  const last = inOrder.find((_, index) =>
    isQuorum(policy, new Set(inOrder.slice(0, index + 1).map(({ name }) => name))),
  );
  return last?.time ?? null;
}
