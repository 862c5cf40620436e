import { beforeAll, describe, expect, test } from 'vitest';
import { renderTlogPolicy } from '../../../shared/trust/tlog-policy.ts';
import { type Members, sealSmall } from '../../support/bundle-builder.ts';
import { twoOfThree } from '../verify/outside-knowledge.ts';
import { fingerprints, origin, senderKeys, zipOf } from './small-bundle.ts';
import { always, importPinned, pinOrder, said, verdictOf } from './trust-bench.ts';
import { createComputer, fileOf, type TestWorker } from './worker-bench.ts';

let eight: Members;
/** The clock of the bench begins on this day. */
const today = Date.UTC(2026, 9, 1);
const day = 86_400_000;
const signers = `packer namespaces="evidence-bundle@v1" ${senderKeys.packer}\n`;

beforeAll(async () => {
  eight = (await sealSmall({ entries: 8 })).members;
});

async function importUnpinned(): Promise<{ worker: TestWorker; caseId: string }> {
  const worker = await createComputer().startWorker();
  const { view } = await worker.request('importBundle', { caseId: null, source: fileOf(await zipOf(eight)) });
  return { worker, caseId: view.case.caseId };
}

const fileRequest = (caseId: string, text: string, fileName = 'keys.txt') => ({
  caseId,
  origin,
  fileName,
  bytes: Buffer.from(text),
  ...said,
  window: always,
});

describe('A pinned key with a window', () => {
  test.each([
    ['that ended before now counts no longer', { validAfter: null, validBefore: today - day }, 'expired'],
    ['that has not begun counts not yet', { validAfter: today + day, validBefore: null }, 'not-yet-valid'],
  ])('%s', async (_title, window, standing) => {
    const { worker, caseId } = await importUnpinned();
    const view = await worker.request('pinKey', { caseId, ...pinOrder('log'), window });
    expect(verdictOf(view).headline).toBe('INTACT, SIGNER NOT TRUSTED');
    expect(verdictOf(view).results).toContainEqual(expect.objectContaining({ code: 'log-key', standing }));
    expect(view.trustedKeys).toMatchObject([window]);
    const { records } = await worker.request('listCustody', { caseId });
    expect(records.at(-1)?.facts.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^valid /));
  });

  test('that would end before it begins is refused, and nothing is stored', async () => {
    const { worker, caseId } = await importUnpinned();
    const window = { validAfter: today, validBefore: today - day };
    const asked = worker.request('pinKey', { caseId, ...pinOrder('log'), window });
    await expect(asked).rejects.toMatchObject({ code: 'pin-refused' });
    expect(await worker.context.database.trust.count()).toBe(0);
  });
});

describe('A revoked key', () => {
  const revoke = { from: today - day, reason: 'stolen laptop', by: 'A. Auditor' };

  test('counts no longer, with time, reason and name in the custody log', async () => {
    const worker = await createComputer().startWorker();
    const { caseId, view } = await importPinned(worker, eight);
    const keyId = view.trustedKeys.find(({ role }) => role === 'log')?.keyId ?? '';
    const after = await worker.request('revokeKey', { caseId, keyId, ...revoke });
    expect(verdictOf(after).headline).toBe('INTACT, SIGNER NOT TRUSTED');
    expect(after.trustedKeys.find((key) => key.keyId === keyId)?.revoked).toEqual({
      at: revoke.from,
      reason: revoke.reason,
      by: revoke.by,
    });
    const { records, brokenAt } = await worker.request('listCustody', { caseId });
    expect(records.at(-1)).toMatchObject({ action: 'key-revoked' });
    expect(records.at(-1)?.facts).toEqual(
      expect.arrayContaining([
        { name: 'revoked from', value: new Date(revoke.from).toISOString() },
        { name: 'reason', value: 'stolen laptop' },
        { name: 'revoked by', value: 'A. Auditor' },
      ]),
    );
    expect(brokenAt).toBeNull();
  });

  test('stays revoked after a restart, and when somebody pins it again', async () => {
    const computer = createComputer();
    const worker = await computer.startWorker();
    const { caseId, view } = await importPinned(worker, eight);
    const keyId = view.trustedKeys.find(({ role }) => role === 'log')?.keyId ?? '';
    await worker.request('revokeKey', { caseId, keyId, ...revoke });
    const again = await (await computer.startWorker()).request('pinKey', { caseId, ...pinOrder('log') });
    expect(verdictOf(again).headline).toBe('INTACT, SIGNER NOT TRUSTED');
  });

  test('is not revived by cutting the record of it off the custody log', async () => {
    const computer = createComputer();
    const worker = await computer.startWorker();
    const { caseId, view } = await importPinned(worker, eight);
    const keyId = view.trustedKeys.find(({ role }) => role === 'log')?.keyId ?? '';
    await worker.request('revokeKey', { caseId, keyId, ...revoke });
    const { records } = await worker.request('listCustody', { caseId });
    await worker.context.database.custody.delete([caseId, records.length - 1]);
    const after = await (await computer.startWorker()).request('openCase', { caseId });
    expect(verdictOf(after).state).not.toBe('verified');
  });

  test('that is not pinned, or without a reason or a name, is refused and not recorded', async () => {
    const worker = await createComputer().startWorker();
    const { caseId, view } = await importPinned(worker, eight);
    const keyId = view.trustedKeys[0]?.keyId ?? '';
    const before = (await worker.request('listCustody', { caseId })).records.length;
    for (const wrong of [
      { ...revoke, keyId: 'log nobody SHA256:x' },
      { ...revoke, keyId, reason: '  ' },
      { ...revoke, keyId, by: '' },
    ]) {
      const asked = worker.request('revokeKey', { caseId, ...wrong });
      await expect(asked).rejects.toMatchObject({ code: 'revoke-refused' });
    }
    expect((await worker.request('listCustody', { caseId })).records).toHaveLength(before);
  });
});

