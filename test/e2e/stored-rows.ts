import type { Page } from '@playwright/test';

/** How many rows each table of each database holds, read past the application; empty tables are left out. */
export async function storedRows(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const answer = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const counts: Record<string, number> = {};
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await answer(indexedDB.open(name));
      for (const table of database.objectStoreNames) {
        const count = await answer(database.transaction(table).objectStore(table).count());
        if (count > 0) counts[`${name}.${table}`] = count;
      }
      database.close();
    }
    return counts;
  });
}

/** How many rows each bundle has in each table that holds any, its mark included. */
export type RowsOfBundles = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The same by bundle: whatever lies in the database of no bundle that is listed shows here under its own id. */
export async function rowsOfBundles(page: Page): Promise<RowsOfBundles> {
  return page.evaluate(readRowsOfBundles);
}

/** How many there are in each table, in words. */
export function describeRows(rows: readonly Readonly<Record<string, number>>[]): string {
  const all = rows.flatMap((each) => Object.entries(each));
  return all.length === 0 ? 'no row' : all.map(([table, count]) => `${count} in ${table}`).join(', ');
}

/** Runs in a page, as its own text: it may use nothing from this file. */
export async function readRowsOfBundles(): Promise<RowsOfBundles> {
  const answer = <Value>(request: IDBRequest<Value>) =>
    new Promise<Value>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const rows: Record<string, Record<string, number>> = {};
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name));
    for (const table of database.objectStoreNames) {
      const { keyPath } = database.transaction(table).objectStore(table);
      if ((Array.isArray(keyPath) ? keyPath[0] : keyPath) !== 'bundleId') continue;
      for (const key of await answer(database.transaction(table).objectStore(table).getAllKeys())) {
        const bundleId = String(Array.isArray(key) ? key[0] : key);
        const counts = rows[bundleId] ?? {};
        rows[bundleId] = { ...counts, [table]: (counts[table] ?? 0) + 1 };
      }
    }
    database.close();
  }
  return rows;
}
