import Dexie from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { openCaseDatabase } from '../../../renderer/data/database.ts';

const keyRange = IDBKeyRange;

test('a database of a newer schema is refused with both numbers and left as it was', async () => {
  const platform = { indexedDB: new IDBFactory(), IDBKeyRange: keyRange };
  const newer = new Dexie('cases', platform);
  newer.version(9).stores({ cases: 'caseId', somethingNew: 'id' });
  await newer.table('cases').add({ caseId: 'a' });
  newer.close();

  await expect(openCaseDatabase('cases', platform)).rejects.toMatchObject({
    code: 'newer-schema',
    message: expect.stringMatching(/schema 9.*up to 8/),
  });

  const again = new Dexie('cases', platform);
  const opened = await again.open();
  expect(opened.verno).toBe(9);
  expect(opened.tables.map(({ name }) => name).toSorted()).toEqual(['cases', 'somethingNew']);
  expect(await again.table('cases').toArray()).toEqual([{ caseId: 'a' }]);
});

test('a window lets go of the database when another one needs it for a newer schema', async () => {
  const platform = { indexedDB: new IDBFactory(), IDBKeyRange: keyRange };
  const old = await openCaseDatabase('cases', platform);
  const newer = new Dexie('cases', platform);
  newer.version(9).stores({ cases: 'caseId' });
  await newer.open();
  expect(newer.verno).toBe(9);
  expect(old.dexie.isOpen()).toBe(false);
  await expect(old.cases.count()).rejects.toMatchObject({ name: 'DatabaseClosedError' });
});

test('a database of this schema is opened as the one that all steps made', async () => {
  const platform = { indexedDB: new IDBFactory(), IDBKeyRange: keyRange };
  const schemaOf = ({ dexie }: Awaited<ReturnType<typeof openCaseDatabase>>) => ({
    version: dexie.verno,
    tables: dexie.tables.map(({ schema }) => ({
      name: schema.name,
      primary: schema.primKey.src,
      indexes: schema.indexes.map(({ src }) => src),
    })),
  });
  const made = await openCaseDatabase('cases', platform);
  const steps = schemaOf(made);
  made.dexie.close();
  const opened = await openCaseDatabase('cases', platform);
  expect(schemaOf(opened)).toEqual(steps);
  expect(steps.tables.length).toBeGreaterThan(10);
});

test('an upgrade that was undone between the look at the schema and the opening is not left half done', async () => {
  const indexedDB = new IDBFactory();
  const old = new Dexie('cases', { indexedDB, IDBKeyRange: keyRange });
  old.version(7).stores({ cases: 'caseId' });
  await old.open();
  old.close();
  const seen = Object.create(indexedDB, {
    databases: { value: async () => [{ name: 'cases', version: 80 }] },
  });
  await expect(openCaseDatabase('cases', { indexedDB: seen, IDBKeyRange: keyRange })).rejects.toThrow(
    /changed by another window/,
  );
  // The next start takes all steps.
  const { dexie } = await openCaseDatabase('cases', { indexedDB, IDBKeyRange: keyRange });
  expect(dexie.verno).toBe(8);
  expect(dexie.tables.length).toBeGreaterThan(10);
});

test('what one window stored another one reads', async () => {
  const platform = { indexedDB: new IDBFactory(), IDBKeyRange: keyRange };
  const first = await openCaseDatabase('cases', platform);
  const second = await openCaseDatabase('cases', platform);
  await first.staging.add({ bundleId: 'b', since: 1 });
  expect(await second.staging.toArray()).toEqual([{ bundleId: 'b', since: 1 }]);
});
