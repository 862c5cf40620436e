import { expect, test } from 'vitest';
import { fingerprints, origin, senderKeys, smallZip } from './small-bundle.ts';
import { createComputer, fileOf } from './worker-bench.ts';

const order = {
  role: 'log',
  origin,
  publicKey: senderKeys.log,
  typedFingerprint: fingerprints.log,
  compared: 'read from paper',
  comparedBy: 'A. Auditor',
} as const;
const packerOrder = {
  ...order,
  role: 'packer',
  publicKey: senderKeys.packer,
  typedFingerprint: fingerprints.packer,
} as const;

async function twoCases() {
  const computer = createComputer();
  const worker = await computer.startWorker();
  const zip = await smallZip({ entries: 3 });
  const first = await worker.request('importBundle', { caseId: null, source: fileOf(zip) });
  const second = await worker.request('importBundle', { caseId: null, source: fileOf(zip) });
  return { computer, worker, first: first.view.case.caseId, second: second.view.case.caseId };
}

test('a bundle offers the keys it was signed with, and a pinned key is no longer offered', async () => {
  const { worker, first } = await twoCases();
  const before = await worker.request('openCase', { caseId: first });
  expect(before.bundles[0]?.offeredKeys).toEqual([
    { role: 'log', origin, publicKey: senderKeys.log, fingerprint: fingerprints.log },
    { role: 'packer', origin, publicKey: senderKeys.packer, fingerprint: fingerprints.packer },
  ]);
  const after = await worker.request('pinKey', { caseId: first, ...order });
  expect(after.bundles[0]?.offeredKeys.map(({ role }) => role)).toEqual(['packer']);
});

test('a key that was pinned in one case makes nothing green in another', async () => {
  const { worker, first, second } = await twoCases();
  await worker.request('pinKey', { caseId: first, ...order });
  const pinned = await worker.request('pinKey', { caseId: first, ...packerOrder });
  expect(pinned.bundles[0]?.verdict.headline).toBe('VERIFIED');
  const other = await worker.request('openCase', { caseId: second });
  expect(other.trustedKeys).toEqual([]);
  expect(other.bundles[0]?.verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
});

test('an unpinned key counts no longer, and the log names both decisions and who made them', async () => {
  const { worker, first } = await twoCases();
  const pinned = await worker.request('pinKey', { caseId: first, ...order });
  const keyId = pinned.trustedKeys[0]?.keyId ?? '';
  const after = await worker.request('unpinKey', { caseId: first, keyId });
  expect(after.trustedKeys).toEqual([]);
  expect(after.bundles[0]?.verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
  const { records } = await worker.request('listCustody', { caseId: first });
  expect(records.slice(-2).map(({ action }) => action)).toEqual(['key-pinned', 'key-unpinned']);
  expect(records.at(-2)?.facts).toContainEqual({ name: 'compared by', value: 'A. Auditor' });
});

test('a fingerprint that is not the one of the key is refused, and nothing is stored', async () => {
  const { worker, first } = await twoCases();
  const refused = worker.request('pinKey', {
    caseId: first,
    ...order,
    typedFingerprint: fingerprints.packer,
  });
  await expect(refused).rejects.toMatchObject({ code: 'pin-refused' });
  expect(await worker.context.database.trust.count()).toBe(0);
  const { records } = await worker.request('listCustody', { caseId: first });
  expect(records.map(({ action }) => action)).toEqual(['case-made', 'bundle-imported']);
});

test('a key that was put into the database by another way turns nothing green', async () => {
  const { computer, worker, first, second } = await twoCases();
  await worker.request('pinKey', { caseId: first, ...order });
  await worker.request('pinKey', { caseId: first, ...packerOrder });
  const { trust } = worker.context.database;
  for (const row of await trust.toArray()) await trust.put({ ...row, caseId: second });
  const view = await (await computer.startWorker()).request('openCase', { caseId: second });
  expect(view.trustedKeys).toEqual([]);
  expect(view.bundles[0]?.verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
});

test('a key that a person unpinned is not revived by cutting the record of it off the custody log', async () => {
  const { computer, worker, first } = await twoCases();
  await worker.request('pinKey', { caseId: first, ...order });
  const { trust, custody } = worker.context.database;
  const rows = await trust.toArray();
  const [key] = (await worker.request('openCase', { caseId: first })).trustedKeys;
  await worker.request('unpinKey', { caseId: first, keyId: key?.keyId ?? '' });
  await trust.bulkPut(rows);
  const last = await custody.where('[caseId+seq]').between([first, 0], [first, Infinity]).last();
  expect(last?.record.action).toBe('key-unpinned');
  await custody.delete([first, last?.seq ?? -1]);
  const view = await (await computer.startWorker()).request('openCase', { caseId: first });
  expect(view.trustedKeys).toEqual([]);
  expect(view.bundles[0]?.verdict.state).not.toBe('verified');
});

test('a key that was exchanged under the name of a pinned one turns nothing green', async () => {
  const { computer, worker, first } = await twoCases();
  await worker.request('pinKey', { caseId: first, ...order });
  await worker.context.database.trust.toCollection().modify((row) => {
    Object.assign(row, { key: { ...row.key, publicKey: senderKeys.packer } });
  });
  const next = await computer.startWorker();
  const view = await next.request('openCase', { caseId: first });
  // The log of the case has the key that was pinned, and the start puts it back and says so.
  expect(view.trustedKeys.map(({ publicKey }) => publicKey)).toEqual([senderKeys.log]);
  expect(await next.request('listAlarms', {})).toMatchObject([{ caseId: first }]);
});

test('pinning a key reads no stored byte again', async () => {
  const { worker, first } = await twoCases();
  await worker.context.database.files.clear();
  const view = await worker.request('pinKey', { caseId: first, ...order });
  expect(view.bundles[0]?.verdict.headline).not.toBe('LOCAL COPY ALTERED');
});
