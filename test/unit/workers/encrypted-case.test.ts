import { describe, expect, test } from 'vitest';
import type { AnnotationContent } from '../../../shared/casework/annotation.ts';
import { noCaseFacts } from '../../../shared/casework/case-facts.ts';
import type { JsonObject, JsonValue } from '../../../shared/json/json-value.ts';
import { createQuickComputer } from '../../support/quick-computer.ts';
import { holdsText, putRaw, type RawRow, rawTables, storedBytes } from '../../support/stored-bytes.ts';
import { origin, sealEvents, smallZip, zipOf } from './small-bundle.ts';
import { pinOrder } from './trust-bench.ts';
import { type Computer, countRows, emptyDatabase, fileOf, type TestWorker } from './worker-bench.ts';

const passphrase = 'seven quiet herons at dusk';
const canary = 'kestrel-9481-canary';

async function* canaryEvents(): AsyncGenerator<JsonObject> {
  for (let seq = 0; seq < 6; seq++) {
    const fields: [string, JsonValue][] = [
      ['ts', new Date(Date.UTC(2025, 10, 20, 0, seq)).toISOString()],
      ['actor', new Map<string, JsonValue>([['id', `actor-${canary}`]])],
      ['action', 'db.query'],
      ['outcome', 'ok'],
      ['comment', `other-${canary}`],
    ];
    yield new Map(fields);
  }
}

/** A case whose evidence, names and notes all hold the canary. */
async function canaryCase(computer: Computer, worker: TestWorker, withPassphrase: boolean) {
  const { members } = await sealEvents(canaryEvents(), { title: `title-${canary}` });
  const source = fileOf(await zipOf(members), `file-${canary}.evb.zip`);
  const { view, bundleId } = await worker.request('importBundle', {
    caseId: null,
    source,
    ...(withPassphrase ? { passphrase } : {}),
  });
  const { caseId } = view.case;
  await worker.request('pinKey', { caseId, ...pinOrder('log') });
  await worker.request('pinKey', { caseId, ...pinOrder('packer') });
  await note(worker, caseId, bundleId);
  await worker.request('saveSearch', {
    caseId,
    searchId: null,
    search: {
      name: `search-${canary}`,
      description: '',
      control: '',
      query: canary,
      sort: { by: 'log', isDescending: false },
    },
  });
  return { computer, worker, caseId, bundleId, source };
}

async function note(worker: TestWorker, caseId: string, bundleId: string) {
  const [named] = await worker.request('nameLines', { caseId, lines: [{ bundleId, ordinal: 2 }] });
  if (named === null || named === undefined) throw new Error('The line has no name.');
  const { seq, leaf } = named;
  const content: AnnotationContent = {
    kind: 'annotation',
    by: 'reviewer 1',
    targets: [{ kind: 'entry', origin, line: { seq, leaf } }],
    note: `note-${canary}`,
  };
  await worker.request('make', { caseId, content });
}

const isWrong = { code: 'wrong-passphrase' };
describe('An encrypted case', () => {
  test('leaves nothing of its content in the database or in the journal, where a plain one does', async () => {
    const plain = createQuickComputer();
    await canaryCase(plain, await plain.startWorker(), false);
    expect(holdsText(await storedBytes(plain), canary)).toBe(true);

    const computer = createQuickComputer();
    await canaryCase(computer, await computer.startWorker(), true);
    const stored = await storedBytes(computer);
    expect(holdsText(stored, canary)).toBe(false);
    expect(holdsText(stored, origin)).toBe(false);
    expect(holdsText(stored, 'db.query')).toBe(false);
  });
});

/** The same computer on another day: nothing is in memory any more. */
async function lockedComputer() {
  const computer = createQuickComputer();
  const made = await canaryCase(computer, await computer.startWorker(), true);
  const before = await made.worker.request('listCustody', { caseId: made.caseId });
  return { ...made, before: before.records, worker: await computer.startWorker() };
}

