import { type NamedSearch, namedSearchProblem, type SavedSearch } from '../../shared/case/saved-search.ts';
import { pastSearches, type SearchRecord, searchCustodyEntry } from '../../shared/case/search-facts.ts';
import { parseSearchFile, renderSearchFile } from '../../shared/case/search-file.ts';
import type { SearchShelf } from '../../shared/contract/saved-search-protocol.ts';
import { loadBundles, loadCase } from '../data/case-store.ts';
import { loadCustody, writeCustody } from '../data/custody-store.ts';
import { addSearches, loadSearches, removeSearch, storeSearch } from '../data/search-store.ts';
import { StoreError } from '../data/store-error.ts';
import { search } from './handle-search.ts';
import type { CaseContext, CaseHandler } from './request-context.ts';

export const listSearches: CaseHandler<'listSearches'> = ({ database }, { caseId }) =>
  loadShelf({ database }, caseId);

/**
 * What is written down is what this worker finds now, and not what the window says that it showed. The same question with
 * the same answer as the last one is not written twice: a reload asks again, and nobody has searched for anything.
 */
export const recordSearch: CaseHandler<'recordSearch'> = async (context, scope, call) => {
  const { database, platform, opened } = context;
  const { caseId, query } = scope;
  const { isRecording } = await context.lenses.of(database, caseId);
  if (!isRecording) return null;
  const request = { ...scope, ...plainResult };
  const answer = await search(context, request, call);
  if (answer.kind !== 'result') return null;
  const rows = await loadBundles(database, caseId);
  const searched = answer.byBundle.flatMap(({ bundleId }) => rows.filter((row) => row.bundleId === bundleId));
  const record: SearchRecord = {
    query,
    words: answer.words,
    found: answer.total,
    searched: answer.searched,
    digest: answer.digest,
    sources: searched.map(({ receipt }) => receipt.fileName),
    sourceCount: searched.length,
    unchecked: searched.filter((row) => opened.known(row) === null).length,
  };
  const at = platform.now();
  const { dexie, cases, custody } = database;
  return await dexie.transaction('rw', [cases, custody], async () => {
    const [last] = pastSearches((await loadCustody(database, caseId)).records);
    if (last !== undefined && isSameRecord(last, record)) return null;
    await writeCustody(database, caseId, [searchCustodyEntry(record, at)]);
    return pastSearches((await loadCustody(database, caseId)).records)[0] ?? null;
  });
};

/** No rows, facets or bars: the count is all that is written down. */
const plainResult = {
  sort: { by: 'log', isDescending: false },
  fields: [],
  facets: [],
  buckets: 1,
  rows: { first: 0, count: 0 },
} as const;

function isSameRecord(one: SearchRecord, other: SearchRecord): boolean {
  return (
    one.query === other.query &&
    one.digest === other.digest &&
    one.found === other.found &&
    one.unchecked === other.unchecked
  );
}

export const saveSearch: CaseHandler<'saveSearch'> = async (
  { database, platform },
  { caseId, searchId, search },
) => {
  const problem = namedSearchProblem(search);
  if (problem !== null) throw new StoreError('search-refused', `${problem}.`);
  await storeSearch(database, caseId, toSaved(platform, search, searchId ?? platform.newId()));
  return loadShelf({ database }, caseId);
};

export const deleteSearch: CaseHandler<'deleteSearch'> = async ({ database }, { caseId, searchId }) => {
  await removeSearch(database, caseId, searchId);
  return loadShelf({ database }, caseId);
};

export const exportSearches: CaseHandler<'exportSearches'> = async ({ database }, { caseId }) => {
  const { name } = await loadCase(database, caseId);
  const searches = await loadSearches(database, caseId);
  if (searches.length === 0) throw new StoreError('nothing-to-export', 'No search is saved in this case.');
  return { fileName: `${name} searches.json`, text: renderSearchFile(searches) };
};

export const importSearches: CaseHandler<'importSearches'> = async (
  { database, platform },
  { caseId, bytes },
) => {
  const searches = parseSearchFile(bytes);
  const counts = await addSearches(database, caseId, searches, (search) =>
    toSaved(platform, search, platform.newId()),
  );
  return { shelf: await loadShelf({ database }, caseId), ...counts };
};

async function loadShelf({ database }: Pick<CaseContext, 'database'>, caseId: string): Promise<SearchShelf> {
  const saved = await loadSearches(database, caseId);
  const { records } = await loadCustody(database, caseId);
  return { saved, past: pastSearches(records) };
}

function toSaved(
  { now }: CaseContext['platform'],
  { name, description, control, query, sort }: NamedSearch,
  searchId: string,
): SavedSearch {
  return { searchId, name: name.trim(), description, control, query, sort, savedAt: now() };
}
