import { describe, expect, test } from 'vitest';
import type { AnnotationContent } from '../../../shared/casework/annotation.ts';
import type { JsonObject, JsonValue } from '../../../shared/json/json-value.ts';
import { withFailingWrite } from '../../support/failing-writes.ts';
import { createQuickComputer } from '../../support/quick-computer.ts';
import { holdsText, putRaw, rawTables, storedBytes } from '../../support/stored-bytes.ts';
import { origin, sealEvents, zipOf } from './small-bundle.ts';
import { pinOrder } from './trust-bench.ts';
import { type Computer, emptyDatabase, fileOf, type TestWorker } from './worker-bench.ts';

const passphrase = 'seven quiet herons at dusk';
const canary = 'kestrel-9481-canary';

async function* canaryEvents(): AsyncGenerator<JsonObject> {
  for (let seq = 0; seq < 3; seq++) {
    yield new Map<string, JsonValue>([
      ['ts', new Date(Date.UTC(2025, 10, 20, 0, seq)).toISOString()],
      ['actor', new Map<string, JsonValue>([['id', `actor-${canary}`]])],
      ['action', 'db.query'],
      ['outcome', 'ok'],
    ]);
  }
}

/** A case in the open, with work of every kind that has rows of its own. */
async function plainCase(computer: Computer, worker: TestWorker) {
  const { members } = await sealEvents(canaryEvents(), { title: `title-${canary}` });
  const source = fileOf(await zipOf(members), `file-${canary}.evb.zip`);
  const { view, bundleId } = await worker.request('importBundle', { caseId: null, source });
  const { caseId } = view.case;
  await worker.request('pinKey', { caseId, ...pinOrder('log') });
  await worker.request('pinKey', { caseId, ...pinOrder('packer') });
  await worker.request('make', { caseId, content: await noteOn(worker, bundleId, 'first') });
  const search = { name: `search-${canary}`, description: '', control: '', query: canary };
  const sort = { by: 'log', isDescending: false } as const;
  await worker.request('saveSearch', { caseId, searchId: null, search: { ...search, sort } });
  computer.journals.files.set(`${caseId}.set-aside-journal-1`, new TextEncoder().encode(`aside-${canary}`));
  return { caseId, bundleId, records: (await worker.request('listCustody', { caseId })).records };
}

async function noteOn(worker: TestWorker, bundleId: string, what: string): Promise<AnnotationContent> {
  const { caseId } = (await worker.context.database.bundles.get(bundleId)) ?? { caseId: '' };
  const [named] = await worker.request('nameLines', { caseId, lines: [{ bundleId, ordinal: 1 }] });
  if (named === null || named === undefined) throw new Error('The line has no name.');
  const target = { kind: 'entry', origin, line: { seq: named.seq, leaf: named.leaf } } as const;
  return { kind: 'annotation', by: 'reviewer 1', targets: [target], note: `note-${canary}-${what}` };
}

async function countIn(computer: Computer): Promise<Record<string, number>> {
  return Object.fromEntries(
    (await rawTables(computer.indexedDB)).map(({ name, rows }) => [name, rows.length]),
  );
}

