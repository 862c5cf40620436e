import { describe, expect, test } from 'vitest';
import { failures, withFailingWrite } from '../../support/failing-writes.ts';
import { quickPassphrases } from '../../support/quick-computer.ts';
import { smallZip } from './small-bundle.ts';
import { countRows, createComputer, emptyDatabase, fileOf } from './worker-bench.ts';

const passphrase = 'seven quiet herons at dusk';
const next = 'a ladder of green glass';

const quick = { passphrases: quickPassphrases };

async function startCase() {
  const computer = createComputer();
  const worker = await computer.startWorker(quick);
  const source = fileOf(await smallZip({ entries: 2 }));
  const { view } = await worker.request('importBundle', { caseId: null, source, passphrase });
  return { computer, worker, caseId: view.case.caseId };
}

/** Does it again with another write failing, until none is left to fail. */
async function forEachWrite(
  attempt: (order: Parameters<typeof withFailingWrite>[1]) => Promise<{ readonly hasFailed: boolean }>,
): Promise<number> {
  for (let nth = 1; ; nth++) {
    const failure = failures[nth % failures.length] ?? 'UnknownError';
    if (!(await attempt({ nth, failure })).hasFailed) return nth - 1;
  }
}

describe('A write that fails in an encrypted case', () => {
  test('during its making leaves the whole case, or nothing of it and no key', async () => {
    const writes = await forEachWrite(async (order) => {
      const computer = createComputer();
      const worker = await computer.startWorker(quick);
      const source = fileOf(await smallZip({ entries: 2 }));
      const failed = await withFailingWrite(computer.journals, order, () =>
        worker.request('importBundle', { caseId: null, source, passphrase }),
      );
      const after = await computer.startWorker(quick);
      const [listed] = await after.request('listCases', {});
      const when = `write ${order.nth}, ${order.failure}: ${String(failed.thrown)}`;
      if (listed === undefined) {
        expect(await countRows(after), when).toEqual(emptyDatabase);
        expect(failed.thrown, when).not.toBeNull();
      } else {
        const { caseId } = listed;
        const alarms = await after.request('unlockCase', { caseId, passphrase });
        expect(alarms, when).toEqual([]);
        expect((await after.request('openCase', { caseId })).bundles, when).toHaveLength(1);
      }
      return failed;
    });
    expect(writes).toBeGreaterThan(5);
  });

  test('during its deletion leaves it there or gone, and says nothing false', async () => {
    const writes = await forEachWrite(async (order) => {
      const { computer, worker, caseId } = await startCase();
      await worker.request('lockCase', { caseId });
      const failed = await withFailingWrite(computer.journals, order, () =>
        worker.request('deleteCase', { caseId, isUnseen: true }),
      );
      const after = await computer.startWorker(quick);
      const when = `write ${order.nth}, ${order.failure}: ${String(failed.thrown)}`;
      expect(await after.request('listAlarms', {}), when).toEqual([]);
      const [listed] = await after.request('listCases', {});
      if (listed !== undefined) {
        // The journal was about to be given up: if it was cut, that is said, and the database has everything.
        const alarms = await after.request('unlockCase', { caseId, passphrase });
        expect(
          alarms.map(({ kind }) => kind),
          when,
        ).toEqual(alarms.length === 0 ? [] : ['journal-renewed']);
        expect((await after.request('openCase', { caseId })).bundles, when).toHaveLength(1);
      } else {
        expect(await countRows(after), when).toEqual(emptyDatabase);
      }
      return failed;
    });
    expect(writes).toBeGreaterThan(5);
  });

  test('while its passphrase is changed leaves one that opens it', async () => {
    const writes = await forEachWrite(async (order) => {
      const { computer, worker, caseId } = await startCase();
      const failed = await withFailingWrite(computer.journals, order, () =>
        worker.request('changePassphrase', { caseId, passphrase, next }),
      );
      const when = `write ${order.nth}, ${order.failure}: ${String(failed.thrown)}`;
      const opened: string[] = [];
      for (const typed of [passphrase, next]) {
        const after = await computer.startWorker(quick);
        await after.request('unlockCase', { caseId, passphrase: typed }).then(
          () => opened.push(typed),
          () => {},
        );
      }
      expect(opened.length, when).toBeGreaterThan(0);
      if (failed.thrown === null) expect(opened, when).toEqual([next]);
      return failed;
    });
    expect(writes).toBeGreaterThanOrEqual(2);
  });
});
