import { describe, expect, test } from 'vitest';
import { BugError } from '../../../shared/bytes/errors.ts';
import { foldCaseWork } from '../../../shared/casework/case-work.ts';
import type { JudgedCaseView } from '../../../shared/contract/case-protocol.ts';
import { createQuickComputer } from '../../support/quick-computer.ts';
import { holdsText, storedBytes } from '../../support/stored-bytes.ts';
import { fingerprints, origin, sealSmall, senderKeys, zipOf } from './small-bundle.ts';
import { type Computer, countRows, emptyDatabase, fileOf, type TestWorker } from './worker-bench.ts';

const passphrase = 'correct horse battery staple';
const handOver = { by: 'Auditor One', to: 'Auditor Two', purpose: 'Second review, on a USB stick' };

/** An auditor with a case of two bundles, a pinned key and a note, and a signing identity. */
async function auditor() {
  const computer = createQuickComputer();
  const worker = await computer.startWorker({ newId: () => `one-${crypto.randomUUID()}` });
  const first = await worker.request('importBundle', {
    caseId: null,
    source: fileOf(await zipOf((await sealSmall({ entries: 5 })).members), 'july.evb.zip'),
  });
  const { caseId } = first.view.case;
  await worker.request('importBundle', {
    caseId,
    source: fileOf(await zipOf((await sealSmall({ entries: 7 })).members), 'august.evb.zip'),
  });
  await worker.request('pinKey', {
    ...{ caseId, role: 'log', origin, publicKey: senderKeys.log, typedFingerprint: fingerprints.log },
    ...{ compared: 'on paper', comparedBy: 'Auditor One' },
  });
  const [line] = await worker.request('nameLines', {
    caseId,
    lines: [{ bundleId: first.bundleId, ordinal: 1 }],
  });
  if (line === null || line === undefined) throw new Error('The line has no name.');
  const note = (text: string) =>
    worker.request('make', {
      caseId,
      content: {
        kind: 'annotation',
        by: 'Auditor One',
        targets: [{ kind: 'entry', origin: line.origin, line: { seq: line.seq, leaf: line.leaf } }],
        note: text,
      },
    });
  await note('look here');
  const { fingerprint } = await worker.request('makeIdentity', { name: 'Auditor One', passphrase });
  const save = async (): Promise<File> => {
    const { file } = await worker.request('saveCaseFile', { caseId, handOver });
    if (!(file instanceof File)) throw new BugError('It is no file.');
    return file;
  };
  return { computer, worker, caseId, note, fingerprint, save };
}

const take = (worker: TestWorker, source: File, typedFingerprint = '') =>
  worker.request('receiveCaseFile', { source, by: 'Auditor Two', typedFingerprint });

const headlines = ({ bundles }: JudgedCaseView) =>
  bundles.map(({ fileName, verdict }) => `${fileName}: ${verdict.headline}`).toSorted();

const notesOf = async (worker: TestWorker, caseId: string) =>
  [...foldCaseWork(await worker.request('listMade', { caseId })).annotations.values()].map(
    ({ note }) => note,
  );

const actionsOf = async (worker: TestWorker, caseId: string) =>
  (await worker.request('listCustody', { caseId })).records.map(({ action }) => action);

async function restarted(computer: Computer): Promise<TestWorker> {
  return computer.startWorker();
}

