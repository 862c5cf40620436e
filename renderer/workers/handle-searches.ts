import { type NamedSearch, namedSearchProblem, type SavedSearch } from '../../shared/case/saved-search.ts';
import { pastSearches } from '../../shared/case/search-facts.ts';
import { parseSearchFile, renderSearchFile } from '../../shared/case/search-file.ts';
import type { SearchShelf } from '../../shared/contract/saved-search-protocol.ts';
import { loadCase } from '../data/case-store.ts';
import { loadCustody } from '../data/custody-store.ts';
import { addSearches, loadSearches, removeSearch, storeSearch } from '../data/search-store.ts';
import { StoreError } from '../data/store-error.ts';
import type { CaseContext, CaseHandler } from './request-context.ts';

export const listSearches: CaseHandler<'listSearches'> = ({ database }, { caseId }) =>
  loadShelf({ database }, caseId);

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