async function loseDatabase({ context: { database } }: TestWorker): Promise<void> {
  for (const table of database.dexie.tables) await table.clear();
}

describe('A locked case', () => {
  test('is listed without a name, and answers nothing', async () => {
    const { worker, caseId } = await lockedComputer();
    expect(await worker.request('listAlarms', {})).toEqual([]);
    expect(await worker.request('listCases', {})).toEqual([
      { caseId, createdAt: expect.any(Number), openedAt: expect.any(Number), isLocked: true },
    ]);
    for (const name of ['previewCase', 'openCase', 'listCustody', 'listMade', 'listSearches'] as const) {
      await expect(worker.request(name, { caseId }), name).rejects.toMatchObject({ code: 'case-locked' });
    }
    const source = fileOf(new Uint8Array(10));
    await expect(worker.request('importBundle', { caseId, source })).rejects.toMatchObject({
      code: 'case-locked',
    });
  });

  test('is opened by its passphrase with everything that was made in it, and its copy is as it arrived', async () => {
    const { worker, caseId, before } = await lockedComputer();
    expect(await worker.request('unlockCase', { caseId, passphrase })).toEqual([]);
    const view = await worker.request('openCase', { caseId });
    expect(view.case).toMatchObject({ name: `title-${canary}`, isEncrypted: true });
    expect(view.bundles.map(({ verdict }) => verdict.headline)).toEqual(['VERIFIED']);
    const { records, brokenAt } = await worker.request('listCustody', { caseId });
    expect(brokenAt).toBeNull();
    expect(records.slice(0, before.length)).toEqual(before);
    const [bundle] = view.bundles;
    const found = await worker.request('search', {
      caseId,
      bundleIds: [bundle?.bundleId ?? ''],
      query: `actor-${canary}`,
      sort: { by: 'log', isDescending: false },
      ...{ rows: { first: 0, count: 1 }, facets: [], buckets: 0, fields: [] },
    });
    expect(found).toMatchObject({ kind: 'result', total: 6 });
  });

  test('says of a wrong passphrase that it is wrong, and nothing else', async () => {
    const { worker, caseId } = await lockedComputer();
    for (const wrong of ['', 'seven quiet herons at dawn', `${passphrase} `]) {
      await expect(worker.request('unlockCase', { caseId, passphrase: wrong })).rejects.toMatchObject({
        code: 'wrong-passphrase',
        message: 'The passphrase is wrong.',
      });
    }
    await expect(worker.request('previewCase', { caseId })).rejects.toMatchObject({ code: 'case-locked' });
  });

  test('is opened however a keyboard composes the characters of the passphrase', async () => {
    const computer = createQuickComputer();
    const worker = await computer.startWorker();
    const { members } = await sealEvents(canaryEvents(), {});
    const source = fileOf(await zipOf(members));
    const order = { caseId: null, source, passphrase: 'caf\u00e9 caf\u00e9 caf\u00e9' };
    const { caseId } = (await worker.request('importBundle', order)).view.case;
    await worker.request('lockCase', { caseId });
    expect(
      await worker.request('unlockCase', { caseId, passphrase: 'cafe\u0301 cafe\u0301 cafe\u0301' }),
    ).toEqual([]);
  });

  test('is locked again when a person says so, and everything that was held of it is forgotten', async () => {
    const { worker, caseId } = await lockedComputer();
    await worker.request('unlockCase', { caseId, passphrase });
    const view = await worker.request('openCase', { caseId });
    await worker.request('lockCase', { caseId });
    await expect(worker.request('openCase', { caseId })).rejects.toMatchObject({ code: 'case-locked' });
    const [bundle] = view.bundles;
    const rows = worker.request('listEntries', { bundleId: bundle?.bundleId ?? '', first: 0, count: 2 });
    await expect(rows).rejects.toMatchObject({ code: 'case-locked' });
  });

  test('that is locked in the middle of an import gets nothing of the file, encrypted or not', async () => {
    const { computer, worker, caseId } = await lockedComputer();
    await worker.request('unlockCase', { caseId, passphrase });
    const before = await countRows(worker);
    const source = fileOf(await smallZip({ entries: 900, segmentLines: 100 }), 'second.evb.zip');
    let isLocked = false;
    const importing = worker.request(
      'importBundle',
      { caseId, source },
      {
        onProgress: () => {
          if (isLocked) return;
          isLocked = true;
          void worker.request('lockCase', { caseId });
        },
      },
    );
    await expect(importing).rejects.toThrow(/locked|stopped|cancelled/i);
    expect(isLocked).toBe(true);
    const next = await computer.startWorker();
    expect(await countRows(next)).toEqual(before);
    expect(await next.request('unlockCase', { caseId, passphrase })).toEqual([]);
    const { bundles } = await next.request('openCase', { caseId });
    expect(bundles.map(({ verdict }) => verdict.headline)).toEqual(['VERIFIED']);
  });

  test('is deleted only when it is said that nobody can see whether it is on hold', async () => {
    const { computer, worker, caseId } = await lockedComputer();
    await expect(worker.request('deleteCase', { caseId })).rejects.toMatchObject({ code: 'case-locked' });
    await worker.request('unlockCase', { caseId, passphrase });
    const content = { ...noCaseFacts, by: 'reviewer 1', isOnHold: true, holdReason: 'letter' };
    await worker.request('make', { caseId, content });
    await expect(worker.request('deleteCase', { caseId, isUnseen: true })).rejects.toMatchObject({
      code: 'on-hold',
    });
    await worker.request('lockCase', { caseId });
    await worker.request('deleteCase', { caseId, isUnseen: true });
    expect(await countRows(worker)).toEqual(emptyDatabase);
    expect([...computer.journals.files.keys()].filter((name) => name.startsWith(caseId))).toEqual([]);
    const next = await computer.startWorker();
    expect(await next.request('listAlarms', {})).toEqual([]);
    expect(await next.request('listCases', {})).toEqual([]);
  });

  test('whose deletion was cut short is gone after the next start', async () => {
    const { computer, worker, caseId } = await lockedComputer();
    await worker.context.journals.markDeleted(caseId);
    const next = await computer.startWorker();
    expect(await next.request('listCases', {})).toEqual([]);
    expect(await countRows(next)).toEqual(emptyDatabase);
    expect([...computer.journals.files.keys()].filter((name) => name.startsWith(caseId))).toEqual([]);
  });
});

