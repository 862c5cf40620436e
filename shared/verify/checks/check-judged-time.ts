import { renderUtcTime } from '../../adapters/utc-time.ts';
import type { CheckInput } from '../check-input.ts';
import { type CheckResult, wholeBundle } from '../check-result.ts';
import { momentWords } from '../judged-time.ts';

/** The clock of this machine stands before what the trust store already knows, and it matters for a key of this log. */
export function checkJudgedTime({ judged, trustedKeys, observation }: CheckInput): readonly CheckResult[] {
  const { origin } = observation.descriptor;
  const hasEnd = trustedKeys.some(
    (key) =>
      key.origin === origin && (key.validAfter !== null || key.validBefore !== null || key.revoked !== null),
  );
  if (judged.clockBehind === null || !hasEnd) return [];
  return [
    {
      code: 'judged-time',
      axis: 'signer',
      outcome: 'warning',
      place: wholeBundle,
      statement: 'The clock of this computer stands before the newest record in the trust store.',
      expected: momentWords(judged.packer),
      found: renderUtcTime(judged.clockBehind),
    },
  ];
}
