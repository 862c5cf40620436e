import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CaseError } from '../../../renderer/client/case-error.ts';
import { askRowsAhead, rowsAhead } from '../../../renderer/client/rows-ahead.ts';
import type { SearchCalls } from '../../../renderer/client/search-calls.ts';
import { hitPageRows } from '../../../renderer/client/search-pages.ts';
import {
  type SearchQuestion,
  SearchSession,
  type ShownSearch,
} from '../../../renderer/client/search-session.ts';
import type { Progress } from '../../../shared/contract/case-protocol.ts';
import type {
  HitRow,
  SearchAnswer,
  SearchRequest,
  SearchResult,
} from '../../../shared/contract/search-protocol.ts';
import { forEachField } from '../../../shared/index/for-each-field.ts';

function rowOf(ordinal: number): HitRow {
  const fields = forEachField(() => ({ kind: 'absent' }) as const);
  const entry = { ordinal, seq: ordinal, time: null, reading: 'entry', isDamaged: false, fields } as const;
  return { ...entry, bundleId: 'b', further: [], alsoIn: [] };
}

function resultOf(total: number): SearchResult {
  return {
    kind: 'result',
    total,
    searched: 1_000,
    byBundle: [{ bundleId: 'b', total, searched: 1_000 }],
    rows: Array.from({ length: Math.min(total, hitPageRows) }, (_, index) => rowOf(index)),
    facets: [],
    histogram: { start: 0, width: 1_000, counts: [], searched: [], withoutTime: 0 },
    notes: [],
    words: 'every line',
    digest: '00',
    tookMillis: 1,
  };
}

const question: SearchQuestion = {
  caseId: 'c',
  bundleIds: ['b'],
  query: '',
  sort: { by: 'log', isDescending: false },
  fields: [],
  facets: [],
  buckets: 60,
};

