import { describe, expect, test } from 'vitest';
import type { PartRow } from '../../../renderer/data/stored-rows.ts';
import type { Progress } from '../../../shared/contract/case-protocol.ts';
import { fingerprints, origin, senderKeys, smallZip } from './small-bundle.ts';
import { type Computer, createComputer, fileOf, type TestWorker } from './worker-bench.ts';

interface StoredCase {
  readonly computer: Computer;
  /** The worker of a later run, which has read nothing yet. */
  readonly worker: TestWorker;
  readonly caseId: string;
  readonly bundleId: string;
}

/** A case with one bundle, as it lies there when the window is opened again. */
async function reopenedCase(entries = 10): Promise<StoredCase> {
  const computer = createComputer();
  const source = fileOf(await smallZip({ entries, segmentLines: 4_000 }));
  const { bundleId, view } = await (await computer.startWorker()).request('importBundle', {
    caseId: null,
    source,
  });
  return { computer, worker: await computer.startWorker(), caseId: view.case.caseId, bundleId };
}

const pinOf = (caseId: string, role: 'log' | 'packer') => ({
  caseId,
  role,
  origin,
  publicKey: senderKeys[role],
  typedFingerprint: fingerprints[role],
  compared: 'read from paper',
  comparedBy: 'A. Auditor',
});

/** Changes every part of the stored index. */
function editParts({ worker }: StoredCase, edit: (part: PartRow) => void) {
  return worker.context.database.parts.toCollection().modify(edit);
}

async function actionsOf({ worker, caseId }: StoredCase): Promise<readonly string[]> {
  return (await worker.request('listCustody', { caseId })).records.map(({ action }) => action);
}

describe('a stored case that nobody has verified in this run', () => {
  test('is shown with its names and its receipt, and with no verdict', async () => {
    const { worker, caseId, bundleId } = await reopenedCase();
    const { bundles } = await worker.request('previewCase', { caseId });
    expect(bundles).toMatchObject([
      { bundleId, fileName: 'delivered.evb.zip', title: 'Gateway', origin, verdict: null, offeredKeys: [] },
    ]);
    expect(bundles[0]?.receipt.entries).toBe(10);
  });

  test('leaves no record of having been opened before it is verified, and one with what was found after', async () => {
    const stored = await reopenedCase();
    await stored.worker.request('previewCase', { caseId: stored.caseId });
    expect(await actionsOf(stored)).toEqual(['case-made', 'bundle-imported']);
    await stored.worker.request('openCase', { caseId: stored.caseId });
    expect(await actionsOf(stored)).toEqual(['case-made', 'bundle-imported', 'case-opened']);
  });

  test('has rows at once, none of them named by a check', async () => {
    const { worker, bundleId } = await reopenedCase();
    const rows = await worker.request('listEntries', { bundleId, first: 2, count: 3 });
    expect(rows.map(({ seq, isDamaged }) => ({ seq, isDamaged }))).toEqual([
      { seq: 2, isDamaged: false },
      { seq: 3, isDamaged: false },
      { seq: 4, isDamaged: false },
    ]);
  });

  test('shows an entry from its bytes as after the check, with what its committed fields disclose', async () => {
    const { worker, caseId, bundleId } = await reopenedCase();
    const before = await worker.request('readEntry', { bundleId, ordinal: 1 });
    expect(before.disclosures).toMatchObject([{ pointer: '/actor/email/0', value: 'u-1@example.com' }]);
    await worker.request('openCase', { caseId });
    expect(await worker.request('readEntry', { bundleId, ordinal: 1 })).toEqual(before);
  });

  test('has its verdict at once in a later preview, when this run has verified it', async () => {
    const { worker, caseId } = await reopenedCase();
    const { bundles } = await worker.request('openCase', { caseId });
    const again = await worker.request('previewCase', { caseId });
    expect(again.bundles[0]?.verdict).toEqual(bundles[0]?.verdict);
    expect(again.bundles[0]?.verdict?.headline).toBe('INTACT, SIGNER NOT TRUSTED');
  });

  test('has its verdict at once where it was imported in this run', async () => {
    const worker = await createComputer().startWorker();
    const source = fileOf(await smallZip({ entries: 3 }));
    const { view } = await worker.request('importBundle', { caseId: null, source });
    const { bundles } = await worker.request('previewCase', { caseId: view.case.caseId });
    expect(bundles[0]?.verdict?.headline).toBe('INTACT, SIGNER NOT TRUSTED');
  });

  test('is shown without its title when the stored file is gone, and the check says what is the matter', async () => {
    const { worker, caseId } = await reopenedCase();
    await worker.context.database.files.clear();
    const { bundles } = await worker.request('previewCase', { caseId });
    expect(bundles).toMatchObject([{ title: 'delivered.evb.zip', origin: '', verdict: null }]);
    const opened = await worker.request('openCase', { caseId });
    expect(opened.bundles[0]?.verdict.headline).toBe('LOCAL COPY ALTERED');
  });
});

