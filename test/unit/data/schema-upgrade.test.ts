import Dexie from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { openCaseDatabase } from '../../../renderer/data/database.ts';
import { loadHeads } from '../../../renderer/data/head-store.ts';
import { loadDecided } from '../../../renderer/data/trust-store.ts';
import { appendCustodyRecord, custodyHeadAfter } from '../../../shared/case/custody-log.ts';
import { pinned } from '../../support/bundle-builder.ts';
import { sealSmall, zipOf } from '../workers/small-bundle.ts';
import { countRows, createComputer, fileOf } from '../workers/worker-bench.ts';
import { olderTables } from './older-tables.ts';
import { storeAsOlder } from './store-as-older.ts';

test('a database of schema 1 keeps its cases and pinned keys, and has an empty memory of heads', async () => {
  const platform = { indexedDB: new IDBFactory(), IDBKeyRange };
  const old = new Dexie('cases', platform);
  old.version(1).stores(olderTables[1]);
  await old.open();
  // A key as it was stored before there were windows and revocations, and the record that confirms it.
  const { validAfter: _after, validBefore: _before, revoked: _revoked, ...key } = pinned('log');
  const record = appendCustodyRecord('a', null, {
    claimedTime: 0,
    action: 'key-pinned',
    facts: [
      { name: 'key', value: key.keyId },
      { name: 'role', value: key.role },
      { name: 'origin', value: key.origin },
      { name: 'fingerprint', value: key.fingerprint },
      { name: 'compared', value: key.compared },
      { name: 'compared by', value: key.comparedBy },
    ],
  });
  const caseRow = { caseId: 'a', name: 'Old case', kind: 'own', createdAt: 0, openedAt: 0 };
  await old.table('cases').add({ ...caseRow, custodyHead: custodyHeadAfter(record) });
  await old.table('custody').add({ caseId: 'a', seq: 0, record });
  await old.table('trust').add({ caseId: 'a', keyId: key.keyId, key });
  old.close();

  const database = await openCaseDatabase('cases', platform);
  expect(database.dexie.verno).toBe(8);
  expect(await database.cases.get('a')).toMatchObject(caseRow);
  expect(await loadDecided(database, 'a')).toMatchObject({
    keys: [{ ...key, validAfter: null, validBefore: null, revoked: null }],
    policies: [],
    stated: new Map(),
    certificates: new Map(),
  });
  expect(await loadHeads(database, 'a')).toEqual([]);
});

test('a bundle that was stored in blocks is verified and read as before, and gets its index', async () => {
  const today = createComputer();
  const worker = await today.startWorker();
  const { members } = await sealSmall({ entries: 9, segmentLines: 4 });
  const zip = await zipOf(members);
  const imported = await worker.request('importBundle', { caseId: null, source: fileOf(zip) });
  const { caseId } = imported.view.case;
  const rows = await worker.request('listEntries', { bundleId: imported.bundleId, first: 0, count: 20 });
  const detail = await worker.request('readEntry', { bundleId: imported.bundleId, ordinal: 5 });

  const yesterday = createComputer();
  await storeAsOlder(1, yesterday.indexedDB, worker, new Map([[imported.bundleId, members]]));
  const upgraded = await yesterday.startWorker();
  const view = await upgraded.request('openCase', { caseId });
  const { headline, axes } = imported.view.bundles[0]?.verdict ?? {};
  expect(view.bundles[0]?.verdict).toMatchObject({ headline, axes });
  const { bundleId } = imported;
  expect(await upgraded.request('listEntries', { bundleId, first: 0, count: 20 })).toEqual(rows);
  expect(await upgraded.request('readEntry', { bundleId, ordinal: 5 })).toEqual(detail);
  expect(await countRows(upgraded)).toMatchObject({ files: members.size, parts: 3 });

  // From the second opening on, the index is compared like any other.
  const again = await (await yesterday.startWorker()).request('openCase', { caseId });
  expect(again.bundles[0]?.verdict.headline).toBe(view.bundles[0]?.verdict.headline);
  await upgraded.context.database.parts.toCollection().modify((part) => void part.reading.fill(1, 0, 1));
  const altered = await (await yesterday.startWorker()).request('openCase', { caseId });
  expect(altered.bundles[0]?.verdict.headline).toBe('LOCAL COPY ALTERED');
});

test('a bundle whose index held event fields alone is verified as before, and its index made anew', async () => {
  const worker = await createComputer().startWorker();
  const { members } = await sealSmall({ entries: 9, segmentLines: 4 });
  const imported = await worker.request('importBundle', {
    caseId: null,
    source: fileOf(await zipOf(members)),
  });
  const { caseId } = imported.view.case;
  const { bundleId } = imported;
  const rows = await worker.request('listEntries', { bundleId, first: 0, count: 20 });
  const parts = await worker.context.database.parts.toArray();

  const yesterday = createComputer();
  await storeAsOlder(4, yesterday.indexedDB, worker, new Map());

  const upgraded = await yesterday.startWorker();
  const view = await upgraded.request('openCase', { caseId });
  const { verdict, storedBytes } = imported.view.bundles[0] ?? {};
  const { headline, axes } = verdict ?? {};
  expect(view.bundles[0]?.verdict).toMatchObject({ headline, axes });
  expect((await upgraded.request('openCase', { caseId })).bundles[0]?.storedBytes).toBe(storedBytes);
  expect(await upgraded.request('listEntries', { bundleId, first: 0, count: 20 })).toEqual(rows);
  expect(await upgraded.context.database.parts.toArray()).toEqual(parts);

  // Now it is compared like any other: a value that somebody edits in the database is found.
  const again = await (await yesterday.startWorker()).request('openCase', { caseId });
  expect(again.bundles[0]?.verdict.headline).toBe(headline);
  // The withheld email of every entry as an empty one.
  await upgraded.context.database.parts
    .toCollection()
    .modify((part) => void part.others.dense[0]?.ids.fill(1));
  const altered = await (await yesterday.startWorker()).request('openCase', { caseId });
  expect(altered.bundles[0]?.verdict.headline).toBe('LOCAL COPY ALTERED');
});

test('a case of a Vouch that could not encrypt stays as it was, beside a new one that is encrypted', async () => {
  const today = createComputer();
  const worker = await today.startWorker();
  const source = fileOf(await zipOf((await sealSmall({ entries: 3 })).members));
  const { caseId } = (await worker.request('importBundle', { caseId: null, source })).view.case;

  const yesterday = createComputer();
  await storeAsOlder(7, yesterday.indexedDB, worker, new Map());

  const upgraded = await yesterday.startWorker({ newId: () => crypto.randomUUID() });
  expect((await upgraded.request('openCase', { caseId })).case.isEncrypted).toBe(false);
  const passphrase = 'seven quiet herons at dusk';
  const encrypted = await upgraded.request('importBundle', { caseId: null, source, passphrase });
  expect(encrypted.view.case.isEncrypted).toBe(true);
  const next = await yesterday.startWorker();
  expect((await next.request('openCase', { caseId })).case.isEncrypted).toBe(false);
  await expect(next.request('openCase', { caseId: encrypted.view.case.caseId })).rejects.toMatchObject({
    code: 'case-locked',
  });
});