describe('Another passphrase', () => {
  const next = 'a ladder of green glass';

  test('opens the case from then on, and the one before does not', async () => {
    const { computer, worker, caseId } = await lockedComputer();
    await worker.request('unlockCase', { caseId, passphrase });
    await worker.request('changePassphrase', { caseId, passphrase, next });
    const other = await computer.startWorker();
    await expect(other.request('unlockCase', { caseId, passphrase })).rejects.toMatchObject(isWrong);
    expect(await other.request('unlockCase', { caseId, passphrase: next })).toEqual([]);
    expect((await other.request('openCase', { caseId })).bundles).toHaveLength(1);
  });

  test('takes the one of now, and is as long as one has to be', async () => {
    const { worker, caseId } = await lockedComputer();
    await worker.request('unlockCase', { caseId, passphrase });
    const wrong = { caseId, passphrase: 'left unlocked by somebody', next };
    await expect(worker.request('changePassphrase', wrong)).rejects.toMatchObject(isWrong);
    const short = { caseId, passphrase, next: 'short' };
    await expect(worker.request('changePassphrase', short)).rejects.toMatchObject({
      code: 'passphrase-refused',
    });
  });

  test('that was written beside the journal alone, when the program ended, opens the case as the one before does', async () => {
    const { computer, worker, caseId } = await lockedComputer();
    await worker.request('unlockCase', { caseId, passphrase });
    const raw = (await rawTables(computer.indexedDB)).find(({ name }) => name === 'cases');
    await worker.request('changePassphrase', { caseId, passphrase, next });
    await putRaw(computer.indexedDB, 'cases', raw?.rows[0]);
    const after = await computer.startWorker();
    expect(await after.request('unlockCase', { caseId, passphrase: next })).toEqual([]);
    const last = await computer.startWorker();
    await expect(last.request('unlockCase', { caseId, passphrase })).rejects.toMatchObject(isWrong);
  });
});

