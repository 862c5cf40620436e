import { beforeAll, describe, expect, test } from 'vitest';
import {
  checkpointPath,
  editLines,
  type Members,
  rechained,
  resigned,
  sealSmall,
} from '../../support/bundle-builder.ts';
import { zipOf } from './small-bundle.ts';
import { importPinned, pinOrder, placesOf, verdictOf } from './trust-bench.ts';
import { createComputer, fileOf } from './worker-bench.ts';

// One log at two sizes, and another history of it with the genuine keys.
let eight: Members;
let twelve: Members;
let rewritten: Members;

beforeAll(async () => {
  eight = (await sealSmall({ entries: 8 })).members;
  twelve = (await sealSmall({ entries: 12 })).members;
  const edited = editLines(twelve, 0, (lines) => lines.map((line) => line.replace('act-2', 'act-X')));
  rewritten = resigned(rechained(edited));
});

describe('A head that was seen in one case', () => {
  test('confirms a longer delivery of the same log in another case', async () => {
    const worker = await createComputer().startWorker();
    await importPinned(worker, eight);
    const { verdict } = await importPinned(worker, twelve);
    expect(verdict.headline).toBe('VERIFIED');
    expect(placesOf(verdict, 'head-memory')).toEqual([`pass ${checkpointPath(12)}`]);
  });

  test('makes a shorter delivery that comes later a CONFLICT, with both notes as proof', async () => {
    const worker = await createComputer().startWorker();
    await importPinned(worker, twelve);
    const { verdict } = await importPinned(worker, eight);
    expect(verdict.headline).toBe('CONFLICT');
    expect(placesOf(verdict, 'rollback')).toEqual([`fail ${checkpointPath(8)}`]);
    const notes = verdict.results.find(({ code }) => code === 'rollback')?.notes;
    const text = (members: Members, size: number) =>
      Buffer.from(members.get(checkpointPath(size)) ?? []).toString();
    expect(notes).toEqual([text(twelve, 12), text(eight, 8)]);
  });

  test('makes another history of the log a CONFLICT, although both are signed', async () => {
    const worker = await createComputer().startWorker();
    await importPinned(worker, twelve);
    const { verdict } = await importPinned(worker, rewritten);
    expect(verdict.headline).toBe('CONFLICT');
    expect(placesOf(verdict, 'fork')).toEqual([`fail ${checkpointPath(12)}`]);
  });

  test('finds a fork inside a longer history, by the root at its own size', async () => {
    const worker = await createComputer().startWorker();
    await importPinned(worker, eight);
    const { verdict } = await importPinned(worker, rewritten);
    expect(verdict.headline).toBe('CONFLICT');
    expect(placesOf(verdict, 'fork')).toEqual([`fail ${checkpointPath(12)}`]);
    expect(verdict.results.find(({ code }) => code === 'fork')?.statement).toContain('first 8 entries');
  });

  test('is told in the custody log of the later case when the conflict is found at import', async () => {
    const worker = await createComputer().startWorker();
    const { caseId } = await importPinned(worker, twelve);
    const { view } = await worker.request('importBundle', { caseId, source: fileOf(await zipOf(rewritten)) });
    expect(verdictOf(view).headline).toBe('CONFLICT');
    const { records } = await worker.request('listCustody', { caseId });
    expect(records.at(-1)).toMatchObject({ action: 'bundle-imported' });
    expect(records.at(-1)?.facts).toContainEqual({ name: 'verdict', value: 'CONFLICT' });
  });
});

