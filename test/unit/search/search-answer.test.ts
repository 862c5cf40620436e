import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SearchRequest } from '../../../shared/contract/search-protocol.ts';
import { answerSearch } from '../../../shared/search/answer-search.ts';
import { patientCall, searcherOf } from '../../support/built-source.ts';
import type { PlainBundle } from '../../support/slow-lines.ts';

const prev = 'a'.repeat(64);

function entry(second: number, members: Record<string, unknown>): string {
  const ts = new Date(Date.UTC(2026, 6, 1) + second * 1_000).toISOString();
  return JSON.stringify({ seq: second, prev, ts, ...members });
}

function bundleOf(lines: readonly string[], more: Partial<PlainBundle> = {}): PlainBundle {
  return {
    bundleId: 'one',
    fileSha256: '1'.repeat(64),
    mapping: { actor: '/actor' },
    segments: [lines],
    damaged: [],
    ...more,
  };
}

async function ask(bundles: readonly PlainBundle[], query: string, more: Partial<SearchRequest> = {}) {
  const request: SearchRequest = {
    caseId: 'case',
    bundleIds: [],
    query,
    sort: { by: 'log', isDescending: false },
    fields: [],
    facets: [],
    buckets: 100,
    rows: { first: 0, count: 100 },
    ...more,
  };
  const answer = await answerSearch(searcherOf(bundles), request, patientCall);
  if (answer.kind !== 'result') throw new Error(JSON.stringify(answer));
  return answer;
}

const facetOf = (field: string, count = 10) => ({ facets: [{ field, count, containing: null }] });

describe('A facet', () => {
  it('counts lines: one with a value twice counts once for it, one with two values for both', async () => {
    const lines = [
      entry(0, { tag: ['a', 'a'] }),
      entry(1, { tag: ['a', 'b'] }),
      entry(2, { tag: 'b', 'x.tag': 'c' }),
    ];
    const { facets } = await ask([bundleOf(lines)], '', facetOf('tag', 1));
    // Two lines have a value besides the listed one.
    expect(facets[0]).toMatchObject({
      values: [{ text: 'a', count: 2 }],
      others: { values: 2, lines: 2 },
      absent: 0,
    });
  });

  it('orders equal counts by the UTF-16 units of their texts', async () => {
    const texts = ['\u{ff5e}', '\u{1f600}', 'z', 'Z', 'é', 'zz', '10', '9'];
    const lines = texts.map((text, second) => entry(second, { actor: text }));
    const { facets } = await ask([bundleOf(lines)], '', facetOf('actor'));
    expect(facets[0]?.values.map(({ text }) => text)).toEqual([
      '10',
      '9',
      'Z',
      'z',
      'zz',
      'é',
      '\u{1f600}',
      '\u{ff5e}',
    ]);
  });

  it('keeps absent, empty and withheld apart from the texts of the same names', async () => {
    const lines = [
      entry(0, { actor: 'absent' }),
      entry(1, {}),
      entry(2, { actor: null }),
      entry(3, { actor: '' }),
      entry(4, { actor: [{ '...': 'x'.repeat(43) }] }),
      `#withheld ${prev}`,
    ];
    const { facets } = await ask([bundleOf(lines)], '', facetOf('actor'));
    expect(facets[0]).toEqual({
      field: 'actor',
      values: [{ text: 'absent', count: 1 }],
      others: { values: 0, lines: 0 },
      absent: 2,
      empty: 1,
      withheld: 2,
    });
  });

  it('says of a field that no entry has that every line lacks it, and that a withheld line withholds it', async () => {
    const { facets } = await ask([bundleOf([entry(0, {}), `#withheld ${prev}`])], '', facetOf('nowhere'));
    expect(facets[0]).toMatchObject({ values: [], absent: 1, withheld: 1 });
  });
});

describe('An order', () => {
  const placesOf = async (lines: readonly string[], sort: SearchRequest['sort']) =>
    (await ask([bundleOf(lines)], '', { sort })).rows.map(({ ordinal }) => ordinal);

  it('by time has lines without a time last, and equal times as in the log, in both directions', async () => {
    const lines = [entry(5, {}), 'no entry', entry(3, {}), entry(5, {}), `#withheld ${prev}`, entry(4, {})];
    expect(await placesOf(lines, { by: 'time', isDescending: false })).toEqual([2, 5, 0, 3, 1, 4]);
    expect(await placesOf(lines, { by: 'time', isDescending: true })).toEqual([0, 3, 5, 2, 1, 4]);
  });

  it('by time keeps equal times as in the log also where the log never goes back', async () => {
    const lines = [entry(1, {}), entry(2, {}), entry(2, {}), entry(3, {})];
    expect(await placesOf(lines, { by: 'time', isDescending: true })).toEqual([3, 1, 2, 0]);
  });

  it('by a field has numbers before other texts, by what they are, and lines without text last', async () => {
    const lines = ['b', 10, '9', undefined, 'a', 9.5, '', '1e1'].map((size, second) =>
      entry(second, { size }),
    );
    expect(await placesOf(lines, { by: 'size', isDescending: false })).toEqual([2, 5, 1, 7, 4, 0, 3, 6]);
    expect(await placesOf(lines, { by: 'size', isDescending: true })).toEqual([0, 4, 7, 1, 5, 2, 3, 6]);
  });

  it('by a field takes the smallest of several values upwards and the greatest downwards', async () => {
    const lines = [entry(0, { tag: ['m'] }), entry(1, { tag: ['a', 'z'] }), entry(2, { tag: ['n'] })];
    expect(await placesOf(lines, { by: 'tag', isDescending: false })).toEqual([1, 0, 2]);
    expect(await placesOf(lines, { by: 'tag', isDescending: true })).toEqual([1, 2, 0]);
  });
});

