import { renderUtcTime } from '../../adapters/utc-time.ts';
import { quote } from '../../bytes/quote.ts';
import type { CheckInput } from '../check-input.ts';
import { type CheckResult, memberPlace, type Outcome, wholeBundle } from '../check-result.ts';
import { showFirst } from '../show-first.ts';

/**
 * C2SP tlog-cosignature: those who must have seen the head have seen it. Where a policy asks for a quorum, silence is
 * not consent: without it nothing is verified, as with a pinned packer that did not sign.
 */
export function checkWitnesses({ witnessed, head }: CheckInput): readonly CheckResult[] {
  const { policy, cosigners, failed } = witnessed;
  if (policy === null) return [];
  const bad = failed.map(({ member, names }) => ({
    ...result('fail', `The cosignature of ${listOf(names)} on ${member} is not valid for its text.`),
    axis: 'signer' as const,
    place: memberPlace(member),
  }));
  if (bad.length > 0) return showFirst(bad);
  const newest = head.checkpoints.at(-1);
  const place = newest === undefined ? wholeBundle : memberPlace(newest.member);
  const said = cosigners.length === 0 ? 'nobody' : listOf(cosigners);
  if (witnessed.isQuorum) {
    return [{ ...result('pass', `A quorum of witnesses cosigned the head: ${said}.`), place }];
  }
  if (policy.quorum === null) {
    const statement = `The head is cosigned by ${said}; the policy asks for no quorum, so nothing follows.`;
    return cosigners.length === 0 ? [] : [{ ...result('warning', statement), place }];
  }
  const missing = result('unknown', 'The head is not cosigned by the quorum that the policy asks for.');
  return [{ ...missing, place, expected: `the quorum ${quote(policy.quorum)}`, found: said }];
}

/**
 * What a witness saw existed then: every entry under the head was written by that time. How long before, nobody says.
 */
export function checkTrustedTime({ witnessed, head, observation }: CheckInput): readonly CheckResult[] {
  const newest = head.checkpoints.at(-1);
  const place = newest === undefined ? wholeBundle : memberPlace(newest.member);
  const future = witnessed.inFuture.map((name) => ({
    ...timeResult(
      'warning',
      `The time of the witness ${quote(name)} lies after the clock here; it bounds nothing.`,
    ),
    place,
  }));
  const { seenBy } = witnessed;
  if (seenBy === null) return future;
  const time = renderUtcTime(seenBy);
  const results = [
    { ...timeResult('pass', `A quorum of witnesses had seen the head by ${time}.`), place, found: time },
    ...future,
  ];
  const { lastTime } = observation;
  if (lastTime === null || lastTime <= seenBy) return results;
  const statement = 'Entries state times after the witnesses had already seen them.';
  const late = {
    ...timeResult('warning', statement),
    expected: `${time} or earlier`,
    found: renderUtcTime(lastTime),
  };
  return [...results, late];
}

function listOf(names: readonly string[]): string {
  return names.map(quote).join(', ');
}

function result(outcome: Outcome, statement: string): CheckResult {
  return { code: 'witness', axis: 'completeness', outcome, place: wholeBundle, statement };
}

function timeResult(outcome: Outcome, statement: string): CheckResult {
  return { code: 'trusted-time', axis: 'time', outcome, place: wholeBundle, statement };
}
