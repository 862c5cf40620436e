import { describe, expect, test, vi } from 'vitest';
import { SearchPages } from '../../../renderer/client/search-pages.ts';
import type { SearchQuestion } from '../../../renderer/client/search-session.ts';
import { entrySteps } from '../../../renderer/views/explore/entry-steps.ts';
import type { HitRow } from '../../../shared/contract/search-protocol.ts';
import { forEachField } from '../../../shared/index/for-each-field.ts';

/** Lines 3, 40 and 77 of a log of 100 are found. */
const found = [3, 40, 77];
const question: SearchQuestion = {
  ...{ caseId: 'c', bundleIds: ['b'], query: 'u-1', fields: [], facets: [], buckets: 0 },
  sort: { by: 'log', isDescending: false },
};

function rowOf(ordinal: number): HitRow {
  const fields = forEachField(() => ({ kind: 'absent' }) as const);
  const entry = { ordinal, seq: ordinal, time: null, reading: 'entry', isDamaged: false, fields } as const;
  return { ...entry, bundleId: 'b', further: [], alsoIn: [] };
}

function stepsFrom(ordinal: number, active: number, asked: Partial<SearchQuestion> = {}) {
  const calls = { call: () => new Promise<never>(() => {}) };
  const moveTo = vi.fn<(row: number) => void>();
  const onMove = vi.fn<(ordinal: number) => void>();
  const pages = new SearchPages(calls, question, found.length, found.map(rowOf));
  const steps = entrySteps({
    ...{ opened: { bundleId: 'b', ordinal }, total: 100, onMove },
    question: { ...question, ...asked },
    cursor: { pages, active, moveTo },
  });
  return { steps, moveTo, onMove };
}

describe('the arrows of an open entry', () => {
  test('go from hit to hit while something is searched, and not to the lines between', () => {
    const { steps, moveTo, onMove } = stepsFrom(40, 1);
    expect(steps.through).toBe('result');
    steps.next?.();
    steps.previous?.();
    expect(moveTo.mock.calls).toEqual([[2], [0]]);
    expect(onMove).not.toHaveBeenCalled();
  });

  test('end with the first and the last hit', () => {
    expect(stepsFrom(3, 0).steps.previous).toBeNull();
    expect(stepsFrom(77, 2).steps.next).toBeNull();
    expect(stepsFrom(77, 2).steps.previous).not.toBeNull();
  });

  test('go through the log where every line is shown in its order, and from an entry that is no hit', () => {
    for (const { steps, onMove } of [stepsFrom(40, 1, { query: ' ' }), stepsFrom(41, 1)]) {
      expect(steps.through).toBe('log');
      steps.next?.();
      expect(onMove).toHaveBeenCalledOnce();
    }
    expect(stepsFrom(0, 1).steps.previous).toBeNull();
    expect(stepsFrom(99, 1).steps.next).toBeNull();
  });

  test.each<[string, Partial<SearchQuestion>]>([
    ['the order of time', { query: '', sort: { by: 'time', isDescending: false } }],
    ['the log backwards', { query: '', sort: { by: 'log', isDescending: true } }],
    ['several bundles', { query: '', bundleIds: ['b', 'other'] }],
  ])('follow %s where the table does', (_, asked) => {
    expect(stepsFrom(40, 1, asked).steps.through).toBe('result');
  });
});
