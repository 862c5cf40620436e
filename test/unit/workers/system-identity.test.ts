import { describe, expect, test } from 'vitest';
import { openSecretStore } from '../../../electron/main/secret-store.ts';
import { serveHost } from '../../../renderer/client/serve-host.ts';
import { systemSecrets } from '../../../renderer/workers/system-secrets.ts';
import { FakeSafeStorage } from '../../support/fake-electron.ts';
import { createQuickComputer, quickPassphrases } from '../../support/quick-computer.ts';
import { smallZip } from './small-bundle.ts';
import { type Computer, fileOf, type TestWorker } from './worker-bench.ts';

const passphrase = 'seven quiet herons at dusk';

/** A worker with the program of the desktop edition around its window, on an operating system that a test can change. */
async function startDesktop(computer: Computer, safeStorage = new FakeSafeStorage()) {
  const { port1, port2 } = new MessageChannel();
  serveHost(port1, openSecretStore(safeStorage, 'linux'));
  return computer.startWorker({ passphrases: quickPassphrases, secrets: systemSecrets(port2) });
}

async function makeCase(worker: TestWorker): Promise<string> {
  const source = fileOf(await smallZip({ entries: 2 }));
  return (await worker.request('importBundle', { caseId: null, source })).view.case.caseId;
}

/** An identity that the operating system keeps, decided in a case. */
async function keptIdentity() {
  const computer = createQuickComputer();
  const worker = await startDesktop(computer);
  const caseId = await makeCase(worker);
  const made = await worker.request('makeIdentity', { name: 'Auditor One', passphrase });
  const order = { caseId, by: 'Auditor One' };
  const kept = await worker.request('keepIdentityInSystem', order);
  return { computer, worker, order, made, kept };
}

describe('An identity that the operating system keeps as well', () => {
  test('is unlocked in the next window without its passphrase, and by its passphrase as before', async () => {
    const { computer, made, kept } = await keptIdentity();
    expect(made.system).toEqual({
      standing: { kind: 'available', store: 'secret-service' },
      since: null,
    });
    expect(kept.system?.since).toEqual(expect.any(Number));
    const next = await startDesktop(computer);
    const locked = await next.request('readIdentity', {});
    expect(locked).toMatchObject({ custodyKeys: null, system: { since: expect.any(Number) } });
    const opened = await next.request('openIdentityBySystem', {});
    expect(opened.custodyKeys).toEqual(made.custodyKeys);
    await next.request('lockIdentity', {});
    expect((await next.request('openIdentity', { passphrase })).custodyKeys).toEqual(made.custodyKeys);
  });

  test('stands in the log of the case in which it was decided, and so does its withdrawal', async () => {
    const { worker, order, made } = await keptIdentity();
    const withdrawn = await worker.request('takeIdentityFromSystem', order);
    expect(withdrawn.system?.since).toBeNull();
    const { records } = await worker.request('listCustody', { caseId: order.caseId });
    const key = { name: 'key', value: made.fingerprint };
    const by = { name: 'by', value: 'Auditor One' };
    expect(records.slice(-2)).toMatchObject([
      { action: 'identity-kept-by-system', facts: [key, { name: 'store', value: 'secret-service' }, by] },
      { action: 'identity-taken-from-system', facts: [key, by] },
    ]);
    await worker.request('lockIdentity', {});
    await expect(worker.request('openIdentityBySystem', {})).rejects.toMatchObject({
      code: 'identity-refused',
    });
  });

  test('is not kept while it is locked: whoever finds a window cannot take it over', async () => {
    const { computer, order } = await keptIdentity();
    const next = await startDesktop(computer);
    await next.request('takeIdentityFromSystem', order);
    await expect(next.request('keepIdentityInSystem', order)).rejects.toMatchObject({
      code: 'identity-locked',
    });
  });

  test('does not open where the account is another one, and its passphrase does', async () => {
    const { computer } = await keptIdentity();
    const other = new FakeSafeStorage();
    other.decryptString = () => {
      throw new Error('Error while decrypting');
    };
    const next = await startDesktop(computer, other);
    await expect(next.request('openIdentityBySystem', {})).rejects.toMatchObject({
      code: 'identity-refused',
      message: expect.stringContaining('Unlock the identity with its passphrase'),
    });
    await next.request('openIdentity', { passphrase });
  });

  test('is not exchanged by a store that gives another key', async () => {
    const { computer } = await keptIdentity();
    for (const given of [new Uint8Array(32).fill(7), new Uint8Array(32), new Uint8Array(31).fill(1)]) {
      const lying = new FakeSafeStorage();
      lying.decryptString = () => Buffer.from(given).toString('base64');
      const next = await startDesktop(computer, lying);
      await expect(next.request('openIdentityBySystem', {})).rejects.toMatchObject({
        code: 'identity-refused',
      });
      expect((await next.request('readIdentity', {}))?.custodyKeys).toBeNull();
    }
  });

  test('leaves nothing behind when it is deleted, and nothing of it opens the next one', async () => {
    const { worker, made } = await keptIdentity();
    await worker.request('deleteIdentity', { fingerprint: made.fingerprint });
    expect(await worker.context.database.identities.count()).toBe(0);
    const second = await worker.request('makeIdentity', { name: 'Auditor Two', passphrase });
    expect(second.system?.since).toBeNull();
  });
});

describe('An operating system that protects nothing', () => {
  test('is named, and refused', async () => {
    const computer = createQuickComputer();
    const open = new FakeSafeStorage();
    open.backend = 'basic_text';
    const worker = await startDesktop(computer, open);
    const caseId = await makeCase(worker);
    const made = await worker.request('makeIdentity', { name: 'Auditor One', passphrase });
    expect(made.system?.standing).toEqual({ kind: 'unavailable', reason: 'in-the-open' });
    const order = { caseId, by: 'Auditor One' };
    await expect(worker.request('keepIdentityInSystem', order)).rejects.toMatchObject({
      code: 'identity-refused',
    });
    expect((await worker.request('listCustody', { caseId })).records.at(-1)?.action).toBe('bundle-imported');
  });

  test('is not spoken of where there is no program around the window', async () => {
    const worker = await createQuickComputer().startWorker();
    const made = await worker.request('makeIdentity', { name: 'Auditor One', passphrase });
    expect(made.system).toBeNull();
    await expect(worker.request('keepIdentityInSystem', { caseId: null, by: '' })).rejects.toMatchObject({
      code: 'identity-refused',
    });
  });
});