describe('When the database of an encrypted case is lost', () => {
  test('it stands there locked, and its passphrase brings back everything but the files', async () => {
    const { computer, worker, caseId, before } = await lockedComputer();
    await loseDatabase(worker);
    const next = await computer.startWorker();
    expect(await next.request('listAlarms', {})).toEqual([]);
    expect(await next.request('listCases', {})).toMatchObject([{ caseId, isLocked: true }]);
    const alarms = await next.request('unlockCase', { caseId, passphrase });
    expect(alarms).toMatchObject([
      { kind: 'restored', caseId, name: `title-${canary}`, kept: 0, restored: before.length },
      { kind: 'evidence-missing', files: [{ fileName: `file-${canary}.evb.zip` }] },
    ]);
    expect(await next.request('listAlarms', {})).toEqual(alarms);
    await next.request('lockCase', { caseId });
    expect(await next.request('listAlarms', {})).toEqual([]);
    await next.request('unlockCase', { caseId, passphrase });
    const { records, brokenAt } = await next.request('listCustody', { caseId });
    expect(brokenAt).toBeNull();
    expect(records.slice(0, before.length)).toEqual(before);
    expect(holdsText(await storedBytes(computer), canary)).toBe(false);
  });

  test('and its lock with it, that is an alarm, because nothing opens what is left', async () => {
    const { computer, worker, caseId } = await lockedComputer();
    await loseDatabase(worker);
    computer.journals.files.delete(`${caseId}.lock`);
    const next = await computer.startWorker();
    expect(await next.request('listAlarms', {})).toMatchObject([{ kind: 'lost', caseId, have: 0 }]);
  });
});

