import { expect, it } from 'vitest';
import type { Query } from '../../../shared/query/query-tree.ts';
import { patientCall, searcherOf } from '../../support/built-source.ts';

const equals = (field: string, text: string): Query => ({
  kind: 'equals',
  field,
  text,
  span: { start: 0, end: 0 },
});

it('finds every one of a few lines that have the same text, whatever was asked before', async () => {
  const lines = Array.from({ length: 30 }, (_, seq) =>
    JSON.stringify({
      ts: '2026-07-02T12:00:00Z',
      seq,
      prev: 'a'.repeat(64),
      actor: { id: `u-${seq}`, email: 'unknown' },
    }),
  );
  const searcher = searcherOf([
    {
      ...{ bundleId: 'b1', fileSha256: 'f'.repeat(64), mapping: { actor: '/actor/id' } },
      ...{ segments: [lines], damaged: [] },
    },
  ]);
  const totalOf = async (query: Query) => {
    const found = await searcher.findOnce(query, patientCall);
    return found === 'stopped' ? null : found.total;
  };
  // What is remembered of the first is asked first in the second, and leaves few lines to the other question.
  expect(await totalOf(equals('actor', 'u-1'))).toBe(1);
  const others: Query = { kind: 'not', part: equals('actor', 'u-1') };
  expect(await totalOf({ kind: 'and', parts: [equals('actor.email', 'unknown'), others] })).toBe(29);
});