describe('A case that is encrypted after it was made', () => {
  test('is in the open nowhere afterwards, and holds all that it held', async () => {
    const computer = createQuickComputer();
    const worker = await computer.startWorker();
    const { caseId, records } = await plainCase(computer, worker);
    const before = await countIn(computer);
    expect(holdsText(await storedBytes(computer), canary)).toBe(true);
    expect(before).toMatchObject({ heads: 1, caseHeads: 0 });

    expect(await worker.request('encryptCase', { caseId, passphrase })).toEqual({ isClean: true });
    const stored = await storedBytes(computer);
    expect(holdsText(stored, canary)).toBe(false);
    expect(holdsText(stored, origin)).toBe(false);
    expect(holdsText(stored, 'db.query')).toBe(false);
    expect(await countIn(computer)).toEqual({
      ...before,
      ...{ heads: 0, caseHeads: 1, custody: records.length + 1 },
    });
    const ofCase = [...computer.journals.files.keys()].filter((name) => name.startsWith(caseId));
    expect(ofCase.toSorted()).toEqual(
      ['.encrypted-journal', '.lock', '.set-aside-encrypted-journal-1'].map((end) => caseId + end),
    );

    const next = await computer.startWorker();
    expect(await next.request('listCases', {})).toMatchObject([{ caseId, isLocked: true }]);
    expect(await next.request('listAlarms', {})).toEqual([]);
    expect(await next.request('unlockCase', { caseId, passphrase })).toEqual([]);
    const view = await next.request('openCase', { caseId });
    expect(view.case).toMatchObject({ name: `title-${canary}`, isEncrypted: true });
    expect(view.bundles.map(({ verdict }) => verdict.headline)).toEqual(['VERIFIED']);
    expect(view.trustedKeys).toHaveLength(2);
    expect(view.heads).toHaveLength(1);
    expect(await next.request('listSearches', { caseId })).toMatchObject({
      saved: [{ name: `search-${canary}` }],
    });
    const log = await next.request('listCustody', { caseId });
    expect(log.brokenAt).toBeNull();
    expect(log.records.slice(0, records.length)).toEqual(records);
    expect(log.records.slice(records.length).map(({ action }) => action)).toEqual([
      'case-encrypted',
      'case-opened',
    ]);
  });

  test('goes on in the window that encrypted it, and is looked through as before', async () => {
    const computer = createQuickComputer();
    const worker = await computer.startWorker();
    const { caseId, bundleId } = await plainCase(computer, worker);
    await worker.request('encryptCase', { caseId, passphrase });
    await expect(
      worker.request('listEntries', { bundleId, first: 0, count: 1 }),
      'Its bundles have other ids.',
    ).rejects.toMatchObject({ code: 'no-such-bundle' });
    const [bundle] = (await worker.request('openCase', { caseId })).bundles;
    const found = await worker.request('search', {
      ...{ caseId, bundleIds: [bundle?.bundleId ?? ''], query: `actor-${canary}` },
      ...{ sort: { by: 'log', isDescending: false }, facets: [], buckets: 0, fields: [] },
      rows: { first: 0, count: 1 },
    });
    expect(found).toMatchObject({ kind: 'result', total: 3 });
  });

  test('is not lost when its database is: the lock and the journal bring it back', async () => {
    const computer = createQuickComputer();
    const worker = await computer.startWorker();
    const { caseId, records } = await plainCase(computer, worker);
    await worker.request('encryptCase', { caseId, passphrase });
    for (const table of worker.context.database.dexie.tables) await table.clear();
    const next = await computer.startWorker();
    expect(await next.request('listCases', {})).toMatchObject([{ caseId, isLocked: true }]);
    expect(await next.request('unlockCase', { caseId, passphrase })).toMatchObject([
      { kind: 'restored', kept: 0, restored: records.length + 1 },
      { kind: 'evidence-missing' },
    ]);
  });

  test('is refused for a short passphrase, for the sample, and a second time', async () => {
    const computer = createQuickComputer();
    const worker = await computer.startWorker();
    const { caseId } = await plainCase(computer, worker);
    await expect(worker.request('encryptCase', { caseId, passphrase: 'short' })).rejects.toMatchObject({
      code: 'passphrase-refused',
    });
    const { cases } = worker.context.database;
    await cases.update(caseId, { kind: 'sample' });
    await expect(worker.request('encryptCase', { caseId, passphrase })).rejects.toMatchObject({
      code: 'encryption-refused',
    });
    await cases.update(caseId, { kind: 'own' });
    await worker.request('encryptCase', { caseId, passphrase });
    await expect(worker.request('encryptCase', { caseId, passphrase })).rejects.toMatchObject({
      code: 'encryption-refused',
    });
    expect(await (await computer.startWorker()).request('unlockCase', { caseId, passphrase })).toEqual([]);
  });
});

