import Dexie from 'dexie';
import { IDBKeyRange } from 'fake-indexeddb';
import type {
  BundleRow,
  CaseRow,
  CustodyRow,
  PartRow,
  TrustRow,
} from '../../../renderer/data/stored-rows.ts';
import { appendCustodyRecord, type CustodyHead, custodyHeadAfter } from '../../../shared/case/custody-log.ts';
import type { CustodyAction } from '../../../shared/case/custody-record.ts';
import type { TestWorker } from '../workers/worker-bench.ts';
import { type OlderSchema, olderTables } from './older-tables.ts';

/** The rows of each table. */
export type Rows = Readonly<Record<string, readonly object[]>>;

/** The members of each bundle, by its id: what a Vouch before schema 3 unpacked. */
export type Unpacked = ReadonlyMap<string, ReadonlyMap<string, Uint8Array>>;

/** An import that did not end: named in `staging`, and in no other row that is seen. */
const unfinished = 'unfinished-import';

/** The schema of the first Vouch that wrote such a record; all others are as old as the log. */
const firstSchemaOf: Partial<Record<CustodyAction, OlderSchema>> = {
  'authority-pinned': 4,
  annotated: 6,
  searched: 6,
};

/**
 * Makes the database that an older Vouch would have now if it had done what this worker did, and an import that it did not
 * end. Answers with all rows that it wrote.
 */
export async function storeAsOlder(
  schema: OlderSchema,
  indexedDB: IDBFactory,
  worker: TestWorker,
  unpacked: Unpacked,
): Promise<Rows> {
  const old = new Dexie('test', { indexedDB, IDBKeyRange });
  old.version(schema).stores(olderTables[schema]);
  await old.open();
  const rows = await olderRows(schema, worker, unpacked);
  for (const [name, some] of Object.entries(rows)) await old.table(name).bulkAdd(some);
  old.close();
  return rows;
}

async function olderRows(schema: OlderSchema, worker: TestWorker, unpacked: Unpacked): Promise<Rows> {
  const { database } = worker.context;
  const bundles = await database.bundles.toArray();
  const [cases, custody] = olderLogs(
    schema,
    await database.cases.toArray(),
    await database.custody.toArray(),
  );
  const trust = (await database.trust.toArray()).map((row) => (schema === 1 ? withoutWindow(row) : row));
  return {
    ...{ cases, custody, trust },
    staging: [{ bundleId: unfinished, since: 1 }],
    ...(schema < 3 ? unpackedBundles(bundles, unpacked) : await packedBundles(schema, worker, bundles)),
    ...(schema < 2 ? {} : { heads: await database.heads.toArray() }),
    ...(schema < 4 ? {} : { authorities: await database.authorities.toArray() }),
    ...(schema < 6 ? {} : { searches: await database.searches.toArray() }),
    ...(schema < 7 ? {} : { identities: await database.identities.toArray() }),
  };
}

/** Without the actions that it did not know; its records had no content before there were journals to restore a case from. */
function olderLogs(
  schema: OlderSchema,
  cases: readonly CaseRow[],
  custody: readonly CustodyRow[],
): [readonly CaseRow[], readonly CustodyRow[]] {
  const heads = new Map<string, CustodyHead>();
  const known = custody.filter(({ record }) => (firstSchemaOf[record.action] ?? 1) <= schema);
  const rows = known.map(({ caseId, record: { content, ...entry } }) => {
    const written = schema < 6 || content === undefined ? entry : { ...entry, content };
    const record = appendCustodyRecord(caseId, heads.get(caseId) ?? null, written);
    heads.set(caseId, custodyHeadAfter(record));
    return { caseId, seq: record.seq, record };
  });
  return [cases.map((row) => ({ ...row, custodyHead: heads.get(row.caseId) ?? null })), rows];
}

/** As it was stored before there were windows and revocations. */
function withoutWindow({ key, ...row }: TrustRow): TrustRow {
  const { validAfter: _after, validBefore: _before, revoked: _revoked, ...pinned } = key;
  return { ...row, key: pinned };
}

/** Lines in blocks with a column for each field, their texts in dictionaries, and every other member in parts. */
function unpackedBundles(bundles: readonly BundleRow[], unpacked: Unpacked): Rows {
  const blocks: object[] = [{ bundleId: unfinished, firstOrdinal: 0, raw: new Uint8Array([0x0a]) }];
  const parts: object[] = [{ bundleId: unfinished, path: 'bagit.txt', part: 0, bytes: new Uint8Array(1) }];
  const rows = bundles.map(({ container: _container, partCount: _partCount, receipt, ...row }) => {
    const { bundleId, segments } = row;
    const members = unpacked.get(bundleId) ?? new Map<string, Uint8Array>();
    const ofBundle = segments.flatMap(({ path, firstOrdinal }) =>
      blocksOf(members.get(path) ?? new Uint8Array(0)).map(({ firstLine, ...block }) => {
        return { bundleId, member: path, firstLine, firstOrdinal: firstOrdinal + firstLine - 1, ...block };
      }),
    );
    blocks.push(...ofBundle);
    const others = [...members].filter(([path]) => segments.every((segment) => segment.path !== path));
    for (const [path, bytes] of others) {
      const half = Math.ceil(bytes.length / 2);
      const pieces = [bytes.slice(0, half), bytes.slice(half)];
      parts.push(...pieces.map((piece, part) => ({ bundleId, path, part, bytes: piece })));
    }
    const { account: _account, ...olderReceipt } = receipt;
    const storedBytes = [...members.values()].reduce((sum, { length }) => sum + length, 0);
    return { ...row, storedBytes, receipt: olderReceipt, blockCount: ofBundle.length };
  });
  const dictionaries = bundles.map(({ bundleId }) => {
    return { bundleId, field: 'action', part: 0, texts: ['db.query'] };
  });
  return { bundles: rows, blocks, members: parts, dictionaries };
}

/** A segment in two blocks, cut behind its first line; without the columns, which nobody reads any more. */
function blocksOf(bytes: Uint8Array): readonly { firstLine: number; offset: number; raw: Uint8Array }[] {
  const cut = bytes.indexOf(0x0a) + 1;
  const first = { firstLine: 1, offset: 0, raw: bytes.slice(0, cut) };
  return cut === bytes.length ? [first] : [first, { firstLine: 2, offset: cut, raw: bytes.slice(cut) }];
}

/** The delivered file with an index: before schema 5, of event fields alone; and a receipt without an account before schema 4. */
async function packedBundles(
  schema: OlderSchema,
  { context: { database } }: TestWorker,
  bundles: readonly BundleRow[],
): Promise<Rows> {
  const stored = await database.parts.toArray();
  const parts: object[] = schema < 5 ? stored.map(withoutOthers) : stored;
  return {
    bundles: bundles.map(({ receipt, ...row }) => {
      const { account: _account, ...olderReceipt } = receipt;
      // Less than now, because the values of others count among the bytes of an index.
      const storedBytes = schema < 5 ? receipt.fileBytes : row.storedBytes;
      return { ...row, storedBytes, receipt: schema < 4 ? olderReceipt : receipt };
    }),
    files: [
      ...(await database.files.toArray()),
      { bundleId: unfinished, path: '', file: new Blob(['half a file']) },
    ],
    parts: [...parts, ...parts.slice(0, 1).map((part) => ({ ...part, bundleId: unfinished }))],
  };
}

function withoutOthers({ others: _others, ...part }: PartRow): object {
  return part;
}
