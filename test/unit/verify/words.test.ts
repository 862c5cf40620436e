import { describe, expect, it } from 'vitest';
import type { CheckResult, Outcome, Place } from '../../../shared/verify/check-result.ts';
import { type CheckCode, checkCodes } from '../../../shared/verify/codes.ts';
import { countOf, groupDigits } from '../../../shared/verify/count-words.ts';
import { explain } from '../../../shared/verify/explain.ts';
import { toVerdict } from '../../../shared/verify/to-verdict.ts';
import { observe, sealSmall } from '../../support/bundle-builder.ts';

describe('Every code', () => {
  it.each(checkCodes)('%s can be explained: what it proves and what it does not', (code) => {
    const { title, proves, doesNotProve, command } = explain(code);
    for (const text of [title, proves, doesNotProve]) expect(text).toMatch(/\S{3}/);
    if (command !== null)
      expect(command).toMatch(/^(sha256sum|find|head|grep|sed|printf|openssl|ssh-keygen|cat) /);
  });
});

describe('Counts', () => {
  it('have groups of three digits in every locale, and one is singular', () => {
    expect(countOf(1, 'entry', 'entries')).toBe('1 entry');
    expect(countOf(0, 'entry', 'entries')).toBe('0 entries');
    expect(groupDigits(1234567)).toBe('1,234,567');
    expect(groupDigits(999)).toBe('999');
  });
});

describe('A verdict', () => {
  const line: Place = { kind: 'line', member: 'm', line: 2, offset: 9, ordinal: 1, seq: null };
  const result = (
    code: CheckCode,
    outcome: Outcome,
    axis: CheckResult['axis'],
    place: Place,
  ): CheckResult => ({
    code,
    axis,
    outcome,
    place,
    statement: 'So it is.',
  });
  const verdictOf = async (...results: CheckResult[]) =>
    toVerdict(results, await observe((await sealSmall({ entries: 1 })).members));

  it('from checks that said nothing is NOT VERIFIABLE: silence is not consent', async () => {
    const verdict = await verdictOf();
    expect(verdict).toMatchObject({ headline: 'NOT VERIFIABLE', state: 'not-verifiable' });
    expect(verdict.axes.bytes).toEqual({ tone: 'open', words: 'not decided' });
  });

  it.each<[string, Place]>([
    ['broken at line 2 of m', line],
    ['broken at m', { kind: 'member', member: 'm' }],
    ['broken at the bundle as a whole', { kind: 'bundle' }],
  ])('says where it is %s', async (words, place) => {
    expect((await verdictOf(result('root', 'fail', 'bytes', place))).axes.bytes.words).toBe(words);
  });

  it('names a line before a file that differs', async () => {
    const file = result('file-digest', 'fail', 'bytes', { kind: 'member', member: 'f' });
    expect((await verdictOf(file, result('chain', 'fail', 'bytes', line))).axes.bytes.words).toBe(
      'broken at line 2 of m',
    );
  });

  it('is BROKEN by whatever fails about the signer', async () => {
    expect((await verdictOf(result('log-key', 'fail', 'signer', line))).headline).toBe('BROKEN');
  });
});
