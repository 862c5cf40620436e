import { describe, expect, test } from 'vitest';
import { authorityStandingAt } from '../../../shared/trust/authority-standing.ts';

const sound = { notBefore: 10_000, notAfter: 20_000, revoked: null };

describe('A time stamp of a pinned authority', () => {
  test.each([
    ['counts from the first moment of the certificate', 10_000, { kind: 'good' }],
    ['counts in its last second', 20_999, { kind: 'good' }],
    ['does not count before the certificate', 9_999, { kind: 'not-yet-valid', bound: 10_000 }],
    ['does not count after the last second', 21_000, { kind: 'expired', bound: 20_000 }],
  ])('%s', (_title, time, standing) => {
    expect(authorityStandingAt(sound, time)).toEqual(standing);
  });

  test('does not count once the authority is revoked, from whatever moment', () => {
    const revoked = { at: 1_000_000, reason: 'stolen', by: 'B' };
    for (const time of [0, 15_000, 2_000_000]) {
      expect(authorityStandingAt({ ...sound, revoked }, time)).toEqual({
        kind: 'revoked',
        revocation: revoked,
      });
    }
  });
});