/** A case worker whose searches answer when the test says so. */
function createWorker({ isRowsFirst = false, ahead = null as ShownSearch | null } = {}) {
  const searches: {
    query: string;
    args: Partial<SearchRequest>;
    report: (progress: Progress) => void;
    signal: AbortSignal | undefined;
    answer: (answer: SearchAnswer) => void;
  }[] = [];
  const pages: number[] = [];
  const fail: ((error: CaseError) => void)[] = [];
  const calls: SearchCalls = {
    call: (name, args, options) =>
      new Promise((resolve, reject) => {
        if (name === 'listHits' && 'first' in args) {
          pages.push(args.first);
          const rows = Array.from({ length: args.count }, (_, index) => rowOf(args.first + index));
          // The compiler cannot narrow the generic answer by the name that was checked above.
          resolve(rows as never);
          return;
        }
        if (!('query' in args)) throw new Error('only searches and rows are asked for');
        fail.push(reject);
        searches.push({
          query: args.query,
          args,
          report: (progress) => options?.onProgress?.(progress),
          signal: options?.signal,
          answer: (answer) => resolve(answer as never),
        });
      }),
  };
  const session = new SearchSession(calls, { isRowsFirst, ahead });
  const answerTo = async (index: number, answer: SearchAnswer) => {
    searches[index]?.answer(answer);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { calls, session, searches, pages, fail, answerTo };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a search on screen', () => {
  test('is answered with its total and its first rows, which are not asked for again', async () => {
    const { session, pages, answerTo } = createWorker();
    session.ask(question);
    expect(session.state()).toMatchObject({ standing: { kind: 'pending' }, shown: null });
    await answerTo(0, resultOf(300));
    const { standing, shown } = session.state();
    expect(standing).toEqual({ kind: 'answered' });
    expect(shown?.result.total).toBe(300);
    expect(shown?.pages.slotAt(127)).toEqual({ kind: 'row', index: 127, row: rowOf(127) });
    expect(pages).toEqual([]);
  });

  test('fetches further rows by page as they are looked at, and none behind the last', async () => {
    const { session, pages, answerTo } = createWorker();
    session.ask(question);
    await answerTo(0, resultOf(300));
    const rows = session.state().shown?.pages;
    expect(rows?.slotAt(299)).toEqual({ kind: 'loading', index: 299 });
    await vi.advanceTimersByTimeAsync(0);
    expect(rows?.slotAt(299)).toEqual({ kind: 'row', index: 299, row: rowOf(299) });
    expect(pages).toEqual([256]);
  });

  test('asks at once for a letter after a pause, and of letters that are typed fast only for the last', async () => {
    const { session, searches } = createWorker();
    for (const query of ['a', 'al', 'ali']) {
      session.ask({ ...question, query }, 'typed');
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(searches.map(({ query }) => query)).toEqual(['a']);
    expect(searches[0]?.signal?.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(searches.map(({ query }) => query)).toEqual(['a', 'ali']);
    session.ask({ ...question, query: 'alic' }, 'typed');
    expect(searches.map(({ query }) => query)).toEqual(['a', 'ali', 'alic']);
  });

  test('does not wait any longer when the person presses Enter', async () => {
    const { session, searches } = createWorker();
    session.ask({ ...question, query: 'a' }, 'typed');
    session.ask({ ...question, query: 'al' }, 'typed');
    session.ask({ ...question, query: 'al' }, 'now');
    expect(searches.map(({ query }) => query)).toEqual(['a', 'al']);
    session.ask({ ...question, query: 'al' }, 'now');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(searches).toHaveLength(2);
  });

  test('stops what the next question replaces, and never shows its late answer', async () => {
    const { session, searches, answerTo } = createWorker();
    session.ask({ ...question, query: 'first' });
    session.ask({ ...question, query: 'second' });
    expect(searches[0]?.signal?.aborted).toBe(true);
    expect(searches[1]?.signal?.aborted).toBe(false);
    await answerTo(0, resultOf(1));
    expect(session.state()).toMatchObject({ standing: { kind: 'pending' }, shown: null });
    await answerTo(1, resultOf(2));
    expect(session.state().shown?.result.total).toBe(2);
  });

  test('keeps the answer before while the next one is on the way, and says that it is not the answer', async () => {
    const { session, answerTo } = createWorker();
    session.ask(question);
    await answerTo(0, resultOf(5));
    session.ask({ ...question, query: 'actor:' });
    expect(session.state()).toMatchObject({
      standing: { kind: 'pending' },
      shown: { question: { query: '' }, result: { total: 5 } },
    });
    const error = { message: 'A value is missing.', start: 6, end: 6, suggestion: null };
    await answerTo(1, { kind: 'invalid', error });
    expect(session.state()).toMatchObject({
      standing: { kind: 'invalid', problem: error },
      shown: { question: { query: '' }, result: { total: 5 } },
    });
    session.ask({ ...question, query: '/(a+)+/' });
    await answerTo(2, { kind: 'stopped', statement: 'It took longer than a second.' });
    expect(session.state().standing).toEqual({ kind: 'stopped', statement: 'It took longer than a second.' });
  });

  test('keeps the rows when only the facets change, and takes new ones when the order does', async () => {
    const { session, answerTo } = createWorker();
    session.ask(question);
    await answerTo(0, resultOf(5));
    const { pages } = session.state().shown ?? {};
    const facets = [{ field: 'actor', count: 10, containing: null }];
    session.ask({ ...question, facets });
    await answerTo(1, resultOf(5));
    expect(session.state().shown?.pages).toBe(pages);
    session.ask({ ...question, facets, sort: { by: 'time', isDescending: true } });
    await answerTo(2, resultOf(5));
    expect(session.state().shown?.pages).not.toBe(pages);
  });

  test('says why it failed, keeps what stands, and asks again when told to', async () => {
    const { session, searches, fail, answerTo } = createWorker();
    session.ask(question);
    fail[0]?.(new CaseError({ kind: 'refused', message: 'gone' }));
    await vi.advanceTimersByTimeAsync(0);
    expect(session.state()).toMatchObject({
      standing: { kind: 'failed', error: { kind: 'refused', message: 'gone' } },
      shown: null,
    });
    session.askAgain();
    expect(searches).toHaveLength(2);
    await answerTo(1, resultOf(3));
    const { pages } = session.state().shown ?? {};
    // A check has ended: the rows now say which lines it names.
    session.askAgain();
    await answerTo(2, resultOf(3));
    expect(session.state().shown?.pages).not.toBe(pages);
  });

  test('takes the rows of before for none that a check has just made old, also when the facets change meanwhile', async () => {
    const { session, answerTo } = createWorker();
    session.ask(question);
    await answerTo(0, resultOf(3));
    const { pages } = session.state().shown ?? {};
    session.askAgain();
    session.ask({ ...question, facets: [{ field: 'actor', count: 10, containing: null }] });
    expect(session.state().standing.kind).toBe('pending');
    await answerTo(2, resultOf(3));
    expect(session.state().shown?.pages).not.toBe(pages);
  });

  test('says of other facets that the rows stand and only their counts are on the way', async () => {
    const { session, answerTo } = createWorker();
    session.ask(question);
    await answerTo(0, resultOf(3));
    session.ask({ ...question, facets: [{ field: 'actor', count: 10, containing: null }] });
    expect(session.state().standing).toEqual({ kind: 'counting', progress: null });
    session.ask({ ...question, query: 'actor:u-1' });
    expect(session.state().standing).toEqual({ kind: 'pending', progress: null });
  });

  test('asks anew when its screen has been left and comes back', () => {
    const { session, searches } = createWorker();
    session.ask(question);
    session.close();
    expect(searches[0]?.signal?.aborted).toBe(true);
    session.ask(question);
    expect(searches).toHaveLength(2);
  });
});

describe('a screen that begins with every line', () => {
  const facets = [{ field: 'actor', count: 10, containing: null }];
  const rowsAlone: SearchResult = { ...resultOf(300), histogram: null };

  test('has its rows before anything is counted, and keeps them when that has come', async () => {
    const { session, searches, answerTo } = createWorker({ isRowsFirst: true });
    session.ask({ ...question, facets });
    expect(searches.map(({ args }) => [args.facets, args.buckets])).toEqual([[[], 0]]);
    await answerTo(0, rowsAlone);
    const { standing, shown } = session.state();
    expect(standing).toEqual({ kind: 'counting', progress: null });
    expect(shown?.pages.slotAt(127)).toEqual({ kind: 'row', index: 127, row: rowOf(127) });
    expect(searches.map(({ args }) => [args.facets, args.buckets])).toEqual([
      [[], 0],
      [facets, 60],
    ]);
    const progress: Progress = { stage: 'loading-index', bytesDone: 1, bytesTotal: 2, entries: 0 };
    searches[1]?.report(progress);
    expect(session.state().standing).toEqual({ kind: 'counting', progress });
    await answerTo(1, resultOf(300));
    expect(session.state().standing).toEqual({ kind: 'answered' });
    expect(session.state().shown?.pages).toBe(shown?.pages);
    expect(session.state().shown?.result.histogram).not.toBeNull();
  });

  test('asks for its rows once, though facets are added while they are on the way', async () => {
    const { session, searches, answerTo } = createWorker({ isRowsFirst: true });
    session.ask(question);
    session.ask({ ...question, facets });
    expect(searches).toHaveLength(1);
    expect(searches[0]?.signal?.aborted).toBe(false);
    await answerTo(0, rowsAlone);
    expect(searches.map(({ args }) => args.facets)).toEqual([[], facets]);
    await answerTo(1, resultOf(300));
    expect(session.state()).toMatchObject({
      standing: { kind: 'answered' },
      shown: { question: { facets } },
    });
  });

  test('leaves the rows of every line for the answer to a query that is typed meanwhile', async () => {
    const { session, searches, answerTo } = createWorker({ isRowsFirst: true });
    session.ask(question);
    session.ask({ ...question, query: 'u-1' });
    expect(searches[0]?.signal?.aborted).toBe(true);
    await answerTo(0, rowsAlone);
    expect(session.state().shown).toBeNull();
    await answerTo(1, resultOf(7));
    expect(session.state()).toMatchObject({
      standing: { kind: 'answered' },
      shown: { result: { total: 7 } },
    });
    // From now on the index is there: nothing is asked in two steps any more.
    session.ask(question);
    expect(searches.map(({ args }) => args.buckets)).toEqual([0, 60, 60]);
  });

  test.each([
    ['a query', { query: 'u-1' }],
    ['the order of time', { sort: { by: 'time', isDescending: false } }],
  ])('with %s is asked at once, since that takes the index', (_, change) => {
    const { session, searches } = createWorker({ isRowsFirst: true });
    session.ask({ ...question, ...change });
    expect(searches.map(({ args }) => args.buckets)).toEqual([60]);
  });
});

describe('rows that were asked for before the screen was drawn', () => {
  async function askAhead(asked: SearchQuestion, answer: SearchAnswer | 'failure') {
    const worker = createWorker();
    const done = askRowsAhead(worker.calls, asked);
    if (answer === 'failure') worker.fail[0]?.(new CaseError({ kind: 'storage', message: 'no room' }));
    else worker.searches[0]?.answer(answer);
    await done;
    return worker;
  }

  test('are shown from the first moment on, and stay when the rest is counted', async () => {
    const { calls, searches } = await askAhead(question, resultOf(300));
    expect(searches[0]?.args).toMatchObject({
      facets: [],
      buckets: 0,
      rows: { first: 0, count: hitPageRows },
    });
    const ahead = rowsAhead(calls, question);
    const { session, searches: asked, answerTo } = createWorker({ isRowsFirst: true, ahead });
    expect(session.state()).toMatchObject({ question: null, standing: { kind: 'counting' } });
    expect(session.state().shown?.pages.slotAt(0)).toEqual({ kind: 'row', index: 0, row: rowOf(0) });

    session.ask(question);
    expect(session.state().standing.kind).toBe('counting');
    // In full and at once: the rows are there.
    expect(asked.map(({ args }) => args.buckets)).toEqual([question.buckets]);
    await answerTo(0, resultOf(300));
    expect(session.state().standing.kind).toBe('answered');
    expect(session.state().shown?.pages).toBe(ahead?.pages);
  });

  test('belong to their question alone, and to the draw that follows at once', async () => {
    const { calls } = await askAhead(question, resultOf(300));
    expect(rowsAhead(calls, { ...question, bundleIds: ['other'] })).toBeNull();
    expect(rowsAhead(calls, { ...question, caseId: 'other' })).toBeNull();
    expect(rowsAhead(calls, { ...question, fields: ['/role'] })).toBeNull();
    expect(rowsAhead(createWorker().calls, question)).toBeNull();
    expect(rowsAhead(calls, { ...question, buckets: 1 })).not.toBeNull();
    // By the time of another draw lines may be known to be damaged, or be seen through a lens that hides them.
    await vi.advanceTimersByTimeAsync(0);
    expect(rowsAhead(calls, question)).toBeNull();
  });

  test('are waited for a moment only, and are nothing when they come later', async () => {
    const { calls, searches, answerTo } = createWorker();
    let isOver = false;
    const done = askRowsAhead(calls, question).then(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(59);
    expect([isOver, searches[0]?.signal?.aborted]).toEqual([false, false]);
    await vi.advanceTimersByTimeAsync(1);
    await done;
    expect(searches[0]?.signal?.aborted).toBe(true);
    await answerTo(0, resultOf(300));
    expect(rowsAhead(calls, question)).toBeNull();
  });

  test('are left behind by a session that is asked something else', async () => {
    const { calls } = await askAhead(question, resultOf(300));
    const { session, answerTo } = createWorker({ isRowsFirst: true, ahead: rowsAhead(calls, question) });
    session.ask({ ...question, query: 'actor:u-1' });
    expect(session.state().standing.kind).toBe('pending');
    await answerTo(0, resultOf(3));
    expect(session.state().shown?.result.total).toBe(3);
  });

  test('are not asked for where that needs an index, and not had where it fails', async () => {
    const typed = createWorker();
    await askRowsAhead(typed.calls, { ...question, query: 'x' });
    await askRowsAhead(typed.calls, { ...question, sort: { by: 'time', isDescending: false } });
    await askRowsAhead(typed.calls, { ...question, bundleIds: ['b', 'other'] });
    expect(typed.searches).toEqual([]);
    const failed = await askAhead(question, 'failure');
    expect(rowsAhead(failed.calls, question)).toBeNull();
    const stopped = await askAhead(question, { kind: 'stopped', statement: 'too long' });
    expect(rowsAhead(stopped.calls, question)).toBeNull();
  });
});
