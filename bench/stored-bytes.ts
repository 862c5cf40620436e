import type { Page } from '@playwright/test';

export interface StoredBytes {
  /** What the browser says that the origin uses on disk: compressed, with what it has not cleaned up yet. */
  readonly estimated: number;
  /** The sum over all stored values, as if each lay bare: 8 bytes a number, 2 a character beyond Latin-1. */
  readonly values: number;
}

/** Adds up everything that the window has stored, whatever the tables are called. */
export function readStoredBytes(page: Page): Promise<StoredBytes> {
  return page.evaluate(addUp);
}

/** Runs in the page, as its own text: it may use nothing from this file. */
async function addUp() {
  const sizeOf = (value: unknown): number => {
    if (typeof value === 'string') return /[^\0-\xff]/.test(value) ? value.length * 2 : value.length;
    if (typeof value !== 'object' || value === null) return 8;
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
    if (value instanceof Blob) return value.size;
    if (value instanceof Map) return sizeOf([...value]);
    const parts: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    return parts.reduce<number>((sum, part) => sum + sizeOf(part), 0);
  };
  const answer = <Value>(request: IDBRequest<Value>) =>
    new Promise<Value>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const sizeOfTable = (database: IDBDatabase, table: string) =>
    new Promise<number>((resolve, reject) => {
      let sum = 0;
      const request = database.transaction(table).objectStore(table).openCursor();
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const cursor = request.result;
        if (cursor === null) return resolve(sum);
        sum += sizeOf(cursor.value);
        cursor.continue();
      };
    });
  const sizeOfFolder = async (folder: FileSystemDirectoryHandle): Promise<number> => {
    let sum = 0;
    for await (const handle of folder.values()) {
      sum +=
        handle instanceof FileSystemFileHandle ? (await handle.getFile()).size : await sizeOfFolder(handle);
    }
    return sum;
  };

  let values = await sizeOfFolder(await navigator.storage.getDirectory());
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await answer(indexedDB.open(name));
    for (const table of database.objectStoreNames) values += await sizeOfTable(database, table);
    database.close();
  }
  const { usage = 0 } = await navigator.storage.estimate();
  return { estimated: usage, values };
}
