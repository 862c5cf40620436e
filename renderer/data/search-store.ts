import {
  isSameSearch,
  mostSearches,
  type NamedSearch,
  type SavedSearch,
} from '../../shared/case/saved-search.ts';
import { loadCase } from './case-store.ts';
import type { CaseDatabase } from './database.ts';
import { searchesOf } from './key-ranges.ts';
import { StoreError } from './store-error.ts';

/** The kept searches of a case by name; the same name twice in the order of saving. */
export async function loadSearches(database: CaseDatabase, caseId: string): Promise<readonly SavedSearch[]> {
  const rows = await searchesOf(database, caseId).toArray();
  return rows
    .map(({ search }) => search)
    .sort((one, other) =>
      one.name < other.name ? -1 : one.name > other.name ? 1 : one.savedAt - other.savedAt,
    );
}

/** Keeps a search, in the place of the one that has its id. Throws StoreError when the case is gone or full. */
export async function storeSearch(
  database: CaseDatabase,
  caseId: string,
  search: SavedSearch,
): Promise<void> {
  const { dexie, cases, searches } = database;
  await dexie.transaction('rw', [cases, searches], async () => {
    await loadCase(database, caseId);
    const stored = await searches.get([caseId, search.searchId]);
    if (stored === undefined) await refuseTooMany(database, caseId, 1);
    await searches.put({ caseId, searchId: search.searchId, search });
  });
}

/** Keeps those that the case does not have yet, all of them or none, and tells how many it had. */
export async function addSearches(
  database: CaseDatabase,
  caseId: string,
  wanted: readonly NamedSearch[],
  toSaved: (search: NamedSearch) => SavedSearch,
): Promise<{ readonly added: number; readonly known: number }> {
  const { dexie, cases, searches } = database;
  return await dexie.transaction('rw', [cases, searches], async () => {
    await loadCase(database, caseId);
    const held: NamedSearch[] = [...(await loadSearches(database, caseId))];
    let added = 0;
    for (const search of wanted) {
      if (held.some((other) => isSameSearch(other, search))) continue;
      held.push(search);
      added += 1;
      const saved = toSaved(search);
      await searches.put({ caseId, searchId: saved.searchId, search: saved });
    }
    await refuseTooMany(database, caseId, 0);
    return { added, known: wanted.length - added };
  });
}

export async function removeSearch(database: CaseDatabase, caseId: string, searchId: string): Promise<void> {
  await database.searches.delete([caseId, searchId]);
}

/** Inside a transaction: what is thrown here takes back what it wrote. */
async function refuseTooMany(database: CaseDatabase, caseId: string, more: number): Promise<void> {
  const count = (await searchesOf(database, caseId).count()) + more;
  if (count > mostSearches) {
    throw new StoreError(
      'search-refused',
      `A case keeps at most ${mostSearches} searches; these would be ${count}.`,
    );
  }
}
