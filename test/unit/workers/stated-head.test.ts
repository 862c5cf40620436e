import { beforeAll, describe, expect, test } from 'vitest';
import { checkpointPath, type Members, sealSmall } from '../../support/bundle-builder.ts';
import { importPinned, placesOf, verdictOf } from './trust-bench.ts';
import { createComputer } from './worker-bench.ts';

let eight: Members;
let twelve: Members;
const said = { root: null, told: 'number in the covering letter', by: 'A. Auditor' };

beforeAll(async () => {
  eight = (await sealSmall({ entries: 8 })).members;
  twelve = (await sealSmall({ entries: 12 })).members;
});

describe('What a person was told of the newest head', () => {
  test('makes an older delivery that comes late no conflict, and stands in the custody log', async () => {
    const computer = createComputer();
    const worker = await computer.startWorker();
    await importPinned(worker, twelve);
    const { caseId, view, verdict } = await importPinned(worker, eight);
    expect(verdict.headline).toBe('CONFLICT');
    const bundleId = view.bundles[0]?.bundleId ?? '';
    const stated = await worker.request('stateHead', { caseId, bundleId, size: 8, ...said });
    expect(verdictOf(stated).headline).toBe('VERIFIED');
    expect(placesOf(verdictOf(stated), 'rollback')).toEqual([]);
    expect(placesOf(verdictOf(stated), 'expected-size')).toEqual([`pass ${checkpointPath(8)}`]);
    const { records } = await worker.request('listCustody', { caseId });
    expect(records.at(-1)).toMatchObject({ action: 'head-stated' });
    const again = await (await computer.startWorker()).request('openCase', { caseId });
    expect(verdictOf(again).headline).toBe('VERIFIED');
  });

  test('finds a log that was cut back, with the head as its place', async () => {
    const worker = await createComputer().startWorker();
    const { caseId, view } = await importPinned(worker, eight);
    const bundleId = view.bundles[0]?.bundleId ?? '';
    const stated = await worker.request('stateHead', { caseId, bundleId, size: 12, ...said });
    expect(verdictOf(stated).state).toBe('failed');
    expect(placesOf(verdictOf(stated), 'expected-size')).toEqual([`fail ${checkpointPath(8)}`]);
  });

  test('counts as it was stated last, and for the bytes of its own file alone', async () => {
    const worker = await createComputer().startWorker();
    const first = await importPinned(worker, eight);
    const bundleId = first.view.bundles[0]?.bundleId ?? '';
    const state = (size: number) =>
      worker.request('stateHead', { caseId: first.caseId, bundleId, size, ...said });
    await state(12);
    expect(verdictOf(await state(8)).headline).toBe('VERIFIED');
    const other = await importPinned(worker, twelve);
    expect(placesOf(other.verdict, 'expected-size')).toEqual([]);
  });

  test.each([
    ['nothing at all', { size: null }],
    ['a size that is no count', { size: -1 }],
    ['a size that is no number', { size: Number.NaN }],
    ['a root that is too short', { size: null, root: 'AAAA' }],
    ['nothing on how it was told', { size: 8, told: ' ' }],
    ['nobody who states it', { size: 8, by: '' }],
  ])('is refused when it is %s, and not recorded', async (_what, wrong) => {
    const worker = await createComputer().startWorker();
    const { caseId, view } = await importPinned(worker, eight);
    const before = (await worker.request('listCustody', { caseId })).records.length;
    const bundleId = view.bundles[0]?.bundleId ?? '';
    const asked = worker.request('stateHead', { caseId, bundleId, ...said, ...wrong });
    await expect(asked).rejects.toMatchObject({ code: 'head-refused' });
    expect((await worker.request('listCustody', { caseId })).records).toHaveLength(before);
  });

  test('is not taken for a bundle of another case', async () => {
    const worker = await createComputer().startWorker();
    const { view } = await importPinned(worker, eight);
    const { caseId } = await importPinned(worker, twelve);
    const bundleId = view.bundles[0]?.bundleId ?? '';
    const asked = worker.request('stateHead', { caseId, bundleId, size: 8, ...said });
    await expect(asked).rejects.toMatchObject({ code: 'head-refused' });
  });
});
