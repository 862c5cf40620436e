import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { openCaseDatabase } from '../../../renderer/data/database.ts';

const caseId = 'case-1';
const key = new Uint8Array(32).fill(3);
const word = 'kestrel-9481';

/** Stored by themselves, in another form, or of no case: each with the reason why the rule below is not for it. */
const exceptions: Readonly<Record<string, string>> = {
  files: 'encrypted in chunks before it is stored',
  parts: 'encrypted by the platform before it is stored',
  staging: 'ids and times alone',
  heads: 'of no case; those of an encrypted case are in caseHeads',
  identities: 'of no case, and encrypted under a passphrase of its own',
};

test('a row of an encrypted case is encrypted in every table, also in one that is added later', async () => {
  const database = await openCaseDatabase('cases', { indexedDB: new IDBFactory(), IDBKeyRange });
  database.vault.unlock(caseId, key);
  const asked: string[] = [];
  for (const table of database.dexie.tables) {
    if (exceptions[table.name] !== undefined) continue;
    asked.push(table.name);
    const columns = [table.schema.primKey, ...table.schema.indexes].flatMap(({ keyPath }) => keyPath ?? []);
    const ids = Object.fromEntries(columns.map((column) => [column, `${column}-${word}`]));
    const row = { ...ids, caseId, seq: 0, bundleId: 'bundle-1', searchId: 'search-1', content: word };
    await table.add(row);
    expect(await table.toArray(), table.name).toEqual([row]);
    database.vault.lock(caseId);
    const raw = await database.dexie.backendDB().transaction(table.name).objectStore(table.name);
    const stored = await new Promise<unknown[]>((resolve) => {
      const request = raw.getAll();
      request.onsuccess = () => resolve(request.result);
    });
    expect(stored, table.name).toHaveLength(1);
    expect(JSON.stringify(stored), table.name).not.toContain(word);
    if (table.name !== 'cases') {
      await expect(table.toArray(), table.name).rejects.toMatchObject({ code: 'case-locked' });
      await expect(table.put(row), table.name).rejects.toMatchObject({ code: 'case-locked' });
    }
    database.vault.unlock(caseId, key);
  }
  expect(asked.toSorted()).toEqual(
    ['authorities', 'bundles', 'caseHeads', 'cases', 'custody', 'searches', 'trust'].toSorted(),
  );
});
