import type { BundleObservation } from '../../shared/bundle/observation.ts';
import type { UnixMillis } from '../../shared/bytes/units.ts';
import { alteredVerdict, type StoreDifference } from '../../shared/case/altered-verdict.ts';
import { type DamagedLine, damagedLinesOf } from '../../shared/case/damaged-lines.ts';
import { headsForBundle } from '../../shared/case/heads-for-bundle.ts';
import type { RememberedHead } from '../../shared/trust/head-memory.ts';
import { emptyTrustStore } from '../../shared/trust/trust-store.ts';
import { headToRemember } from '../../shared/verify/head-to-remember.ts';
import type { Verdict } from '../../shared/verify/verdict.ts';
import { verifyBundle } from '../../shared/verify/verify-bundle.ts';
import { nothingExpected, type VerifyInput } from '../../shared/verify/verify-input.ts';

/** What is judged: a bundle as this run of the worker has read it, and what its stored copy does not agree with. */
export interface JudgedBundle {
  readonly observation: BundleObservation | null;
  readonly arrival: VerifyInput['arrival'];
  readonly differences: readonly StoreDifference[];
}

/**
 * What is known from elsewhere. `receivedAt` is the time of the import, in every later run as well: a bundle takes no step
 * back from a head that was seen after it had come.
 */
export type KnownOfDelivery = Pick<VerifyInput, 'trust' | 'expected' | 'receivedAt'>;

/** Of a delivery that came at this time, and of nothing else: nobody is trusted. */
export function nothingKnown(receivedAt: UnixMillis): KnownOfDelivery {
  return { trust: emptyTrustStore, expected: nothingExpected, receivedAt };
}

/** The verdict with what is known now, from what was read. Reads nothing again, so pinning a key costs no second pass. */
export function judge(bundle: JudgedBundle, known: KnownOfDelivery, now: UnixMillis): Verdict {
  const input = toInput(bundle, known, now);
  const verdict = input === null ? null : verifyBundle(input);
  return verdict === null || bundle.differences.length > 0
    ? alteredVerdict(verdict, bundle.differences)
    : verdict;
}

/** The lines that the checks of a bundle name. No key changes which, so they are worked out once, where it was read. */
export function damagedLines(bundle: JudgedBundle): readonly DamagedLine[] {
  return damagedLinesOf(judge(bundle, nothingKnown(0), 0).results);
}

/** The head that this bundle brings to memory, or null. An altered copy of our own brings none. */
export function headOf(bundle: JudgedBundle, known: KnownOfDelivery, now: UnixMillis): RememberedHead | null {
  const input = toInput(bundle, known, now);
  if (input === null || bundle.differences.length > 0) return null;
  return headToRemember(input, verifyBundle(input));
}

function toInput(
  { observation, arrival }: JudgedBundle,
  known: KnownOfDelivery,
  now: UnixMillis,
): VerifyInput | null {
  if (observation === null) return null;
  const heads = headsForBundle(observation, known.trust.heads, known.receivedAt);
  const trust = { ...known.trust, heads };
  return { observation, arrival, ...known, trust, policyTime: { time: now, source: 'now' } };
}
