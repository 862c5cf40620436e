import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import type { NamedSearch } from '../../../shared/case/saved-search.ts';
import { sealSmall, zipOf } from './small-bundle.ts';
import { countRows, createComputer, fileOf, type TestWorker } from './worker-bench.ts';

const search: NamedSearch = {
  name: 'Second entry',
  description: '',
  control: 'PCI DSS 10.2.1',
  query: 'seq:1',
  sort: { by: 'time', isDescending: true },
};

/** A case with one bundle of nine entries. */
async function openCase(): Promise<{ worker: TestWorker; caseId: string; bundleId: string }> {
  const worker = await createComputer().startWorker();
  const { members } = await sealSmall({ entries: 9, segmentLines: 4 });
  const { bundleId, view } = await worker.request('importBundle', {
    caseId: null,
    source: fileOf(await zipOf(members), 'small.evb.zip'),
  });
  return { worker, caseId: view.case.caseId, bundleId };
}

async function searchRecords({ worker, caseId }: { worker: TestWorker; caseId: string }) {
  const { records, brokenAt } = await worker.request('listCustody', { caseId });
  expect(brokenAt).toBeNull();
  return records.filter(({ action }) => action === 'searched');
}

describe('the history of searches of a case', () => {
  it('is written into its custody log, with what this program finds by itself', async () => {
    const opened = await openCase();
    const { worker, caseId, bundleId } = opened;
    const order = { caseId, bundleIds: [bundleId], query: 'seq:1..3' };
    const recorded = await worker.request('recordSearch', order);
    expect(recorded).toMatchObject({
      query: 'seq:1..3',
      found: 3,
      searched: 9,
      sources: ['small.evb.zip'],
      sourceCount: 1,
      unchecked: 0,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await worker.request('listSearches', { caseId })).past).toEqual([recorded]);
    const [record] = await searchRecords(opened);
    expect(record?.facts).toContainEqual({ name: 'query', value: 'seq:1..3' });
    expect(record?.facts).toContainEqual({ name: 'lines found', value: '3' });
  });

  it('has no second record of the same question with the same answer, and one of each other question', async () => {
    const opened = await openCase();
    const { worker, caseId } = opened;
    const ask = (query: string) => worker.request('recordSearch', { caseId, bundleIds: [], query });
    expect(await ask('seq:1')).not.toBeNull();
    expect(await ask('seq:1')).toBeNull();
    expect(await ask('seq:2')).not.toBeNull();
    expect(await ask('seq:1')).not.toBeNull();
    expect(await searchRecords(opened)).toHaveLength(3);
  });

  it('says of how many files no check had confirmed the copy at that moment', async () => {
    const computer = createComputer();
    const first = await computer.startWorker();
    const { members } = await sealSmall({ entries: 9, segmentLines: 4 });
    const { view } = await first.request('importBundle', {
      caseId: null,
      source: fileOf(await zipOf(members)),
    });
    const { caseId } = view.case;
    const order = { caseId, bundleIds: [], query: 'seq:1' };
    // A new run has checked nothing yet: it finds the same in what is stored, and says so.
    const later = await computer.startWorker();
    expect(await later.request('recordSearch', order)).toMatchObject({ found: 1, unchecked: 1 });
    await later.request('openCase', { caseId });
    expect(await later.request('recordSearch', order)).toMatchObject({ found: 1, unchecked: 0 });
  });

  it('has no record of a query that cannot be read: nothing was found by it', async () => {
    const opened = await openCase();
    const { worker, caseId } = opened;
    expect(await worker.request('recordSearch', { caseId, bundleIds: [], query: 'seq:(' })).toBeNull();
    expect(await searchRecords(opened)).toEqual([]);
  });
});

describe('the kept searches of a case', () => {
  it('are saved, renamed and deleted, and go with the case', async () => {
    const { worker, caseId } = await openCase();
    const { saved } = await worker.request('saveSearch', { caseId, searchId: null, search });
    expect(saved).toEqual([{ ...search, searchId: expect.any(String), savedAt: expect.any(Number) }]);
    const [first] = saved;
    const renamed = { ...search, name: 'An entry' };
    const searchId = first?.searchId ?? '';
    expect((await worker.request('saveSearch', { caseId, searchId, search: renamed })).saved).toMatchObject([
      { searchId, name: 'An entry' },
    ]);
    await worker.request('saveSearch', { caseId, searchId: null, search });
    const left = await worker.request('deleteSearch', { caseId, searchId });
    expect(left.saved.map(({ name }) => name)).toEqual(['Second entry']);
    await worker.request('deleteCase', { caseId });
    expect(await countRows(worker)).toMatchObject({ searches: 0 });
  });

  it('are refused without a name, and nothing is stored', async () => {
    const { worker, caseId } = await openCase();
    const unnamed = worker.request('saveSearch', {
      caseId,
      searchId: null,
      search: { ...search, name: ' ' },
    });
    await expect(unnamed).rejects.toMatchObject({ code: 'search-refused' });
    expect((await worker.request('listSearches', { caseId })).saved).toEqual([]);
  });

  it('go as a file into another case, which takes those it does not have', async () => {
    const { worker, caseId } = await openCase();
    await worker.request('saveSearch', { caseId, searchId: null, search });
    await worker.request('saveSearch', { caseId, searchId: null, search: { ...search, name: 'Other' } });
    const { text } = await worker.request('exportSearches', { caseId });

    const other = await openCase();
    await other.worker.request('saveSearch', { caseId: other.caseId, searchId: null, search });
    const bytes = encodeUtf8(text);
    const answer = await other.worker.request('importSearches', { caseId: other.caseId, bytes });
    expect(answer).toMatchObject({ added: 1, known: 1 });
    expect(answer.shelf.saved.map(({ name }) => name)).toEqual(['Other', 'Second entry']);
    expect(await other.worker.request('importSearches', { caseId: other.caseId, bytes })).toMatchObject({
      added: 0,
      known: 2,
    });
  });

  it('stay as they are when a file cannot be read, or would be too many', async () => {
    const { worker, caseId } = await openCase();
    const broken = worker.request('importSearches', { caseId, bytes: encodeUtf8('{"format":') });
    await expect(broken).rejects.toMatchObject({ name: 'FormatError', code: 'json' });
    await worker.request('saveSearch', { caseId, searchId: null, search });
    const { text } = await worker.request('exportSearches', { caseId });
    const document = JSON.parse(text) as { searches: unknown[] };
    const many = Array.from({ length: 1_000 }, (_, index) => ({ ...search, name: `Search ${index}` }));
    const bytes = encodeUtf8(JSON.stringify({ ...document, searches: many }));
    await expect(worker.request('importSearches', { caseId, bytes })).rejects.toMatchObject({
      code: 'search-refused',
      message: 'A case keeps at most 1000 searches; these would be 1001.',
    });
    expect((await worker.request('listSearches', { caseId })).saved).toHaveLength(1);
  });
});
