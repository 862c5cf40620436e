import Dexie from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { openCaseDatabase } from '../../../renderer/data/database.ts';
import { loadHeads } from '../../../renderer/data/head-store.ts';
import { loadDecided } from '../../../renderer/data/trust-store.ts';
import { appendCustodyRecord, custodyHeadAfter } from '../../../shared/case/custody-log.ts';
import { pinned } from '../../support/bundle-builder.ts';
import { rawTables } from '../../support/stored-bytes.ts';
import { sealSmall, zipOf } from '../workers/small-bundle.ts';
import { countRows, createComputer, fileOf, type TestWorker } from '../workers/worker-bench.ts';

/** What a Vouch of schema 1 had, written down here and not read from our own code. */
const tablesOfSchema1 = {
  cases: 'caseId',
  bundles: 'bundleId, caseId, [caseId+fileSha256]',
  blocks: '[bundleId+firstOrdinal]',
  members: '[bundleId+path+part]',
  dictionaries: '[bundleId+field+part]',
  trust: '[caseId+keyId]',
  custody: '[caseId+seq]',
  staging: 'bundleId',
};

test('a database of schema 1 keeps its cases and pinned keys, and has an empty memory of heads', async () => {
  const platform = { indexedDB: new IDBFactory(), IDBKeyRange };
  const old = new Dexie('cases', platform);
  old.version(1).stores(tablesOfSchema1);
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

/** What an older Vouch had stored of this bundle, from what is stored of it now. */
async function storeAsSchema1(
  indexedDB: IDBFactory,
  worker: TestWorker,
  members: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  const { database } = worker.context;
  const old = new Dexie('test', { indexedDB, IDBKeyRange });
  old.version(1).stores(tablesOfSchema1);
  await old.open();
  for (const name of ['cases', 'custody', 'trust'] as const) {
    await old.table(name).bulkAdd(await database[name].toArray());
  }
  for (const row of await database.bundles.toArray()) {
    const { container: _container, partCount: _partCount, ...rest } = row;
    const { account: _account, ...receipt } = row.receipt;
    await old.table('bundles').add({ ...rest, receipt, blockCount: 4 });
    for (const { path, firstOrdinal, lines } of row.segments) {
      const bytes = members.get(path) ?? new Uint8Array(0);
      // Two blocks for each segment, cut behind its first line.
      const cut = bytes.indexOf(0x0a) + 1;
      const block = { bundleId: row.bundleId, member: path };
      await old.table('blocks').add({ ...block, firstOrdinal, raw: bytes.slice(0, cut) });
      if (lines > 1) {
        await old.table('blocks').add({ ...block, firstOrdinal: firstOrdinal + 1, raw: bytes.slice(cut) });
      }
    }
    for (const [path, bytes] of members) {
      if (path.startsWith('data/segments/')) continue;
      const half = Math.ceil(bytes.length / 2);
      const parts = [bytes.slice(0, half), bytes.slice(half)];
      for (const [part, piece] of parts.entries()) {
        await old.table('members').add({ bundleId: row.bundleId, path, part, bytes: piece });
      }
    }
  }
  old.close();
}

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
  await storeAsSchema1(yesterday.indexedDB, worker, members);
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

/** What a Vouch of schema 4 had, as far as it is needed here. */
const tablesOfSchema4 = {
  cases: 'caseId',
  bundles: 'bundleId, caseId, [caseId+fileSha256]',
  files: '[bundleId+path]',
  parts: '[bundleId+segment+part]',
  trust: '[caseId+keyId]',
  custody: '[caseId+seq]',
  staging: 'bundleId',
  heads: '[origin+size+noteSha256]',
  authorities: '[caseId+authorityId]',
};

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
  const old = new Dexie('test', { indexedDB: yesterday.indexedDB, IDBKeyRange });
  old.version(4).stores(tablesOfSchema4);
  await old.open();
  const { database } = worker.context;
  for (const name of ['cases', 'bundles', 'files', 'custody', 'trust'] as const) {
    await old.table(name).bulkAdd(await database[name].toArray());
  }
  for (const { others: _others, ...part } of parts) await old.table('parts').add(part);
  await old.table('bundles').toCollection().modify({ storedBytes: 0 });
  old.close();

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

/** What a Vouch of schema 7 had, as far as it is needed here. */
const tablesOfSchema7 = {
  ...tablesOfSchema4,
  searches: '[caseId+searchId]',
  identities: 'slot',
};

test('a case of a Vouch that could not encrypt stays as it was, beside a new one that is encrypted', async () => {
  const today = createComputer();
  const worker = await today.startWorker();
  const source = fileOf(await zipOf((await sealSmall({ entries: 3 })).members));
  const { caseId } = (await worker.request('importBundle', { caseId: null, source })).view.case;
  const { database } = worker.context;

  const yesterday = createComputer();
  const old = new Dexie('test', { indexedDB: yesterday.indexedDB, IDBKeyRange });
  old.version(7).stores(tablesOfSchema7);
  await old.open();
  const stored: Record<string, unknown[]> = {};
  for (const name of ['cases', 'bundles', 'files', 'parts', 'custody'] as const) {
    stored[name] = await database[name].toArray();
    await old.table(name).bulkAdd(stored[name]);
  }
  old.close();

  const upgraded = await yesterday.startWorker({ newId: () => crypto.randomUUID() });
  expect(upgraded.context.database.dexie.verno).toBe(8);
  for (const { name, rows } of await rawTables(yesterday.indexedDB)) {
    expect(rows, name).toEqual(stored[name] ?? []);
  }
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
