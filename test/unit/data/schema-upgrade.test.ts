import Dexie from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { openCaseDatabase } from '../../../renderer/data/database.ts';
import { loadHeads } from '../../../renderer/data/head-store.ts';
import { loadCaseTrust } from '../../../renderer/data/trust-store.ts';
import { appendCustodyRecord, custodyHeadAfter } from '../../../shared/case/custody-log.ts';
import { pinned } from '../../support/bundle-builder.ts';

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
  expect(database.dexie.verno).toBe(2);
  expect(await database.cases.get('a')).toMatchObject(caseRow);
  expect(await loadCaseTrust(database, 'a')).toEqual({
    keys: [{ ...key, validAfter: null, validBefore: null, revoked: null }],
    policies: [],
  });
  expect(await loadHeads(database)).toEqual([]);
});
