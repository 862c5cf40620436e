import { describe, expect, it } from 'vitest';
import { damagedLines, failuresAt, nextDamaged } from '../../../renderer/views/explore/damaged-lines.ts';
import type { CheckResult, Outcome } from '../../../shared/verify/check-result.ts';
import type { Verdict } from '../../../shared/verify/verdict.ts';

describe('damaged lines', () => {
  const result = (outcome: Outcome, ordinal: number): CheckResult => ({
    code: 'chain',
    axis: 'bytes',
    outcome,
    place: {
      kind: 'line',
      member: 'data/segments/000000000000.ndjson',
      line: ordinal + 1,
      offset: 0,
      ordinal,
      seq: ordinal,
    },
    statement: `Line ${ordinal + 1}.`,
  });
  const axis = { tone: 'bad', words: '' } as const;
  const verdict: Verdict = {
    state: 'failed',
    headline: 'BROKEN',
    axes: { bytes: axis, signer: axis, completeness: axis, time: axis },
    results: [
      result('fail', 7),
      result('warning', 5),
      result('fail', 3),
      result('fail', 7),
      { code: 'root', axis: 'bytes', outcome: 'fail', place: { kind: 'bundle' }, statement: 'Root.' },
    ],
  };

  it('are those that failed checks name, each once, in the order of the log', () => {
    expect(damagedLines(verdict)).toEqual([3, 7]);
  });

  it('are found one after the other, and from the first again', () => {
    expect([
      nextDamaged([3, 7], 0),
      nextDamaged([3, 7], 3),
      nextDamaged([3, 7], 7),
      nextDamaged([], 0),
    ]).toEqual([3, 7, 3, null]);
  });

  it('come with every failed check that names them, and with no warning', () => {
    expect(failuresAt(7, verdict)).toHaveLength(2);
    expect(failuresAt(5, verdict)).toEqual([]);
  });
});
