import { describe, expect, test } from 'vitest';
import type { CaseContext } from '../../../renderer/workers/request-context.ts';
import { fingerprints, origin, senderKeys, smallZip } from './small-bundle.ts';
import { type Computer, createComputer, fileOf, type TestWorker } from './worker-bench.ts';

type Database = CaseContext['database'];

/** A case with one bundle of ten entries in three segments, whose keys were pinned. */
async function makePinnedCase(): Promise<{
  computer: Computer;
  worker: TestWorker;
  caseId: string;
  bundleId: string;
}> {
  const computer = createComputer();
  const worker = await computer.startWorker();
  const zip = await smallZip({ entries: 10, segmentLines: 4 });
  const { bundleId, view } = await worker.request('importBundle', { caseId: null, source: fileOf(zip) });
  const { caseId } = view.case;
  for (const role of ['log', 'packer'] as const) {
    await worker.request('pinKey', {
      caseId,
      role,
      origin,
      publicKey: senderKeys[role],
      typedFingerprint: fingerprints[role],
      compared: 'read from paper',
      comparedBy: 'A. Auditor',
    });
  }
  return { computer, worker, caseId, bundleId };
}

async function headlineAfterRestart(computer: Computer, caseId: string): Promise<string | undefined> {
  const view = await (await computer.startWorker()).request('openCase', { caseId });
  return view.bundles[0]?.verdict.headline;
}

describe('a case that is opened again', () => {
  test('is verified again from the stored bytes, with the keys that were pinned in it', async () => {
    const { computer, caseId } = await makePinnedCase();
    expect(await headlineAfterRestart(computer, caseId)).toBe('VERIFIED');
  });

  test('holds no verdict anywhere in the database', async () => {
    const { worker } = await makePinnedCase();
    const { database } = worker.context;
    const rows = await Promise.all([database.cases.toArray(), database.bundles.toArray()]);
    expect(JSON.stringify(rows)).not.toMatch(/verif|intact|trusted/i);
  });

  test('is recorded in the custody log with what was found', async () => {
    const { computer, caseId } = await makePinnedCase();
    const worker = await computer.startWorker();
    await worker.request('openCase', { caseId });
    const { records, brokenAt } = await worker.request('listCustody', { caseId });
    expect(records.map(({ action }) => action)).toEqual([
      'case-made',
      'bundle-imported',
      'key-pinned',
      'key-pinned',
      'case-opened',
    ]);
    expect(records.at(-1)?.facts).toEqual([{ name: 'delivered.evb.zip', value: 'VERIFIED' }]);
    expect(brokenAt).toBeNull();
  });
});