describe('A case that is opened again', () => {
  test('is in no conflict with a later head of its log that came after it, in another case', async () => {
    const computer = createComputer();
    const worker = await computer.startWorker();
    const first = await importPinned(worker, eight);
    await importPinned(worker, twelve);
    const again = await (await computer.startWorker()).request('openCase', { caseId: first.caseId });
    expect(verdictOf(again).headline).toBe('VERIFIED');
    expect(placesOf(verdictOf(again), 'rollback')).toEqual([]);
  });

  test('is in conflict with another history that was remembered while its own key was not pinned', async () => {
    const computer = createComputer();
    const worker = await computer.startWorker();
    const source = fileOf(await zipOf(twelve));
    const { view } = await worker.request('importBundle', { caseId: null, source });
    const { caseId } = view.case;
    const six = (await sealSmall({ entries: 6 })).members;
    const shorterFork = resigned(
      rechained(editLines(six, 0, (lines) => lines.map((line) => line.replace('act-2', 'act-X')))),
    );
    await importPinned(worker, shorterFork);
    await worker.request('pinKey', { caseId, ...pinOrder('packer') });
    // The bundle was read without its root at size 6: the worker must read it again to see the fork.
    const pinned = await worker.request('pinKey', { caseId, ...pinOrder('log') });
    expect(verdictOf(pinned).headline).toBe('CONFLICT');
    expect(placesOf(verdictOf(pinned), 'fork')).toEqual([`fail ${checkpointPath(12)}`]);
  });

  test('keeps the conflict after a restart', async () => {
    const computer = createComputer();
    const worker = await computer.startWorker();
    await importPinned(worker, twelve);
    const { caseId } = await importPinned(worker, rewritten);
    const again = await (await computer.startWorker()).request('openCase', { caseId });
    expect(verdictOf(again).headline).toBe('CONFLICT');
  });

  test('brings its heads to a memory that was lost', async () => {
    const computer = createComputer();
    const worker = await computer.startWorker();
    const { caseId, view } = await importPinned(worker, eight);
    await worker.context.database.heads.clear();
    const again = await (await computer.startWorker()).request('openCase', { caseId });
    expect(again.heads).toEqual(view.heads);
    expect(again.heads).toHaveLength(1);
  });

  test('whose time of import was moved before a head that it steps back from is an altered copy', async () => {
    const computer = createComputer();
    const worker = await computer.startWorker();
    await importPinned(worker, twelve);
    const { caseId } = await importPinned(worker, eight);
    await worker.context.database.bundles.where({ caseId }).modify({ importedAt: 1 });
    const again = await (await computer.startWorker()).request('openCase', { caseId });
    expect(verdictOf(again).headline).toBe('LOCAL COPY ALTERED');
  });
});

describe('The memory', () => {
  test('names the size, the root, the file and the time of import, and outlives its case', async () => {
    const worker = await createComputer().startWorker();
    const { caseId, view } = await importPinned(worker, eight, 'october.evb.zip');
    const importedAt = view.bundles[0]?.importedAt;
    expect(view.heads).toMatchObject([
      { size: 8, firstSeenAt: importedAt, fileName: 'october.evb.zip', isCounted: true },
    ]);
    await worker.request('deleteCase', { caseId });
    const { verdict, view: later } = await importPinned(worker, rewritten);
    expect(verdict.headline).toBe('CONFLICT');
    expect(later.heads).toMatchObject([{ size: 8, fileName: 'october.evb.zip' }]);
  });

  test('takes nothing from a bundle whose log key nobody pinned', async () => {
    const worker = await createComputer().startWorker();
    const { view } = await worker.request('importBundle', {
      caseId: null,
      source: fileOf(await zipOf(eight)),
    });
    expect(view.heads).toEqual([]);
  });

  test('takes no head that contradicts what it holds', async () => {
    const worker = await createComputer().startWorker();
    await importPinned(worker, twelve);
    const { view } = await importPinned(worker, rewritten);
    expect(view.heads).toHaveLength(1);
  });

  test('counts in a case only where the key of the head is pinned, and says so', async () => {
    const worker = await createComputer().startWorker();
    await importPinned(worker, twelve);
    const { view } = await worker.request('importBundle', {
      caseId: null,
      source: fileOf(await zipOf(eight)),
    });
    expect(view.heads).toMatchObject([{ size: 12, isCounted: false }]);
    expect(verdictOf(view).headline).toBe('INTACT, SIGNER NOT TRUSTED');
  });

  test('that another program wrote into proves nothing and stops nothing', async () => {
    const worker = await createComputer().startWorker();
    await importPinned(worker, eight);
    const { heads } = worker.context.database;
    await heads.toCollection().modify((row) => {
      Object.assign(row, { root: 'ff'.repeat(32), note: 'no bytes', firstSeenAt: 'never' });
    });
    const { verdict, view } = await importPinned(worker, twelve);
    expect(verdict.headline).toBe('VERIFIED');
    expect(view.heads.map(({ size, isCounted }) => [size, isCounted])).toContainEqual([8, false]);
  });

  test('keeps the earlier sighting when its key is pinned after a later one', async () => {
    const worker = await createComputer().startWorker();
    const source = fileOf(await zipOf(eight), 'first.evb.zip');
    const { view } = await worker.request('importBundle', { caseId: null, source });
    await importPinned(worker, eight, 'second.evb.zip');
    await worker.request('pinKey', { caseId: view.case.caseId, ...pinOrder('packer') });
    const pinned = await worker.request('pinKey', { caseId: view.case.caseId, ...pinOrder('log') });
    expect(pinned.heads).toMatchObject([
      { size: 8, fileName: 'first.evb.zip', firstSeenAt: view.bundles[0]?.importedAt },
    ]);
  });

  test('is one for two windows', async () => {
    const computer = createComputer();
    const [one, other] = [await computer.startWorker(), await computer.startWorker()];
    await importPinned(one, twelve);
    expect((await importPinned(other, rewritten)).verdict.headline).toBe('CONFLICT');
  });
});
