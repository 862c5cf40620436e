import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { vectorOrigin } from '../../../scripts/vectors/vector-keys.ts';
import { authorityPem, hostileSubject, programmerPem } from '../../support/hostile-authority.ts';
import { authorityFile, logKeyFile, signersFile, vectorRoot } from '../../vectors/vector-folders.ts';
import { always, said, verdictOf } from './trust-bench.ts';
import { type Computer, createComputer, fileOf, type TestWorker } from './worker-bench.ts';

const pem = readFileSync(authorityFile, 'utf8');
const bundle = new Uint8Array(
  readFileSync(join(vectorRoot, 'verified--time-stamp-before-revocation/bundle.evb.zip')),
);
const revocation = { from: Date.UTC(2026, 5, 1), reason: 'key stolen', by: 'A. Auditor' };

const fileRequest = (caseId: string, content: string, origin = '') => ({
  caseId,
  origin,
  fileName: 'tsa.pem',
  bytes: Buffer.from(content),
  ...said,
  window: always,
});

/** A case whose bundle is verified only when its time stamp is: the key of its log was revoked later. */
async function openStamped(): Promise<{ computer: Computer; worker: TestWorker; caseId: string }> {
  const computer = createComputer();
  const worker = await computer.startWorker();
  const { view } = await worker.request('importBundle', { caseId: null, source: fileOf(bundle) });
  const { caseId } = view.case;
  for (const file of [logKeyFile, signersFile]) {
    await worker.request('addTrustFile', fileRequest(caseId, readFileSync(file, 'utf8'), vectorOrigin));
  }
  return { computer, worker, caseId };
}

async function openPinned() {
  const opened = await openStamped();
  const view = await opened.worker.request('addTrustFile', fileRequest(opened.caseId, pem));
  return { ...opened, view, authorityId: view.authorities[0]?.authorityId ?? '' };
}

const lastRecord = async (worker: TestWorker, caseId: string) =>
  (await worker.request('listCustody', { caseId })).records.at(-1);

describe('A time authority of a case', () => {
  test('is shown before it is added, and dates a bundle once it is pinned', async () => {
    const { worker, caseId } = await openStamped();
    const request = fileRequest(caseId, pem);
    const shown = await worker.request('readTrustFile', request);
    expect(shown).toMatchObject({ kind: 'certificates', refused: [], authorities: [{ number: 1 }] });
    const before = await worker.request('openCase', { caseId });
    expect(before.authorities).toEqual([]);
    expect(verdictOf(before).headline).toBe('INTACT, SIGNER NOT TRUSTED');
    const after = await worker.request('addTrustFile', request);
    expect(verdictOf(after).headline).toBe('VERIFIED');
    expect(after.authorities).toMatchObject([
      { name: 'CN=Vouch test vectors: authority', ...said, revoked: null },
    ]);
    const { fingerprint = '' } = after.authorities[0] ?? {};
    const record = await lastRecord(worker, caseId);
    expect(record?.action).toBe('authority-pinned');
    expect(record?.facts.slice(0, 6)).toEqual([
      { name: 'authority', value: `tsa ${fingerprint}` },
      { name: 'subject', value: 'CN=Vouch test vectors: authority' },
      { name: 'fingerprint', value: fingerprint },
      { name: 'compared', value: said.compared },
      { name: 'compared by', value: said.comparedBy },
      { name: 'from file', value: 'tsa.pem' },
    ]);
  });

  test('counts in the case that pinned it and in no other', async () => {
    const { worker } = await openPinned();
    const { view } = await worker.request('importBundle', { caseId: null, source: fileOf(bundle) });
    expect(view.authorities).toEqual([]);
  });

  test('proves no time once it is unpinned, and the log names both decisions', async () => {
    const { computer, worker, caseId, authorityId } = await openPinned();
    const view = await worker.request('unpinAuthority', { caseId, authorityId });
    expect(view.authorities).toEqual([]);
    expect(verdictOf(view).headline).toBe('INTACT, SIGNER NOT TRUSTED');
    expect(await lastRecord(worker, caseId)).toMatchObject({ action: 'authority-unpinned' });
    expect(await worker.context.database.authorities.count()).toBe(0);
    const again = await (await computer.startWorker()).request('openCase', { caseId });
    expect(again.authorities).toEqual([]);
  });

  test('that is not pinned is not recorded as unpinned', async () => {
    const { worker, caseId } = await openStamped();
    const before = await lastRecord(worker, caseId);
    await worker.request('unpinAuthority', { caseId, authorityId: 'tsa SHA256:nobody' });
    expect(await lastRecord(worker, caseId)).toEqual(before);
  });

  test('proves no time once it is revoked, also none from before, and stays so when it is pinned again', async () => {
    const { computer, worker, caseId, authorityId } = await openPinned();
    const view = await worker.request('revokeAuthority', { caseId, authorityId, ...revocation });
    expect(verdictOf(view).headline).toBe('INTACT, SIGNER NOT TRUSTED');
    const { from: at, ...rest } = revocation;
    expect(view.authorities[0]?.revoked).toEqual({ at, ...rest });
    const later = await computer.startWorker();
    const again = await later.request('addTrustFile', fileRequest(caseId, pem));
    expect(again.authorities[0]?.revoked).toEqual({ at, ...rest });
    expect(verdictOf(again).headline).toBe('INTACT, SIGNER NOT TRUSTED');
  });

  test.each([
    ['that is not pinned', { authorityId: 'tsa SHA256:nobody' }],
    ['without a reason', { reason: ' ' }],
    ['without a name', { by: '' }],
  ])('%s is not revoked, and nothing is recorded', async (_title, wrong) => {
    const { worker, caseId, authorityId } = await openPinned();
    const before = await lastRecord(worker, caseId);
    const asked = worker.request('revokeAuthority', { caseId, authorityId, ...revocation, ...wrong });
    await expect(asked).rejects.toMatchObject({ code: 'revoke-refused' });
    expect(await lastRecord(worker, caseId)).toEqual(before);
  });

  test('is not revived by laying its row in again, nor by cutting the log', async () => {
    const { computer, worker, caseId, authorityId } = await openPinned();
    const rows = await worker.context.database.authorities.toArray();
    await worker.request('unpinAuthority', { caseId, authorityId });
    await worker.context.database.authorities.bulkPut(rows);
    const laidIn = await (await computer.startWorker()).request('openCase', { caseId });
    expect(laidIn.authorities).toEqual([]);
    const { records } = await worker.request('listCustody', { caseId });
    await worker.context.database.custody.delete([caseId, records.length - 1]);
    const cut = await (await computer.startWorker()).request('openCase', { caseId });
    expect(cut.authorities).toEqual([]);
    expect(verdictOf(cut).state).not.toBe('verified');
  });

  test('goes with its case', async () => {
    const { worker, caseId } = await openPinned();
    await worker.request('deleteCase', { caseId });
    expect(await worker.context.database.authorities.count()).toBe(0);
  });
});

