import { describe, expect, test } from 'vitest';
import type { PartRow } from '../../../renderer/data/stored-rows.ts';
import type { CaseContext } from '../../../renderer/workers/request-context.ts';
import { fingerprints, origin, sealSmall, senderKeys, smallZip, zipOf } from './small-bundle.ts';
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

/** Changes every part of the index that is stored. */
function editParts(edit: (part: PartRow) => void) {
  return (database: Database) => database.parts.toCollection().modify(edit);
}

/** Replaces the delivered file by one that `edit` has changed. */
function editFile(edit: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>) {
  return async (database: Database) => {
    const row = await database.files.toCollection().first();
    if (row === undefined) throw new Error('there is no stored file');
    const bytes = new Uint8Array(await row.file.arrayBuffer());
    await database.files.put({ ...row, file: new Blob([edit(bytes)]) });
  };
}

function withByteAt(
  bytes: Uint8Array<ArrayBuffer>,
  text: string,
  which: 'first' | 'last' = 'first',
): Uint8Array<ArrayBuffer> {
  const all = Buffer.from(bytes);
  const at = which === 'first' ? all.indexOf(text) : all.lastIndexOf(text);
  if (at === -1) throw new Error(`${text} is not in the file`);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

/** The same members in another order: every one has its bytes, and the file is not the one that came. */
async function reordered(database: Database): Promise<void> {
  const members = [...(await sealSmall({ entries: 10, segmentLines: 4 })).members].toReversed();
  const zip = await zipOf(new Map(members));
  await editFile(() => zip.slice())(database);
}

/** One edit each, as somebody with the database at hand would make it. */
const alterations: readonly (readonly [
  string,
  (database: Database, bundleId: string) => Promise<unknown>,
])[] = [
  ['one byte of an entry', editFile((bytes) => withByteAt(bytes, 'db.query'))],
  ['one byte of the descriptor', editFile((bytes) => withByteAt(bytes, 'Gateway'))],
  ['one byte of the directory of the ZIP', editFile((bytes) => withByteAt(bytes, 'bagit.txt', 'last'))],
  ['the end of the file', editFile((bytes) => bytes.slice(0, -1))],
  ['all of the file', (database) => database.files.clear()],
  ['the order of the members in the file', reordered],
  ['a seq', editParts((part) => Object.assign(part, { seqs: { ...part.seqs, first: 9 } }))],
  ['a time', editParts((part) => void part.times.values.fill(7, 0, 1))],
  ['the time of all lines', editParts((part) => Object.assign(part, { times: { ...part.times, base: 0 } }))],
  ['a reading', editParts((part) => void part.reading.fill(1, 0, 1))],
  ['a line start', editParts((part) => void part.starts.fill(1, 1, 2))],
  ['the actor of a row', editParts((part) => void part.columns.actor.ids.fill(0, 0, 1))],
  [
    'the text of all rows with one actor',
    editParts((part) => void part.columns.actor.texts.bytes.fill(0x78)),
  ],
  [
    'a removed column',
    editParts((part) => Object.assign(part, { columns: { ...part.columns, actor: undefined } })),
  ],
  [
    'a withheld value that no field holds',
    editParts(({ others }) => void others.dense[0]?.ids.fill(1, 0, 1)),
  ],
  [
    'a path of values that no field holds',
    editParts(({ others }) => void others.paths.bytes.fill(0x78, 1, 2)),
  ],
  ['all values that no field holds', editParts((part) => Object.assign(part, { others: undefined }))],
  ['a removed part of the index', (database, bundleId) => database.parts.delete([bundleId, 1, 0])],
  ['the whole index', (database) => database.parts.clear()],
  [
    'an added part of the index',
    async (database, bundleId) => {
      const part = await database.parts.get([bundleId, 2, 0]);
      if (part !== undefined) await database.parts.add({ ...part, segment: 3 });
    },
  ],
  [
    'a part of the index moved to another segment',
    editParts((part) => {
      if (part.segment === 1) Object.assign(part, { member: 'data/segments/000000000008.ndjson' });
    }),
  ],
  [
    'the places of the segments',
    (database) =>
      database.bundles.toCollection().modify((row) => {
        Object.assign(row, { segments: row.segments.toReversed() });
      }),
  ],
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
  [
    'the bytes that the receipt gives to the container',
    (database) =>
      database.bundles.toCollection().modify((row) => {
        const { account } = row.receipt;
        const more = { ...account, overheadBytes: (account?.overheadBytes ?? 0) + 1 };
        Object.assign(row, { receipt: { ...row.receipt, account: more } });
      }),
  ],
];

test('a case whose receipts an older Vouch wrote, without an account, is not called altered', async () => {
  const { computer, worker, caseId } = await makePinnedCase();
  await worker.context.database.bundles.toCollection().modify((row) => {
    const { account: _account, ...older } = row.receipt;
    Object.assign(row, { receipt: older });
  });
  expect(await headlineAfterRestart(computer, caseId)).toBe('VERIFIED');
});

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
  await editParts((part) => void part.columns.actor.ids.fill(0, 0, 1))(worker.context.database);
  const opened = await computer.startWorker();
  await opened.request('openCase', { caseId });
  await expect(opened.request('listEntries', { bundleId, first: 0, count: 10 })).rejects.toMatchObject({
    code: 'copy-altered',
  });
});

test('a deleted case leaves no row in any table but the head of its log, which stays in memory', async () => {
  const { worker, caseId } = await makePinnedCase();
  await worker.request('deleteCase', { caseId });
  for (const table of worker.context.database.dexie.tables) {
    expect(await table.count(), table.name).toBe(table.name === 'heads' ? 1 : 0);
  }
  await expect(worker.request('openCase', { caseId })).rejects.toMatchObject({ code: 'no-such-case' });
});
