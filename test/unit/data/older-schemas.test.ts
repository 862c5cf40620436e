import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rawTables } from '../../support/stored-bytes.ts';
import { authorityFile } from '../../vectors/vector-folders.ts';
import { type SealedBundle, sealSmall, zipOf } from '../workers/small-bundle.ts';
import { always, pinOrder, said } from '../workers/trust-bench.ts';
import { type Computer, createComputer, fileOf, type TestWorker } from '../workers/worker-bench.ts';
import type { OlderSchema } from './older-tables.ts';
import { type Rows, storeAsOlder, type Unpacked } from './store-as-older.ts';

const passphrase = 'seven quiet herons at dusk';

interface FullCase {
  readonly computer: Computer;
  readonly worker: TestWorker;
  readonly caseId: string;
  readonly unpacked: Unpacked;
  readonly shown: Awaited<ReturnType<typeof shownBy>>;
}

/** Nothing below changes it, so it is made once. */
const made = fullCase();

/** A case with two deliveries of a log, and something in every table that a case that is not encrypted has rows in. */
async function fullCase(): Promise<FullCase> {
  const computer = createComputer();
  const worker = await computer.startWorker();
  const first = await sealSmall({ entries: 9, segmentLines: 4 });
  const imported = await importInto(worker, null, first);
  const { caseId } = imported.view.case;
  for (const role of ['log', 'packer'] as const)
    await worker.request('pinKey', { caseId, ...pinOrder(role) });
  await worker.request('addTrustFile', {
    ...{ caseId, origin: '', fileName: 'authority.pem', window: always, ...said },
    bytes: readFileSync(authorityFile),
  });
  const second = await sealSmall({ entries: 3, continues: first.end });
  const next = await importInto(worker, caseId, second);
  await worker.request('saveSearch', { caseId, searchId: null, search: savedSearch });
  await worker.request('recordSearch', { caseId, bundleIds: [], query: savedSearch.query });
  const target = { kind: 'bundle', origin: pinOrder('log').origin, fileSha256: '0'.repeat(64) } as const;
  await worker.request('make', {
    caseId,
    content: { kind: 'annotation', by: 'A. Auditor', targets: [target], note: 'of before' },
  });
  await worker.request('makeIdentity', { name: 'A. Auditor', passphrase });
  const shown = await shownBy(await computer.startWorker(), caseId);
  const unpacked = new Map([
    [imported.bundleId, first.members],
    [next.bundleId, second.members],
  ]);
  return { computer, worker, caseId, unpacked, shown };
}

const savedSearch = {
  ...{ name: 'Orders', description: '', control: 'PCI DSS 10.2.1' },
  ...{ query: 'target:orders-prod', sort: { by: 'time', isDescending: false } },
};

async function importInto(worker: TestWorker, caseId: string | null, { members }: SealedBundle) {
  return worker.request('importBundle', { caseId, source: fileOf(await zipOf(members)) });
}

test.each<OlderSchema>([1, 2, 3, 4, 5, 6, 7])(
  'what a Vouch of schema %i has stored is all there, verifies as before, and is found',
  async (schema) => {
    const { computer, worker, caseId, unpacked, shown: today } = await made;
    const yesterday = createComputer();
    const stored = await storeAsOlder(schema, yesterday.indexedDB, worker, unpacked);
    // From schema 6 on, the log of a case has a journal beside the database.
    const journals = schema < 6 ? [] : computer.journals.files;
    for (const [name, bytes] of journals) yesterday.journals.files.set(name, bytes);

    const upgraded = await yesterday.startWorker();
    expect(upgraded.context.database.dexie.verno).toBe(8);
    expect(await tablesOf(yesterday)).toStrictEqual(await readable(upgradedRows(schema, stored, unpacked)));
    const shown = await shownBy(upgraded, caseId);
    expect(shown).toEqual({ ...today, ...unknownTo(schema) });
    expect(shown.bundles.map(({ verdict }) => verdict.headline)).toEqual(['VERIFIED', 'VERIFIED']);
    expect(shown.found).toHaveLength(11);
    // The index and the memory of heads are made again where they were removed or could not be there.
    const { parts, heads } = await tablesOf(computer);
    expect(await tablesOf(yesterday)).toMatchObject({ parts, heads });
    if (schema >= 7) await upgraded.request('openIdentity', { passphrase });

    // The second start finds an index, and compares it.
    expect(await shownBy(await yesterday.startWorker(), caseId)).toEqual(shown);
  },
);