describe('A file of certificates', () => {
  test('with one that cannot be used adds the others, and none of which is said how it came', async () => {
    const { worker, caseId } = await openStamped();
    const request = fileRequest(caseId, programmerPem() + pem + authorityPem(hostileSubject));
    const unsaid = worker.request('addTrustFile', { ...request, compared: ' ' });
    await expect(unsaid).rejects.toMatchObject({ code: 'trust-file-refused' });
    expect(await worker.context.database.authorities.count()).toBe(0);
    const view = await worker.request('addTrustFile', request);
    expect(view.authorities.map(({ name }) => name)).toEqual([
      'CN=Vouch test vectors: authority',
      `CN=${hostileSubject}`,
    ]);
  });

  test('of which nothing can be used is refused with the number of the certificate', async () => {
    const { worker, caseId } = await openStamped();
    await expect(worker.request('addTrustFile', fileRequest(caseId, programmerPem()))).rejects.toMatchObject({
      code: 'trust-file-refused',
      message: expect.stringContaining('Certificate 1: The certificate is neither for time stamps'),
    });
  });

  test('is exported as openssl reads it, without one that is revoked', async () => {
    const { worker, caseId, authorityId } = await openPinned();
    const order = { caseId, form: 'authorities' } as const;
    expect(await worker.request('exportTrust', order)).toEqual({
      fileName: 'time-authorities.pem',
      text: pem,
    });
    await worker.request('revokeAuthority', { caseId, authorityId, ...revocation });
    await expect(worker.request('exportTrust', order)).rejects.toMatchObject({ code: 'nothing-to-export' });
  });
});

test('keys without a log to be of are refused, since only time is of no log', async () => {
  const { worker, caseId } = await openStamped();
  const asked = worker.request('readTrustFile', fileRequest(caseId, readFileSync(signersFile, 'utf8')));
  await expect(asked).rejects.toMatchObject({
    code: 'trust-file-refused',
    message: 'Keys and witnesses are of one log, and this case has none yet.',
  });
});
