import { describe, expect, it } from 'vitest';
import { damagedLines, failuresAt, nextDamaged } from '../../../renderer/views/explore/damaged-lines.ts';
import { gridActionOf } from '../../../renderer/views/explore/grid-keys.ts';
import type { CheckResult, Outcome } from '../../../shared/verify/check-result.ts';
import type { Verdict } from '../../../shared/verify/verdict.ts';

describe('the keys of the table', () => {
  const at = (active: number) => ({ active, total: 100, pageRows: 20 });

  it.each([
    ['j', 10, 11],
    ['ArrowDown', 99, 99],
    ['k', 10, 9],
    ['ArrowUp', 0, 0],
    ['PageDown', 10, 29],
    ['PageUp', 10, 0],
    ['Home', 50, 0],
    ['End', 50, 99],
  ])('%s moves from row %d to row %d', (key, from, to) => {
    expect(gridActionOf(key, at(from))).toEqual({ kind: 'move', to });
  });

  it('opens with Enter, moves sideways with the arrows, and leaves every other key alone', () => {
    expect(gridActionOf('Enter', at(1))).toEqual({ kind: 'open' });
    expect(gridActionOf('ArrowRight', at(1))).toEqual({ kind: 'sideways', by: 1 });
    expect(gridActionOf('/', at(1))).toBeNull();
    expect(gridActionOf('Tab', at(1))).toBeNull();
  });
});

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