describe('A whole case', () => {
  test('is on another computer what it was, with keys, notes and files, and each verdict is made anew', async () => {
    const one = await auditor();
    const file = await one.save();
    const computer = createQuickComputer();
    const two = await computer.startWorker();
    const preview = await two.request('readCaseFile', { source: file });
    expect(preview).toMatchObject({
      caseId: one.caseId,
      signer: { fingerprint: one.fingerprint, isOwn: false },
      here: { kind: 'not-here' },
      absent: [],
    });
    expect(preview.files.map(({ fileName }) => fileName).toSorted()).toEqual([
      'august.evb.zip',
      'july.evb.zip',
    ]);
    const view = await take(two, file, one.fingerprint);
    const there = await one.worker.request('openCase', { caseId: one.caseId });
    expect(headlines(view)).toEqual(headlines(there));
    expect(view.trustedKeys.map(({ fingerprint }) => fingerprint)).toEqual([fingerprints.log]);
    expect(await notesOf(two, one.caseId)).toEqual(['look here']);
    // The log went on here: what came is its beginning, and what was taken stands behind it.
    const actions = await actionsOf(two, one.caseId);
    expect(actions.slice(0, preview.records)).toEqual(
      (await actionsOf(one.worker, one.caseId)).slice(0, preview.records),
    );
    expect(actions.slice(preview.records)).toEqual(['case-received']);
    // After a restart journal and database agree.
    const again = await restarted(computer);
    expect(await again.request('listAlarms', {})).toEqual([]);
    expect(await notesOf(again, one.caseId)).toEqual(['look here']);
  });

  test('says in its log by whom and to whom it was handed, and what was compared on arrival', async () => {
    const one = await auditor();
    const file = await one.save();
    const factsOf = async (worker: TestWorker, action: string) => {
      const { records } = await worker.request('listCustody', { caseId: one.caseId });
      const facts = records.find((record) => record.action === action)?.facts ?? [];
      return Object.fromEntries(facts.map(({ name, value }) => [name, value]));
    };
    const saved = await factsOf(one.worker, 'case-saved');
    const { manifest: savedManifest } = saved;
    expect(saved).toMatchObject({
      'released by': 'Auditor One',
      'released to': 'Auditor Two',
      purpose: 'Second review, on a USB stick',
      'signed by': one.fingerprint,
    });
    const two = await createQuickComputer().startWorker();
    await take(two, file);
    expect(await factsOf(two, 'case-received')).toMatchObject({
      'received by': 'Auditor Two',
      manifest: savedManifest,
      'fingerprint compared': 'no',
    });
  });

  test('brings what was made since to a computer that has its earlier state, and stores no file twice', async () => {
    const one = await auditor();
    const earlier = await one.save();
    // It is taken back as it left, so that nothing was written on the other side.
    const records = (await one.worker.request('readCaseFile', { source: earlier })).records;
    expect((await one.worker.request('readCaseFile', { source: earlier })).here).toEqual({
      kind: 'later',
      more: 1,
    });
    await one.note('and here');
    const later = await one.save();
    expect((await one.worker.request('readCaseFile', { source: later })).records).toBe(records + 2);
    await expect(take(one.worker, later)).rejects.toMatchObject({ code: 'case-file-refused' });
  });

  test('is not mixed with a case that went on otherwise here', async () => {
    const one = await auditor();
    const file = await one.save();
    const two = await createQuickComputer().startWorker();
    await take(two, file);
    await one.note('more on the one side');
    const newer = await one.save();
    const { here } = await two.request('readCaseFile', { source: newer });
    expect(here.kind).toBe('forked');
    const before = await actionsOf(two, one.caseId);
    await expect(take(two, newer)).rejects.toMatchObject({ code: 'case-file-refused' });
    expect(await actionsOf(two, one.caseId)).toEqual(before);
  });

  test('is refused for a fingerprint that is not the one that signed, and nothing of it is stored', async () => {
    const one = await auditor();
    const file = await one.save();
    const two = await createQuickComputer().startWorker();
    await expect(take(two, file, 'SHA256:another')).rejects.toMatchObject({ code: 'case-file-refused' });
    expect(await two.request('listCases', {})).toEqual([]);
  });

  test('stores no delivered file whose bytes are others than were signed, and says which', async () => {
    const one = await auditor();
    const bytes = new Uint8Array(await (await one.save()).arrayBuffer());
    // The first delivered file begins behind the log; its own ZIP says where an entry lies.
    const marker = new TextEncoder().encode('"outcome":"success"');
    const at = Buffer.from(bytes).lastIndexOf(marker);
    expect(at).toBeGreaterThan(0);
    bytes[at + 12] = 'S'.charCodeAt(0);
    const two = await createQuickComputer().startWorker();
    const changed = new File([bytes], 'changed.case.zip');
    await expect(take(two, changed)).rejects.toThrow();
    const stored = await two.request('openCase', { caseId: one.caseId });
    expect(stored.bundles.length).toBeLessThan(2);
  });

  test('is not taken for a damaged bundle when it is opened as one', async () => {
    const file = await (await auditor()).save();
    const two = await createQuickComputer().startWorker();
    await expect(two.request('importBundle', { caseId: null, source: file })).rejects.toThrow(
      'This is a whole case and no bundle.',
    );
  });

  test('is not saved while the identity is locked, nor without saying for whom', async () => {
    const one = await auditor();
    await expect(
      one.worker.request('saveCaseFile', { caseId: one.caseId, handOver: { ...handOver, to: ' ' } }),
    ).rejects.toMatchObject({ code: 'case-file-refused' });
    await one.worker.request('lockIdentity', {});
    await expect(one.save()).rejects.toMatchObject({ code: 'identity-locked' });
  });

  test('says that it was encrypted where it was saved, and is encrypted here before a byte of it is stored', async () => {
    const one = await auditor();
    const open = await one.save();
    await one.worker.request('encryptCase', { caseId: one.caseId, passphrase });
    const saved = await one.save();
    const computer = createQuickComputer();
    const two = await computer.startWorker();
    expect((await two.request('readCaseFile', { source: open })).wasEncrypted).toBe(false);
    expect((await two.request('readCaseFile', { source: saved })).wasEncrypted).toBe(true);
    expect(await two.request('recognizeCaseFile', { source: saved })).toBe(true);
    const order = { source: saved, by: 'Auditor Two', typedFingerprint: one.fingerprint };
    await expect(two.request('receiveCaseFile', { ...order, passphrase: 'short' })).rejects.toMatchObject({
      code: 'passphrase-refused',
    });
    expect(await countRows(two)).toEqual(emptyDatabase);
    const view = await two.request('receiveCaseFile', { ...order, passphrase });
    expect(view.case.isEncrypted).toBe(true);
    expect(view.bundles).toHaveLength(2);
    const stored = await storedBytes(computer);
    for (const word of ['look here', 'july.evb.zip', origin, 'Auditor One']) {
      expect(holdsText(stored, word), word).toBe(false);
    }
    const next = await restarted(computer);
    expect(await next.request('unlockCase', { caseId: one.caseId, passphrase })).toEqual([]);
    expect(await notesOf(next, one.caseId)).toEqual(['look here']);
    const received = (await next.request('listCustody', { caseId: one.caseId })).records.at(-1);
    expect(received?.facts).toContainEqual({ name: 'stored encrypted', value: 'yes' });
    // Who takes it in the open has decided so, and whoever gets it from there is told the truth.
    const three = await createQuickComputer().startWorker();
    const plain = await three.request('receiveCaseFile', order);
    expect(plain.case.isEncrypted).toBe(false);
    const facts = (await three.request('listCustody', { caseId: one.caseId })).records.at(-1)?.facts;
    expect(facts).toContainEqual({ name: 'stored encrypted', value: 'no' });
  });

  test('is told from a bundle by its beginning', async () => {
    const worker = await createQuickComputer().startWorker();
    const bundle = fileOf(await zipOf((await sealSmall({ entries: 2 })).members), 'case.json.zip');
    expect(await worker.request('recognizeCaseFile', { source: bundle })).toBe(false);
    expect(await worker.request('recognizeCaseFile', { source: fileOf(new Uint8Array(3)) })).toBe(false);
  });

  test('whose taking was stopped is whole up to there, and the rest is taken from the same file', async () => {
    const one = await auditor();
    const source = await one.save();
    const computer = createQuickComputer();
    const two = await computer.startWorker();
    const order = { source, by: 'Auditor Two', typedFingerprint: one.fingerprint };
    const stop = new AbortController();
    const { platform } = two.context;
    let files = 0;
    const stopped = await computer.startWorker({
      newId: () => {
        files += 1;
        // Each file asks for one.
        if (files === 2) stop.abort();
        return platform.newId();
      },
    });
    await expect(
      stopped.request('receiveCaseFile', { ...order, passphrase }, { signal: stop.signal }),
    ).rejects.toThrow('Cancelled');
    const next = await restarted(computer);
    await next.request('unlockCase', { caseId: one.caseId, passphrase });
    const preview = await next.request('readCaseFile', { source });
    expect(preview).toMatchObject({ here: { kind: 'later' }, missing: 1 });
    await expect(next.request('receiveCaseFile', { ...order, passphrase })).rejects.toMatchObject({
      code: 'case-file-refused',
    });
    const view = await next.request('receiveCaseFile', order);
    expect(view.bundles).toHaveLength(2);
    expect(view.case.isEncrypted).toBe(true);
    expect((await next.request('readCaseFile', { source })).missing).toBe(0);
    await expect(next.request('receiveCaseFile', order)).rejects.toMatchObject({
      code: 'case-file-refused',
    });
    expect(holdsText(await storedBytes(computer), 'july.evb.zip')).toBe(false);
  });
});