describe('an altered copy', () => {
  test('gives rows before the check has found it, and none after', async () => {
    const stored = await reopenedCase();
    const { worker, caseId, bundleId } = stored;
    await editParts(stored, (part) => void part.columns.actor.ids.fill(0, 0, 1));
    const wanted = { bundleId, first: 0, count: 10 };
    expect(await worker.request('listEntries', wanted)).toHaveLength(10);
    expect((await worker.request('openCase', { caseId })).bundles[0]?.verdict.headline).toBe(
      'LOCAL COPY ALTERED',
    );
    await expect(worker.request('listEntries', wanted)).rejects.toMatchObject({ code: 'copy-altered' });
  });

  test('that was put right before the check is not shown from memory after it', async () => {
    const stored = await reopenedCase();
    const { worker, caseId, bundleId } = stored;
    const wanted = { bundleId, first: 0, count: 1 };
    const part = await worker.context.database.parts.get([bundleId, 0, 0]);
    await editParts(stored, ({ columns }) => void columns.actor.texts.bytes.fill(0x78));
    const [altered] = await worker.request('listEntries', wanted);
    expect(altered?.fields.actor).toEqual({ kind: 'text', text: 'xxx' });
    if (part !== undefined) await worker.context.database.parts.put(part);
    await worker.request('openCase', { caseId });
    const [row] = await worker.request('listEntries', wanted);
    expect(row?.fields.actor).toEqual({ kind: 'text', text: 'u-0' });
  });

  test.each<readonly [string, (part: PartRow) => void]>([
    ['fewer lines than its places say', (part) => Object.assign(part, { starts: part.starts.slice(0, 3) })],
    ['a text that is not there', (part) => void part.columns.actor.ids.fill(9)],
    ['no columns', (part) => Object.assign(part, { columns: undefined })],
    ['a reading that does not exist', (part) => void part.reading.fill(200)],
  ])('whose index has %s is refused as altered and holds up nothing', async (_what, edit) => {
    const stored = await reopenedCase();
    await editParts(stored, edit);
    const rows = stored.worker.request('listEntries', { bundleId: stored.bundleId, first: 0, count: 10 });
    await expect(rows).rejects.toMatchObject({ code: 'copy-altered' });
  });

  test('without its index is refused as altered instead of waiting for rows that never come', async () => {
    const { worker, bundleId } = await reopenedCase();
    await worker.context.database.parts.clear();
    const rows = worker.request('listEntries', { bundleId, first: 0, count: 10 });
    await expect(rows).rejects.toMatchObject({ code: 'copy-altered' });
  });
});