/** One edit each, as somebody with the database at hand would make it. */
const alterations: readonly (readonly [
  string,
  (database: Database, bundleId: string) => Promise<unknown>,
])[] = [
  [
    'one byte of an entry',
    (database) =>
      database.blocks.toCollection().modify((block) => {
        const at = Buffer.from(block.raw).indexOf('db.query');
        block.raw[at] = 0x44;
      }),
  ],
  [
    'a leaf digest',
    (database) => database.blocks.toCollection().modify((block) => void block.leaves.fill(7, 0, 1)),
  ],
  ['a seq', (database) => database.blocks.toCollection().modify((block) => void block.seq.fill(9, 0, 1))],
  ['a time', (database) => database.blocks.toCollection().modify((block) => void block.time.fill(0, 0, 1))],
  [
    'a reading',
    (database) => database.blocks.toCollection().modify((block) => void block.reading.fill(1, 0, 1)),
  ],
  [
    'a line start',
    (database) => database.blocks.toCollection().modify((block) => void block.starts.fill(1, 1, 2)),
  ],
  [
    'the actor of a row',
    (database) => database.blocks.toCollection().modify((block) => void block.fields.actor.fill(0, 0, 1)),
  ],
  [
    'the text of all rows with one actor',
    (database) =>
      database.dictionaries.toCollection().modify((row) => {
        if (row.field === 'actor') Object.assign(row, { texts: ['somebody else', ...row.texts.slice(1)] });
      }),
  ],
  ['a removed dictionary', (database) => database.dictionaries.clear()],
  ['a removed block', (database, bundleId) => database.blocks.delete([bundleId, 4])],
  ['all blocks removed', (database) => database.blocks.clear()],
  [
    'an added block',
    async (database, bundleId) => {
      const block = await database.blocks.get([bundleId, 8]);
      if (block !== undefined) await database.blocks.add({ ...block, firstOrdinal: 10 });
    },
  ],
  [
    'a block moved to another segment',
    (database) =>
      database.blocks.toCollection().modify((block) => {
        if (block.firstOrdinal === 4) Object.assign(block, { member: 'data/segments/000000000008.ndjson' });
      }),
  ],
  [
    'a removed signature',
    (database, bundleId) => database.members.delete([bundleId, 'tagmanifest-sha256.txt.sig', 0]),
  ],
  [
    'a changed descriptor',
    (database, bundleId) =>
      database.members.update([bundleId, 'data/bundle.json', 0], { bytes: new TextEncoder().encode('{}') }),
  ],
  ['all members removed', (database) => database.members.clear()],
  [
    'the number of entries in the receipt',
    (database) =>
      database.bundles.toCollection().modify((row) => {
        Object.assign(row, { receipt: { ...row.receipt, entries: 11 } });
      }),
  ],
  [
    'the name of the file in the receipt',
    (database) =>
      database.bundles.toCollection().modify((row) => {
        Object.assign(row, { receipt: { ...row.receipt, fileName: 'other.evb.zip' } });
      }),
  ],
  [
    'the digest of the file in the receipt',
    (database) =>
      database.bundles.toCollection().modify((row) => {
        Object.assign(row, { receipt: { ...row.receipt, fileSha256: '00'.repeat(32) } });
      }),
  ],
  [
    'the digest of a member in the receipt',
    (database) =>
      database.bundles.toCollection().modify((row) => {
        const members = row.receipt.members.map((member) => ({ ...member, sha256: '00'.repeat(32) }));
        Object.assign(row, { receipt: { ...row.receipt, members } });
      }),
  ],
];

describe('a local copy is called altered after a change of', () => {
  test.each(alterations)('%s', async (_what, alter) => {
    const { computer, worker, caseId, bundleId } = await makePinnedCase();
    await alter(worker.context.database, bundleId);
    const opened = await computer.startWorker();
    const view = await opened.request('openCase', { caseId });
    const [bundle] = view.bundles;
    expect(bundle?.verdict.headline).toBe('LOCAL COPY ALTERED');
    expect(bundle?.verdict.state).toBe('failed');
    expect(bundle?.verdict.results.some(({ code, outcome }) => code === 'store' && outcome === 'fail')).toBe(
      true,
    );
  });
});

test('a table is not made from columns that do not follow from the bytes', async () => {
  const { computer, worker, caseId, bundleId } = await makePinnedCase();
  await worker.context.database.blocks
    .toCollection()
    .modify((block) => void block.fields.actor.fill(0, 0, 1));
  const opened = await computer.startWorker();
  await opened.request('openCase', { caseId });
  await expect(opened.request('listEntries', { bundleId, first: 0, count: 10 })).rejects.toMatchObject({
    code: 'copy-altered',
  });
});

test('an altered entry shows two different digests when it is opened', async () => {
  const { worker, bundleId } = await makePinnedCase();
  await worker.context.database.blocks.toCollection().modify((block) => {
    const at = Buffer.from(block.raw).indexOf('db.query');
    block.raw[at] = 0x44;
  });
  const detail = await worker.request('readEntry', { bundleId, ordinal: 0 });
  expect(detail.leafNow).not.toBe(detail.leafAtImport);
  const next = await worker.request('readEntry', { bundleId, ordinal: 1 });
  expect(next.previousLeafNow).toBe(detail.leafNow);
  expect(next.claimedPrev).toBe(detail.leafAtImport);
});

test('a deleted case leaves no row in any table but the head of its log, which stays in memory', async () => {
  const { worker, caseId } = await makePinnedCase();
  await worker.request('deleteCase', { caseId });
  for (const table of worker.context.database.dexie.tables) {
    expect(await table.count(), table.name).toBe(table.name === 'heads' ? 1 : 0);
  }
  await expect(worker.request('openCase', { caseId })).rejects.toMatchObject({ code: 'no-such-case' });
});