describe('A histogram', () => {
  it('begins at a multiple of its width in UTC and counts what was searched beside what was found', async () => {
    const lines = [entry(7, { actor: 'a' }), entry(8, { actor: 'b' }), entry(61, { actor: 'a' }), 'no entry'];
    const { histogram } = await ask([bundleOf(lines)], 'a', { buckets: 12 });
    const start = Date.UTC(2026, 6, 1, 0, 0, 5);
    const counts = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    expect(histogram).toEqual({
      start,
      width: 5_000,
      counts,
      searched: [2, ...counts.slice(1)],
      withoutTime: 0,
    });
  });

  it('is as fine as the times that are asked for allow', async () => {
    const lines = [entry(0, {}), entry(60, {}), entry(86_400 * 200, {})];
    const whole = await ask([bundleOf(lines)], '', { buckets: 20 });
    expect(whole.histogram).toMatchObject({ width: 30 * 86_400_000 });
    const minute = await ask([bundleOf(lines)], 'ts<2026-07-01T00:01', { buckets: 20 });
    expect(minute.histogram).toMatchObject({ width: 5_000, counts: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] });
  });

  it('has no bucket where no line states a time', async () => {
    const { histogram } = await ask([bundleOf(['x', 'y'])], '');
    expect(histogram).toMatchObject({ counts: [], searched: [], withoutTime: 2 });
  });
});

describe('The notes of a result', () => {
  it('say how many lines state no time, where times are asked for or sorted by', async () => {
    const lines = [entry(0, {}), 'no entry', 'another'];
    expect((await ask([bundleOf(lines)], '')).notes).toEqual([]);
    expect((await ask([bundleOf(lines)], 'ts:2026')).notes).toMatchObject([
      {
        kind: 'no-time',
        statement: '2 lines state no time, and no question about time is answered by them.',
      },
    ]);
    expect(
      (await ask([bundleOf(lines)], '', { sort: { by: 'time', isDescending: true } })).notes,
    ).toMatchObject([
      { kind: 'no-time', statement: '2 lines state no time. In the order of time they come last.' },
    ]);
  });

  it('say how many lines have a value that is no number where one was asked for', async () => {
    const lines = [
      entry(0, { size: 5 }),
      entry(1, { size: 'large' }),
      entry(2, { size: ['x', 7] }),
      entry(3, {}),
    ];
    const { notes, total } = await ask([bundleOf(lines)], 'size>4');
    expect(total).toBe(2);
    expect(notes).toMatchObject([
      {
        kind: 'not-numbers',
        statement: '1 line has a value in "size" that is no number, and it was not compared.',
      },
    ]);
  });

  it('name a field that no bundle has, the field of the order too, and suggest a query only for the former', async () => {
    const lines = [entry(0, { actor: 'a', reason: 'x' })];
    const { notes } = await ask([bundleOf(lines)], 'reson:x', { sort: { by: 'sise', isDescending: false } });
    expect(notes).toEqual([
      {
        kind: 'unknown-field',
        statement: 'No searched bundle has a field named "reson".',
        suggestion: 'reason:x',
      },
      { kind: 'unknown-field', statement: 'No searched bundle has a field named "sise".', suggestion: null },
    ]);
  });
});

describe('The digest of a question', () => {
  it('is SHA-256 over the digests of the files in their order and the query in its own spelling', async () => {
    const bundles = [
      bundleOf([], { fileSha256: 'f'.repeat(64) }),
      bundleOf([], { bundleId: 'two', fileSha256: '0'.repeat(64) }),
    ];
    const { digest } = await ask(bundles, 'actor:alice  and  -is:damaged');
    const text = `vouch-question/1\n${'0'.repeat(64)}\n${'f'.repeat(64)}\nactor:alice -is:damaged\n`;
    expect(digest).toBe(createHash('sha256').update(text).digest('hex'));
    expect((await ask(bundles.toReversed(), 'actor:alice -is:damaged')).digest).toBe(digest);
  });
});

describe('A search that takes too long', () => {
  it('states that it was given up, and no figure at all', async () => {
    const late = { ...patientCall, deadline: { isOver: () => true } };
    const request = {
      caseId: 'case',
      bundleIds: [],
      query: '/a.*b/',
      sort: { by: 'log', isDescending: false },
    };
    const rest = { fields: [], facets: [], buckets: 10, rows: { first: 0, count: 1 } };
    const lines = Array.from({ length: 3_000 }, (_, second) =>
      entry(second, { actor: `a ${second} `.repeat(9) }),
    );
    const answer = await answerSearch(searcherOf([bundleOf(lines)]), { ...request, ...rest }, late);
    expect(answer).toEqual({
      kind: 'stopped',
      statement: expect.stringContaining('given up after one second'),
    });
  });

  it('refuses an expression that cannot be read, at its place', async () => {
    const request = {
      caseId: 'case',
      bundleIds: [],
      query: 'actor:x reason:/ab(?=c)/',
      sort: { by: 'log', isDescending: false },
    };
    const rest = { fields: [], facets: [], buckets: 10, rows: { first: 0, count: 1 } };
    const answer = await answerSearch(searcherOf([]), { ...request, ...rest }, patientCall);
    expect(answer).toMatchObject({ kind: 'invalid', error: { start: 18, end: 21 } });
  });
});
