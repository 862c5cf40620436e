import type { IDBFactory } from 'fake-indexeddb';
import type { MemoryJournals } from './memory-journals.ts';

/** Everything that a computer has stored, as a thief of its disk reads it: all rows without Vouch in between, and all files. */
export async function storedBytes(computer: {
  readonly indexedDB: IDBFactory;
  readonly journals: MemoryJournals;
}): Promise<readonly Uint8Array[]> {
  const found: Uint8Array[] = [...computer.journals.files.values()];
  for (const name of computer.journals.files.keys()) found.push(new TextEncoder().encode(name));
  for (const { rows } of await rawTables(computer.indexedDB)) {
    for (const row of rows) await collect(row, found);
  }
  return found;
}

/** What a test looks for in a row. */
export interface RawRow {
  readonly caseId?: string;
  readonly lock?: string;
  readonly encrypted?: Uint8Array;
  readonly file?: Blob;
}

/** The rows of every table as they lie there. */
export async function rawTables(
  factory: IDBFactory,
): Promise<readonly { readonly name: string; readonly rows: readonly RawRow[] }[]> {
  const database = await done<IDBDatabase>(factory.open('test'));
  const tables: { name: string; rows: readonly RawRow[] }[] = [];
  for (const name of database.objectStoreNames) {
    const store = database.transaction(name).objectStore(name);
    tables.push({ name, rows: await done(store.getAll()) });
  }
  database.close();
  return tables;
}

/** Writes over a row, as another program does. */
export async function putRaw(factory: IDBFactory, table: string, row: unknown): Promise<void> {
  const database = await done<IDBDatabase>(factory.open('test'));
  await done(database.transaction(table, 'readwrite').objectStore(table).put(row));
  database.close();
}

/** Whether the text is in there in any encoding that a browser stores texts in. */
export function holdsText(stored: readonly Uint8Array[], text: string): boolean {
  const bigEndian = Buffer.from(text, 'utf16le').swap16();
  const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le'), bigEndian];
  return stored.some((bytes) => needles.some((needle) => Buffer.from(bytes).includes(needle)));
}

async function collect(value: unknown, found: Uint8Array[]): Promise<void> {
  if (typeof value === 'string') found.push(new TextEncoder().encode(value));
  else if (value instanceof Blob) found.push(new Uint8Array(await value.arrayBuffer()));
  else if (ArrayBuffer.isView(value)) {
    found.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      found.push(new TextEncoder().encode(name));
      await collect(member, found);
    }
  }
}

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