describe('What another hand changes in an encrypted case', () => {
  /** Changes rows while Vouch is closed, and unlocks the case. */
  async function afterChange(
    change: (rows: Readonly<Record<string, readonly RawRow[]>>) => readonly [string, unknown][],
  ) {
    const { computer, caseId } = await lockedComputer();
    const tables = await rawTables(computer.indexedDB);
    const byName = Object.fromEntries(tables.map(({ name, rows }) => [name, rows]));
    for (const [table, row] of change(byName)) await putRaw(computer.indexedDB, table, row);
    const worker = await computer.startWorker();
    return { worker, caseId, alarms: await worker.request('unlockCase', { caseId, passphrase }) };
  }

  test('a record that is moved to another place is not taken, and the journal has the right one', async () => {
    const { alarms, worker, caseId } = await afterChange(({ custody = [] }) => [
      ['custody', { ...custody[1], encrypted: custody[2]?.encrypted }],
    ]);
    expect(alarms).toMatchObject([{ kind: 'restored', kept: 1 }]);
    expect((await worker.request('listCustody', { caseId })).brokenAt).toBeNull();
  });

  test('a record that is laid in without encryption is not taken', async () => {
    const { alarms } = await afterChange(({ custody = [] }) => [
      ['custody', { caseId: custody[0]?.caseId, seq: 1, record: { seq: 1, action: 'case-opened' } }],
    ]);
    expect(alarms).toMatchObject([{ kind: 'restored', kept: 1 }]);
  });

  test('a row that makes a case of it which is not encrypted is not taken', async () => {
    const { computer, caseId } = await lockedComputer();
    const row = { caseId, name: 'Nothing', kind: 'own', createdAt: 1, openedAt: 2, custodyHead: null };
    await putRaw(computer.indexedDB, 'cases', row);
    const worker = await computer.startWorker();
    expect(await worker.request('listCases', {})).toMatchObject([{ caseId, isLocked: true }]);
    const alarms = await worker.request('unlockCase', { caseId, passphrase });
    expect(alarms).toMatchObject([{ kind: 'restored' }]);
    const { bundles, ...view } = await worker.request('openCase', { caseId });
    expect(view.case).toMatchObject({ name: `title-${canary}`, isEncrypted: true });
    expect(bundles.map(({ verdict }) => verdict.headline)).toEqual(['VERIFIED']);
    expect(holdsText(await storedBytes(computer), canary)).toBe(false);
  });

  test('a pinned key that is changed is put right', async () => {
    const { alarms, worker, caseId } = await afterChange(({ trust = [] }) => [
      ['trust', { ...trust[0], encrypted: trust[1]?.encrypted }],
    ]);
    expect(alarms).toMatchObject([{ kind: 'rows-restored' }]);
    expect((await worker.request('openCase', { caseId })).trustedKeys).toHaveLength(2);
  });

  test('a part of the index that is changed is named by the check of the stored copy', async () => {
    const { worker, caseId } = await afterChange(({ parts = [] }) => {
      const encrypted = Uint8Array.from(parts[0]?.encrypted ?? []);
      encrypted[40] = (encrypted[40] ?? 0) ^ 1;
      return [['parts', { ...parts[0], encrypted }]];
    });
    const [bundle] = (await worker.request('openCase', { caseId })).bundles;
    expect(bundle?.verdict.headline).toBe('LOCAL COPY ALTERED');
  });

  test('a delivered file that is changed or cut is named by the check of the stored copy', async () => {
    const changes: readonly ((file: Blob) => Promise<Blob>)[] = [
      async (file) => file.slice(0, file.size - 1),
      async (file) => file.slice(0, 0),
      async (file) => {
        const bytes = new Uint8Array(await file.arrayBuffer());
        bytes[100] = (bytes[100] ?? 0) ^ 1;
        return new Blob([bytes]);
      },
    ];
    const { computer, caseId } = await lockedComputer();
    const files = (await rawTables(computer.indexedDB)).find(({ name }) => name === 'files');
    const row = files?.rows[0];
    for (const change of changes) {
      await putRaw(computer.indexedDB, 'files', { ...row, file: await change(row?.file ?? new Blob([])) });
      const worker = await computer.startWorker();
      await worker.request('unlockCase', { caseId, passphrase });
      const [bundle] = (await worker.request('openCase', { caseId })).bundles;
      expect(bundle?.verdict.headline).toBe('LOCAL COPY ALTERED');
    }
  });

  test('the lock of another case opens nothing, and the one beside the journal does', async () => {
    const { alarms } = await afterChange(({ cases = [] }) => {
      const lock = String(cases[0]?.lock).replace(/"caseId":"[^"]*"/, '"caseId":"another"');
      return [['cases', { ...cases[0], lock }]];
    });
    expect(alarms).toEqual([]);
  });

  test('a journal with one changed byte is kept beside, and written anew from the database', async () => {
    const { computer, caseId } = await lockedComputer();
    const name = `${caseId}.encrypted-journal`;
    const journal = computer.journals.files.get(name)?.slice() ?? new Uint8Array(0);
    journal[journal.length - 30] = (journal[journal.length - 30] ?? 0) ^ 1;
    computer.journals.files.set(name, journal);
    const worker = await computer.startWorker();
    const alarms = await worker.request('unlockCase', { caseId, passphrase });
    expect(alarms).toMatchObject([
      { kind: 'journal-renewed', statement: 'The record is not what was encrypted there.' },
    ]);
    const aside = [...computer.journals.files.keys()].filter((each) => each.includes('set-aside'));
    expect(aside).toHaveLength(1);
    expect(await (await computer.startWorker()).request('unlockCase', { caseId, passphrase })).toEqual([]);
  });
});