describe('A file of keys', () => {
  test('is shown before anything is added, and then adds what was shown', async () => {
    const { worker, caseId } = await importUnpinned();
    const request = fileRequest(caseId, `${signers}nonsense\n`, 'allowed_signers');
    const shown = await worker.request('readTrustFile', request);
    expect(shown).toMatchObject({ keys: [{ key: { fingerprint: fingerprints.packer } }] });
    expect(shown.refused).toMatchObject([{ line: 2 }]);
    expect(await worker.context.database.trust.count()).toBe(0);
    const view = await worker.request('addTrustFile', request);
    expect(view.trustedKeys.map(({ fingerprint }) => fingerprint)).toEqual([fingerprints.packer]);
    const { records } = await worker.request('listCustody', { caseId });
    expect(records.at(-1)?.facts).toContainEqual({ name: 'from file', value: 'allowed_signers' });
  });

  test('of which nothing can be used is refused with the line and the reason', async () => {
    const { worker, caseId } = await importUnpinned();
    const asked = worker.request('addTrustFile', fileRequest(caseId, '\nnonsense\n'));
    await expect(asked).rejects.toMatchObject({
      code: 'trust-file-refused',
      message: expect.stringContaining('Line 2: '),
    });
  });

  test('that is no text, or too large, is refused', async () => {
    const { worker, caseId } = await importUnpinned();
    const binary = { ...fileRequest(caseId, ''), bytes: new Uint8Array([0xff, 0xfe, 0x00]) };
    await expect(worker.request('readTrustFile', binary)).rejects.toMatchObject({ code: 'utf8' });
    const large = { ...fileRequest(caseId, ''), bytes: new Uint8Array(1024 * 1024 + 1) };
    await expect(worker.request('readTrustFile', large)).rejects.toMatchObject({
      code: 'trust-file-refused',
    });
  });

  test('is not taken from a person who does not say how it came', async () => {
    const { worker, caseId } = await importUnpinned();
    const asked = worker.request('addTrustFile', { ...fileRequest(caseId, signers), compared: ' ' });
    await expect(asked).rejects.toMatchObject({ code: 'trust-file-refused' });
  });
});

describe('A witness policy', () => {
  const { origin: _origin, ...policy } = twoOfThree;
  const text = renderTlogPolicy({ logs: [], ...policy });

  test('keeps a head that no quorum signed from being verified, and is one case', async () => {
    const worker = await createComputer().startWorker();
    const first = await importPinned(worker, eight);
    const view = await worker.request('addTrustFile', fileRequest(first.caseId, text));
    expect(verdictOf(view).headline).toBe('NOT VERIFIABLE');
    expect(view.policies).toEqual([twoOfThree]);
    const { verdict } = await importPinned(worker, eight);
    expect(verdict.headline).toBe('VERIFIED');
  });

  test('asks nobody any more once one that says so is set, and the log keeps both', async () => {
    const worker = await createComputer().startWorker();
    const { caseId } = await importPinned(worker, eight);
    await worker.request('addTrustFile', fileRequest(caseId, text));
    const view = await worker.request('addTrustFile', fileRequest(caseId, 'quorum none\n'));
    expect(verdictOf(view).headline).toBe('VERIFIED');
    const { records } = await worker.request('listCustody', { caseId });
    expect(records.slice(-2).map(({ action }) => action)).toEqual(['policy-set', 'policy-set']);
  });
});

describe('What is exported', () => {
  test('is what another case imports, keys and witnesses alike', async () => {
    const worker = await createComputer().startWorker();
    const { caseId } = await importPinned(worker, eight);
    const { origin: _origin, ...policy } = twoOfThree;
    await worker.request('addTrustFile', fileRequest(caseId, renderTlogPolicy({ logs: [], ...policy })));
    const other = await importUnpinned();
    for (const form of ['policy', 'allowed-signers'] as const) {
      const { text } = await worker.request('exportTrust', { caseId, form, origin });
      await other.worker.request('addTrustFile', fileRequest(other.caseId, text));
    }
    const view = await other.worker.request('openCase', { caseId: other.caseId });
    expect(view.trustedKeys.map(({ keyId }) => keyId).toSorted()).toEqual(
      [`log ${origin} ${fingerprints.log}`, `packer ${origin} ${fingerprints.packer}`].toSorted(),
    );
    expect(view.policies).toEqual([twoOfThree]);
  });

  test('lists all keys, and no head of a log that the case does not know', async () => {
    const worker = await createComputer().startWorker();
    const { caseId } = await importPinned(worker, eight);
    const { fileName, text } = await worker.request('exportTrust', { caseId, form: 'list' });
    expect(fileName).toBe('pinned-keys.json');
    const document = JSON.parse(text);
    expect(document.keys.map(({ fingerprint }: { fingerprint: string }) => fingerprint).toSorted()).toEqual(
      [fingerprints.log, fingerprints.packer].toSorted(),
    );
    expect(document.heads).toMatchObject([{ origin, size: 8 }]);
    const other = await worker.request('importBundle', { caseId: null, source: fileOf(await zipOf(eight)) });
    const empty = await worker.request('exportTrust', { caseId: other.view.case.caseId, form: 'list' });
    expect(JSON.parse(empty.text).heads).toEqual([]);
  });

  test('is refused when there would be nothing in it', async () => {
    const { worker, caseId } = await importUnpinned();
    const asked = worker.request('exportTrust', { caseId, form: 'allowed-signers', origin });
    await expect(asked).rejects.toMatchObject({ code: 'nothing-to-export' });
  });
});