describe('While a case is being encrypted', () => {
  test('what is acknowledged meanwhile is in it', async () => {
    const computer = createQuickComputer();
    const worker = await computer.startWorker();
    const { caseId, bundleId } = await plainCase(computer, worker);
    const content = await noteOn(worker, bundleId, 'meanwhile');
    let making: Promise<unknown> | null = null;
    const onProgress = () => {
      making ??= worker.request('make', { caseId, content });
    };
    await worker.request('encryptCase', { caseId, passphrase }, { onProgress });
    await making;
    expect(holdsText(await storedBytes(computer), canary)).toBe(false);
    const next = await computer.startWorker();
    expect(await next.request('unlockCase', { caseId, passphrase })).toEqual([]);
    const { records } = await next.request('listCustody', { caseId });
    expect(records.at(-1)?.content).toContain(`note-${canary}-meanwhile`);
  });

  test('a cancel leaves it as it was', async () => {
    const computer = createQuickComputer();
    const worker = await computer.startWorker();
    const { caseId, records } = await plainCase(computer, worker);
    const before = await countIn(computer);
    const stop = new AbortController();
    const encrypting = worker.request(
      'encryptCase',
      { caseId, passphrase },
      { signal: stop.signal, onProgress: () => stop.abort() },
    );
    await expect(encrypting).rejects.toThrow('Cancelled');
    expect(await countIn(computer)).toEqual(before);
    expect((await worker.request('listCustody', { caseId })).records).toEqual(records);
    const view = await worker.request('openCase', { caseId });
    expect(view.case.isEncrypted).toBe(false);
    expect(view.bundles.map(({ verdict }) => verdict.headline)).toEqual(['VERIFIED']);
  });

  test('no other window has it: one that worked in it keeps it from being encrypted', async () => {
    const computer = createQuickComputer();
    const worker = await computer.startWorker();
    const { caseId } = await plainCase(computer, worker);
    const other = await computer.startWorker();
    await other.request('previewCase', { caseId });
    await expect(worker.request('encryptCase', { caseId, passphrase })).rejects.toMatchObject({
      code: 'case-in-use',
    });
    expect((await worker.request('openCase', { caseId })).case.isEncrypted).toBe(false);
  });

  test('a window that knew it in the open writes nothing into it afterwards, before it is unlocked there', async () => {
    const computer = createQuickComputer();
    const worker = await computer.startWorker();
    const { caseId } = await plainCase(computer, worker);
    const other = await computer.startWorker();
    expect(await other.request('listCases', {})).toMatchObject([{ caseId, isEncrypted: false }]);
    const search = { name: `late-${canary}`, description: '', control: '', query: canary };
    const sort = { by: 'log', isDescending: false } as const;
    const ask = () => other.request('saveSearch', { caseId, searchId: null, search: { ...search, sort } });
    let late: ReturnType<typeof ask> | null = null;
    const onProgress = () => {
      late ??= ask();
      late.catch(() => {});
    };
    await worker.request('encryptCase', { caseId, passphrase }, { onProgress });
    await expect(late).rejects.toMatchObject({ code: 'case-locked' });
    expect(holdsText(await storedBytes(computer), canary)).toBe(false);
    expect(await other.request('unlockCase', { caseId, passphrase })).toEqual([]);
    await ask();
    expect(holdsText(await storedBytes(computer), canary)).toBe(false);
  });

  test('the memory of heads keeps what another case in the open knows by the same file', async () => {
    const computer = createQuickComputer();
    const worker = await computer.startWorker();
    const { caseId } = await plainCase(computer, worker);
    const { caseId: second } = await plainCase(computer, worker);
    await worker.request('encryptCase', { caseId, passphrase });
    expect(await countIn(computer)).toMatchObject({ heads: 1, caseHeads: 0 });
    await worker.request('encryptCase', { caseId: second, passphrase });
    expect(await countIn(computer)).toMatchObject({ heads: 0, caseHeads: 1 });
  });
});

