import { renderUtcTime } from '../adapters/utc-time.ts';
import type { UnixMillis } from '../bytes/units.ts';
import type { TrustStore } from '../trust/trust-store.ts';
import type { PolicyTime } from './verify-input.ts';

/** A moment at which a key must count, and who says that the signature is as old as that. */
export interface Moment {
  readonly time: UnixMillis;
  readonly source: 'now' | 'stated' | 'witness';
}

/** When it is decided whether a key counts. Witnesses saw the log's head, but never the packer's signature. */
export interface JudgedTime {
  readonly log: Moment;
  readonly packer: Moment;
  /** The clock of this machine when it stands before something that the trust store already knows; else null. */
  readonly clockBehind: UnixMillis | null;
}

/**
 * The best time there is: what a person states, else what independent witnesses prove, else the clock here. The clock
 * is never believed further back than the newest thing in the trust store: turning it back must not make an expired key count.
 */
export function toJudgedTime(
  policyTime: PolicyTime,
  trust: TrustStore,
  seenBy: UnixMillis | null,
): JudgedTime {
  if (policyTime.source === 'stated') {
    return { log: policyTime, packer: policyTime, clockBehind: null };
  }
  const newestKnown = Math.max(
    policyTime.time,
    ...trust.keys.map(({ pinnedAt }) => pinnedAt),
    ...trust.heads.map(({ firstSeenAt }) => firstSeenAt),
  );
  const now: Moment = { time: newestKnown, source: 'now' };
  return {
    log: seenBy === null ? now : { time: seenBy, source: 'witness' },
    packer: now,
    clockBehind: newestKnown > policyTime.time ? policyTime.time : null,
  };
}

/** `2026-07-01T00:00:00.000Z, the time of the witnesses`. */
export function momentWords({ time, source }: Moment): string {
  return `${renderUtcTime(time)}, ${sourceWords[source]}`;
}

const sourceWords: { readonly [Source in Moment['source']]: string } = {
  now: 'by the clock of this computer',
  stated: 'as stated by whoever asked',
  witness: 'when a quorum of witnesses had seen the head',
};
