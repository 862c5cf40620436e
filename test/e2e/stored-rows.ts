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