describe('A program that is killed while it encrypts a case', () => {
  /** What the next start finds: the whole case, either in the open or encrypted, and nothing beside it. */
  async function expectWhole(computer: Computer, caseId: string, records: readonly unknown[], when: string) {
    const worker = await computer.startWorker();
    expect(await worker.request('listAlarms', {}), when).toEqual([]);
    const [listed] = await worker.request('listCases', {});
    const isEncrypted = listed !== undefined && 'isLocked' in listed;
    if (isEncrypted) expect(await worker.request('unlockCase', { caseId, passphrase }), when).toEqual([]);
    const view = await worker.request('openCase', { caseId });
    expect(
      view.bundles.map(({ verdict }) => verdict.headline),
      when,
    ).toEqual(['VERIFIED']);
    const log = await worker.request('listCustody', { caseId });
    expect(log.brokenAt, when).toBeNull();
    expect(log.records.slice(0, records.length), when).toEqual(records);
    expect((await worker.request('listSearches', { caseId })).saved, when).toHaveLength(1);
    const { staging, bundles, files, parts } = await countIn(computer);
    expect({ staging, bundles, files, parts }, when).toEqual({ staging: 0, bundles: 1, files: 1, parts: 1 });
    expect(holdsText(await storedBytes(computer), canary), when).toBe(!isEncrypted);
    const names = [...computer.journals.files.keys()].filter((name) => name.startsWith(caseId));
    expect(names.length, `${when}: ${names}`).toBe(isEncrypted ? 3 : 2);
    return isEncrypted;
  }

  /** Another computer with the same on its disk: a case is made once, and encrypted many times. */
  async function copyOf(computer: Computer): Promise<Computer> {
    const copy = createQuickComputer();
    await copy.startWorker();
    for (const { name, rows } of await rawTables(computer.indexedDB)) {
      for (const row of rows) await putRaw(copy.indexedDB, name, row);
    }
    for (const [name, bytes] of computer.journals.files) copy.journals.files.set(name, bytes);
    return copy;
  }

  /** Whether the case is encrypted, after each attempt; of every `step`-th write. */
  async function outcomes(step: number, isLast: boolean): Promise<readonly boolean[]> {
    const made = createQuickComputer();
    const { caseId, records } = await plainCase(made, await made.startWorker());
    const found: boolean[] = [];
    for (let nth = 1; ; nth += step) {
      const computer = await copyOf(made);
      const worker = await computer.startWorker({ newId: () => crypto.randomUUID() });
      const order = { nth, isLast, failure: nth % 2 === 0 ? 'AbortError' : 'UnknownError' } as const;
      const failed = await withFailingWrite(computer.journals, order, () =>
        worker.request('encryptCase', { caseId, passphrase }),
      );
      found.push(await expectWhole(computer, caseId, records, `write ${nth}: ${String(failed.thrown)}`));
      if (!failed.hasFailed) return found;
    }
  }

  test('leaves the whole case at every write, in the open or encrypted', { timeout: 240_000 }, async () => {
    const found = await outcomes(1, true);
    // Both come to be: an attempt that is always undone, or that never can be stopped, would prove nothing.
    expect(found.filter((isEncrypted) => !isEncrypted).length).toBeGreaterThan(10);
    expect(found.filter((isEncrypted) => isEncrypted).length).toBeGreaterThan(5);
    // Once it is encrypted, every later kill leaves it so.
    expect(found.toSorted()).toEqual(found);
  });

  test('or one write of which fails, does the same', { timeout: 240_000 }, async () => {
    const found = await outcomes(3, false);
    expect(new Set(found)).toEqual(new Set([false, true]));
  });

  test('and deleted afterwards, leaves nothing', async () => {
    const computer = createQuickComputer();
    const worker = await computer.startWorker();
    const { caseId } = await plainCase(computer, worker);
    await worker.request('encryptCase', { caseId, passphrase });
    await worker.request('deleteCase', { caseId });
    expect(await countIn(computer)).toEqual(emptyDatabase);
    expect([...computer.journals.files.keys()].filter((name) => name.startsWith(caseId))).toEqual([]);
  });
});
