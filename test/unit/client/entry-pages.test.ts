import { expect, test } from 'vitest';
import type { CaseClient } from '../../../renderer/client/case-client.ts';
import { CaseError } from '../../../renderer/client/case-error.ts';
import { EntryPages, pageRows } from '../../../renderer/client/entry-pages.ts';
import type { EntryRow } from '../../../shared/contract/case-protocol.ts';
import { forEachField } from '../../../shared/index/for-each-field.ts';

function rowOf(ordinal: number): EntryRow {
  const fields = forEachField(() => ({ kind: 'absent' }) as const);
  return { ordinal, seq: ordinal, time: null, reading: 'entry', isDamaged: false, fields };
}

/** Answers `listEntries` from a bundle of `total` rows, and remembers which pages were asked for. */
function createSource(total: number) {
  const asked: number[] = [];
  const failing = new Set<number>();
  const client: CaseClient = {
    call: (name, args) => {
      if (name !== 'listEntries' || !('first' in args)) throw new Error('only rows are asked for');
      asked.push(args.first / pageRows);
      if (failing.has(args.first / pageRows)) {
        return Promise.reject(new CaseError({ kind: 'refused', message: 'gone' }));
      }
      const count = Math.min(args.count, total - args.first);
      const rows = Array.from({ length: count }, (_, index) => rowOf(args.first + index));
      // The compiler cannot narrow the generic answer by the name that was checked above.
      return Promise.resolve(rows) as Promise<never>;
    },
    close: () => {},
  };
  return { asked, failing, pages: new EntryPages(client, 'b', total) };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

test('a row is a placeholder until its page has come, and each page is asked for once', async () => {
  const { asked, pages } = createSource(1_000);
  let changes = 0;
  pages.subscribe(() => {
    changes += 1;
  });
  expect(pages.slotAt(300)).toEqual({ kind: 'loading', ordinal: 300 });
  expect(pages.slotAt(301)).toEqual({ kind: 'loading', ordinal: 301 });
  await settle();
  expect(pages.slotAt(300)).toEqual({ kind: 'row', row: rowOf(300) });
  expect(asked).toEqual([1]);
  expect(changes).toBe(1);
});

test('the last page asks for no row that is not there', async () => {
  const { pages } = createSource(pageRows + 3);
  pages.slotAt(pageRows + 2);
  await settle();
  expect(pages.slotAt(pageRows + 2).kind).toBe('row');
});

test('a page that failed says so at each of its rows, until it is tried again', async () => {
  const { failing, pages } = createSource(1_000);
  failing.add(0);
  pages.slotAt(5);
  await settle();
  expect(pages.slotAt(5)).toMatchObject({ kind: 'failed', ordinal: 5, error: { kind: 'refused' } });
  failing.clear();
  pages.retryFailed();
  expect(pages.slotAt(5).kind).toBe('loading');
  await settle();
  expect(pages.slotAt(5).kind).toBe('row');
});

test('the pages that were looked at longest ago are forgotten', async () => {
  const { asked, pages } = createSource(pageRows * 80);
  for (let page = 0; page < 70; page++) {
    pages.slotAt(page * pageRows);
    await settle();
    pages.slotAt(0);
  }
  expect(pages.slotAt(0).kind).toBe('row');
  expect(pages.slotAt(1 * pageRows).kind).toBe('loading');
  expect(asked.filter((page) => page === 0)).toHaveLength(1);
});

test('rows that are asked for anew stay until the new ones are there', async () => {
  const { asked, failing, pages } = createSource(1_000);
  pages.slotAt(5);
  await settle();
  pages.renew();
  expect(pages.slotAt(5).kind).toBe('row');
  expect(asked).toEqual([0, 0]);
  await settle();
  expect(pages.slotAt(5).kind).toBe('row');
  expect(asked).toEqual([0, 0]);
  failing.add(0);
  pages.renew();
  pages.slotAt(5);
  await settle();
  expect(pages.slotAt(5).kind).toBe('failed');
});

test('an answer from before everything was asked for anew does not displace the one after it', async () => {
  const { failing, pages } = createSource(1_000);
  failing.add(0);
  pages.slotAt(5);
  failing.clear();
  pages.renew();
  pages.slotAt(5);
  await settle();
  expect(pages.slotAt(5).kind).toBe('row');
});