/** What every schema is upgraded to, before anything is asked of it. Of the unfinished import, nothing. */
function upgradedRows(schema: OlderSchema, stored: Rows, unpacked: Unpacked): Rows {
  const { blocks: _blocks, members: _members, dictionaries: _dictionaries, ...kept } = stored;
  const { bundles = [], files = [], parts = [] } = stored;
  const isOfBundle = (row: object) => 'bundleId' in row && unpacked.has(String(row.bundleId));
  const asMembers = [...unpacked].flatMap(([bundleId, members]) =>
    [...members].map(([path, bytes]) => ({ bundleId, path, file: new Blob([bytes.slice()]) })),
  );
  return {
    ...{ heads: [], authorities: [], searches: [], identities: [], caseHeads: [] },
    ...{ ...kept, staging: [] },
    bundles: bundles.map((row) => {
      const { blockCount: _count, ...ofBundle }: { readonly blockCount?: number } = row;
      if (schema < 3) return { ...ofBundle, container: 'members', partCount: null };
      return schema < 5 ? { ...ofBundle, partCount: null } : ofBundle;
    }),
    files: schema < 3 ? asMembers : files.filter(isOfBundle),
    parts: schema < 5 ? [] : parts.filter(isOfBundle),
  };
}

/** The parts of what is shown that a case of an older Vouch has nothing of. */
function unknownTo(schema: OlderSchema) {
  return {
    ...(schema < 4 ? { authorities: [] } : {}),
    ...(schema < 6 ? { searches: { saved: [], past: [] }, made: [] } : {}),
    ...(schema < 7 ? { identity: null } : {}),
  };
}

/** All that a person sees of the case, apart from what every opening changes. */
async function shownBy(worker: TestWorker, caseId: string) {
  const cases = await worker.request('listCases', {});
  const view = await worker.request('openCase', { caseId });
  const { trustedKeys, authorities, heads } = view;
  const bundles = view.bundles.map(({ storedBytes: _bytes, ...bundle }) => {
    const { account: _account, ...receipt } = bundle.receipt;
    return { ...bundle, receipt };
  });
  const lines = [];
  for (const { bundleId } of bundles) {
    lines.push(await worker.request('listEntries', { bundleId, first: 0, count: 20 }));
    lines.push(await worker.request('readEntry', { bundleId, ordinal: 2 }));
  }
  const { query, sort } = savedSearch;
  const order = { caseId, bundleIds: [], query, sort, fields: [] };
  const found = await worker.request('listHits', { ...order, first: 0, count: 20 });
  return {
    ...{ cases: cases.map(({ openedAt: _openedAt, ...summary }) => summary) },
    ...{ bundles, trustedKeys, authorities, heads, lines, found },
    searches: await worker.request('listSearches', { caseId }),
    made: await worker.request('listMade', { caseId }),
    brokenAt: (await worker.request('listCustody', { caseId })).brokenAt,
    alarms: await worker.request('listAlarms', {}),
    identity: await worker.request('readIdentity', {}),
  };
}

async function tablesOf({ indexedDB }: Computer): Promise<Rows> {
  return readable(Object.fromEntries((await rawTables(indexedDB)).map(({ name, rows }) => [name, rows])));
}

/** With the bytes of files in the place of their handles, which are equal whatever they hold; rows in one order. */
async function readable(tables: Rows): Promise<Rows> {
  const texts: [string, object[]][] = [];
  for (const [name, rows] of Object.entries(tables)) {
    const read = rows.map(async (row) =>
      'file' in row && row.file instanceof Blob ? { ...row, file: await row.file.text() } : row,
    );
    const inOrder = (await Promise.all(read)).toSorted((one, other) =>
      orderOf(one) < orderOf(other) ? -1 : 1,
    );
    texts.push([name, inOrder]);
  }
  return Object.fromEntries(texts);
}

function orderOf(row: object): string {
  return JSON.stringify(row);
}
