import type { BundleObservation } from '../../shared/bundle/observation.ts';
import type { UnixMillis } from '../../shared/bytes/units.ts';
import { alteredVerdict, type StoreDifference } from '../../shared/case/altered-verdict.ts';
import type { RememberedHead } from '../../shared/trust/head-memory.ts';
import type { TrustStore } from '../../shared/trust/trust-store.ts';
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
 * The verdict with this trust and now, from what was read. Reads nothing again, so pinning a key costs no second pass.
 * `receivedAt` is the time of the import, in every later run as well: a bundle takes no step back from a head that was
 * seen after it had come.
 */
export function judge(
  bundle: JudgedBundle,
  trust: TrustStore,
  receivedAt: UnixMillis,
  now: UnixMillis,
): Verdict {
  const { observation, arrival, differences } = bundle;
  const verdict =
    observation === null ? null : verifyBundle(toInput(observation, arrival, trust, receivedAt, now));
  return verdict === null || differences.length > 0 ? alteredVerdict(verdict, differences) : verdict;
}

/** The head that this bundle brings to memory, or null. An altered copy of our own brings none. */
export function headOf(
  { observation, arrival, differences }: JudgedBundle,
  trust: TrustStore,
  receivedAt: UnixMillis,
  now: UnixMillis,
): RememberedHead | null {
  if (observation === null || differences.length > 0) return null;
  const input = toInput(observation, arrival, trust, receivedAt, now);
  return headToRemember(input, verifyBundle(input));
}

function toInput(
  observation: BundleObservation,
  arrival: VerifyInput['arrival'],
  trust: TrustStore,
  receivedAt: UnixMillis,
  now: UnixMillis,
): VerifyInput {
  return {
    observation,
    arrival,
    trust,
    expected: nothingExpected,
    policyTime: { time: now, source: 'now' },
    receivedAt,
  };
}