describe('the check of a stored copy', () => {
  test('says of which bundle it speaks', async () => {
    const { worker, caseId, bundleId } = await reopenedCase();
    const heard: Progress[] = [];
    await worker.request('openCase', { caseId }, { onProgress: (progress) => heard.push(progress) });
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.every((each) => each.bundleId === bundleId && each.stage === 'verifying')).toBe(true);
  });

  test('is done once for two requests that ask at the same time', async () => {
    const { worker, caseId } = await reopenedCase();
    const { readings } = spyOnReadings(worker);
    const [one, other] = await Promise.all([
      worker.request('openCase', { caseId }),
      worker.request('openCase', { caseId }),
    ]);
    expect(one.bundles[0]?.verdict).toEqual(other.bundles[0]?.verdict);
    expect(readings()).toBe(1);
  });

  test('takes several bundles one after the other, and gives their verdicts together', async () => {
    const stored = await reopenedCase();
    const { computer, caseId } = stored;
    const source = fileOf(await smallZip({ entries: 7 }), 'second.evb.zip');
    await (await computer.startWorker()).request('importBundle', { caseId, source });
    const worker = await computer.startWorker();
    expect((await worker.request('previewCase', { caseId })).bundles.map(({ verdict }) => verdict)).toEqual([
      null,
      null,
    ]);
    const { bundles } = await worker.request('openCase', { caseId });
    expect(bundles.map(({ fileName, verdict }) => [fileName, verdict.headline])).toEqual([
      ['delivered.evb.zip', 'INTACT, SIGNER NOT TRUSTED'],
      ['second.evb.zip', 'INTACT, SIGNER NOT TRUSTED'],
    ]);
  });

  test('goes on for the one request when the other is cancelled', async () => {
    const { worker, caseId } = await reopenedCase();
    const { readings } = spyOnReadings(worker);
    const stop = new AbortController();
    const cancelled = worker.request('openCase', { caseId }, { signal: stop.signal });
    const kept = worker.request('openCase', { caseId });
    await new Promise((resolve) => setTimeout(resolve));
    stop.abort();
    await expect(cancelled).rejects.toMatchObject({ name: 'CancelledError' });
    expect((await kept).bundles[0]?.verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
    expect(readings()).toBe(1);
  });

  test('that is cancelled leaves the copy without a verdict and the log without a record, and can be begun again', async () => {
    const stored = await reopenedCase(9_000);
    const { worker, caseId } = stored;
    const stop = new AbortController();
    const onProgress = () => stop.abort();
    const check = worker.request('openCase', { caseId }, { signal: stop.signal, onProgress });
    await expect(check).rejects.toMatchObject({ name: 'CancelledError' });
    expect((await worker.request('previewCase', { caseId })).bundles[0]?.verdict).toBeNull();
    expect(await actionsOf(stored)).not.toContain('case-opened');
    const { bundles } = await worker.request('openCase', { caseId });
    expect(bundles[0]?.verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
  });

  test('lets rows be listed while it runs', async () => {
    const { worker, caseId, bundleId } = await reopenedCase(9_000);
    let isOver = false;
    const check = worker.request('openCase', { caseId }).then(() => {
      isOver = true;
    });
    const rows = await worker.request('listEntries', { bundleId, first: 8_990, count: 100 });
    expect(rows).toHaveLength(10);
    expect(isOver).toBe(false);
    await check;
  });

  test('lets go first what a person waits for: no step of it is done while rows are being made', async () => {
    const { worker, caseId, bundleId } = await reopenedCase(9_000);
    const { foreground } = worker.context;
    let progressed = 0;
    const onProgress = () => {
      progressed += 1;
    };
    const check = worker.request('openCase', { caseId }, { onProgress });
    await foreground.during(async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const before = progressed;
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(progressed).toBe(before);
    });
    await worker.request('listEntries', { bundleId, first: 0, count: 1 });
    expect((await check).bundles[0]?.verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
  });

  test('is what a decision waits for that is made meanwhile: it answers with the verdict that it brings', async () => {
    const { worker, caseId } = await reopenedCase(2_000);
    const { readings } = spyOnReadings(worker);
    const check = worker.request('openCase', { caseId });
    await worker.request('pinKey', pinOf(caseId, 'log'));
    const { bundles } = await worker.request('pinKey', pinOf(caseId, 'packer'));
    expect(bundles[0]?.verdict.headline).toBe('VERIFIED');
    await check;
    expect(readings()).toBe(1);
  });

  test('takes back what was found before when it is asked for again, and finds what was altered since', async () => {
    const stored = await reopenedCase();
    const { worker, caseId, bundleId } = stored;
    expect((await worker.request('openCase', { caseId })).bundles[0]?.verdict.headline).toBe(
      'INTACT, SIGNER NOT TRUSTED',
    );
    await editParts(stored, (part) => void part.times.values.fill(7, 0, 1));
    expect((await worker.request('openCase', { caseId })).bundles[0]?.verdict.headline).toBe(
      'INTACT, SIGNER NOT TRUSTED',
    );
    const again = worker.request('openCase', { caseId, again: bundleId });
    expect((await again).bundles[0]?.verdict.headline).toBe('LOCAL COPY ALTERED');
  });

  test('that is asked for again and stopped leaves no verdict from before', async () => {
    const { worker, caseId, bundleId } = await reopenedCase(9_000);
    await worker.request('openCase', { caseId });
    const stop = new AbortController();
    const onProgress = () => stop.abort();
    const again = worker.request(
      'openCase',
      { caseId, again: bundleId },
      { signal: stop.signal, onProgress },
    );
    await expect(again).rejects.toMatchObject({ name: 'CancelledError' });
    expect((await worker.request('previewCase', { caseId })).bundles[0]?.verdict).toBeNull();
  });

  test('cannot be asked for again of a bundle that lies in another case', async () => {
    const { computer, worker, caseId } = await reopenedCase();
    const source = fileOf(await smallZip({ entries: 3 }));
    const other = await (await computer.startWorker()).request('importBundle', { caseId: null, source });
    const order = { caseId, again: other.bundleId };
    await expect(worker.request('openCase', order)).rejects.toMatchObject({ code: 'no-such-bundle' });
  });

  test('ends when the case is deleted in the same window', async () => {
    const { worker, caseId } = await reopenedCase(9_000);
    const check = worker.request('openCase', { caseId });
    check.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve));
    await worker.request('deleteCase', { caseId });
    // Cancelled, or too late: then the check itself finds that there is no such case.
    await expect(check).rejects.toThrow(/cancelled|was deleted/i);
    await expect(worker.request('previewCase', { caseId })).rejects.toMatchObject({ code: 'no-such-case' });
  });
});

/** Counts how often a stored file is digested from its beginning. */
function spyOnReadings({ context }: TestWorker): { readings(): number } {
  let count = 0;
  const { digests } = context.platform;
  const { createSha256 } = digests;
  Object.assign(context.platform, {
    digests: {
      ...digests,
      createSha256: () => {
        count += 1;
        return createSha256();
      },
    },
  });
  return { readings: () => count };
}
