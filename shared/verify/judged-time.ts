import { renderUtcTime } from '../adapters/utc-time.ts';
import type { UnixMillis } from '../bytes/units.ts';
import type { TrustStore } from '../trust/trust-store.ts';
import type { PolicyTime } from './verify-input.ts';

/** A moment at which a key must count, and who says that the signature is as old as that. */
export interface Moment {
  readonly time: UnixMillis;
  readonly source: 'now' | 'stated' | 'witness' | 'time-stamp';
}

/**
 * When it is decided whether a key counts. Witnesses saw the log's head, but never the packer's signature. A time stamp is
 * over the packer's signature, and so over all that the packer signed, the log's head with it.
 */
export interface JudgedTime {
  readonly log: Moment;
  readonly packer: Moment;
  /** The clock of this machine when it stands before something that the trust store already knows; else null. */
  readonly clockBehind: UnixMillis | null;
}

/** By when others say that the signatures were there; null when nobody does who is trusted to. */
export interface ProvenTimes {
  /** The log's head, by a quorum of witnesses. */
  readonly seenBy: UnixMillis | null;
  /** The packer's signature, by a pinned time authority. */
  readonly stampedBy: UnixMillis | null;
}

/**
 * The best time there is: what a person states, else the earliest that others prove, else the clock here. What is proven
 * is that a signature is not younger, so a key that ended later still counted when it signed. The clock is never believed
 * further back than the newest thing in the trust store: turning it back must not make an expired key count.
 */
export function toJudgedTime(
  policyTime: PolicyTime,
  trust: TrustStore,
  { seenBy, stampedBy }: ProvenTimes,
): JudgedTime {
  if (policyTime.source === 'stated') {
    return { log: policyTime, packer: policyTime, clockBehind: null };
  }
  const newestKnown = Math.max(
    policyTime.time,
    ...trust.keys.map(({ pinnedAt }) => pinnedAt),
    ...trust.heads.map(({ firstSeenAt }) => firstSeenAt),
    ...trust.authorities.map(({ pinnedAt }) => pinnedAt),
  );
  const now: Moment = { time: newestKnown, source: 'now' };
  const stamp: Moment | null = stampedBy === null ? null : { time: stampedBy, source: 'time-stamp' };
  const seen: Moment | null = seenBy === null ? null : { time: seenBy, source: 'witness' };
  return {
    log: earlier(seen, stamp) ?? now,
    packer: stamp ?? now,
    clockBehind: newestKnown > policyTime.time ? policyTime.time : null,
  };
}

function earlier(one: Moment | null, other: Moment | null): Moment | null {
  if (one === null || other === null) return one ?? other;
  return other.time < one.time ? other : one;
}

/** `2026-07-01T00:00:00.000Z, the time of the witnesses`. */
export function momentWords({ time, source }: Moment): string {
  return `${renderUtcTime(time)}, ${sourceWords[source]}`;
}

const sourceWords: { readonly [Source in Moment['source']]: string } = {
  now: 'by the clock of this computer',
  stated: 'as stated by whoever asked',
  witness: 'when a quorum of witnesses had seen the head',
  'time-stamp': 'when a time authority had seen the signature of the packer',
};
