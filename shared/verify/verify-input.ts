import type { BundleObservation } from '../bundle/observation.ts';
import type { DigestHex, UnixMillis } from '../bytes/units.ts';
import { emptyTrustStore, type TrustStore } from '../trust/trust-store.ts';
import type { TrustedKey } from '../trust/trusted-key.ts';

/** The bundle as it was read, and everything that is known from elsewhere. */
export interface VerifyInput {
  readonly observation: BundleObservation;
  /** Digests of the members when they arrived, by path: present when a stored copy is verified again. */
  readonly arrival: ReadonlyMap<string, DigestHex> | null;
  readonly trust: TrustStore;
  readonly expected: ExpectedHead;
  readonly policyTime: PolicyTime;
  /** When this delivery came. Only heads that were seen before can make it a step back, or confirm it. */
  readonly receivedAt: UnixMillis;
}

/** What a person was told of the head by another way than the bundle; null for what they were not told. */
export interface ExpectedHead {
  readonly size: number | null;
  /** 32 bytes in base64, as the third line of a checkpoint. */
  readonly root: string | null;
}

/**
 * The time at which keys must count when nothing in the evidence proves a better one. `now` is the clock of this
 * machine, which nobody vouches for; `stated` is a time that a person takes upon themselves, and it goes before all others.
 */
export interface PolicyTime {
  readonly time: UnixMillis;
  readonly source: 'now' | 'stated';
}

export const nothingExpected: ExpectedHead = { size: null, root: null };

/** A bundle with pinned keys alone: no policy of witnesses, no memory of heads, and nothing expected. */
export function withKeysOnly(
  { observation, arrival }: Pick<VerifyInput, 'observation' | 'arrival'>,
  keys: readonly TrustedKey[],
  now: UnixMillis,
): VerifyInput {
  return {
    observation,
    arrival,
    trust: { ...emptyTrustStore, keys },
    expected: nothingExpected,
    policyTime: { time: now, source: 'now' },
    receivedAt: now,
  };
}
