import { renderUtcTime } from '../adapters/utc-time.ts';
import type { KeyStanding } from '../trust/key-standing.ts';
import type { CheckResult } from './check-result.ts';
import { type Moment, momentWords } from './judged-time.ts';

/** Why a pinned key does not count: the parts of a result that says so. */
export type KeyLapse = Pick<CheckResult, 'statement' | 'standing' | 'expected' | 'found'>;

/** Words for a key that was pinned and does not count at this moment; null when it does. */
export function toKeyLapse(whose: 'log' | 'packer', standing: KeyStanding, moment: Moment): KeyLapse | null {
  if (standing.kind === 'good') return null;
  const { kind } = standing;
  const found = lapseWords(standing);
  return {
    statement: `The ${whose}'s key was pinned, but it is ${found}.`,
    standing: kind,
    expected: `a key that counts at ${momentWords(moment)}`,
    found,
  };
}

function lapseWords(standing: Exclude<KeyStanding, { kind: 'good' }>): string {
  if (standing.kind === 'revoked') {
    const { at, reason, by } = standing.revocation;
    return `revoked since ${renderUtcTime(at)} by ${by} (${reason})`;
  }
  const bound = renderUtcTime(standing.bound);
  return standing.kind === 'expired'
    ? `expired since ${bound}`
    : `outside its window, which begins at ${bound}`;
}
