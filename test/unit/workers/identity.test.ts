import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { journalName } from '../../../renderer/workers/journal/journal-files.ts';
import { scryptInThread } from '../../../renderer/workers/scrypt-in-thread.ts';
import { scryptKey } from '../../../shared/crypto/scrypt.ts';
import { nodePassphrases } from '../../support/node-passphrases.ts';
import { createCliBench } from '../cli/cli-bench.ts';
import { smallZip } from './small-bundle.ts';
import { createComputer, fileOf, type TestWorker } from './worker-bench.ts';

const folder = mkdtempSync(join(tmpdir(), 'vouch-identity-'));
afterAll(() => rmSync(folder, { recursive: true }));
const hasOpenssl = spawnSync('openssl', ['version']).error === undefined;
const hasLegacy = spawnSync('openssl', ['list', '-providers', '-provider', 'legacy']).status === 0;
const passphrase = 'correct horse battery staple';
const order = { name: 'Auditor One', passphrase };

async function caseWithIdentity() {
  const computer = createComputer();
  const worker = await computer.startWorker();
  const source = fileOf(await smallZip({ entries: 5, title: 'one' }));
  const { view } = await worker.request('importBundle', { caseId: null, source });
  const identity = await worker.request('makeIdentity', order);
  return { computer, worker, caseId: view.case.caseId, identity };
}

/** Writes the sealed log and its keys where commands find them. */
async function sealInto(name: string, worker: TestWorker, caseId: string) {
  const sealed = await worker.request('exportCustody', { caseId });
  const paths = ['evb.zip', 'vkey', 'allowed_signers'].map((end) => join(folder, `${name}.${end}`));
  const [bundle = '', vkey = '', signers = ''] = paths;
  writeFileSync(bundle, sealed.bundle.bytes);
  writeFileSync(vkey, sealed.logKey.text);
  writeFileSync(signers, sealed.signers.text);
  return { sealed, args: [bundle, '--vkey', vkey, '--signers', signers] };
}

function standalone(args: readonly string[]) {
  return spawnSync(process.execPath, ['cli/standalone/verify.mjs', ...args], { encoding: 'utf8' });
}

test('an identity is kept under its passphrase, and opened in the next run with no other one', async () => {
  const { computer, identity } = await caseWithIdentity();
  const next = await computer.startWorker();
  expect(await next.request('readIdentity', {})).toEqual({ ...identity, custodyKeys: null });
  await expect(next.request('openIdentity', { passphrase: `${passphrase} ` })).rejects.toMatchObject({
    code: 'wrong-passphrase',
    message: 'The passphrase is wrong.',
  });
  expect(await next.request('openIdentity', { passphrase })).toEqual(identity);
  expect(await next.request('lockIdentity', {})).toMatchObject({ custodyKeys: null });
});

test('a second identity, a short passphrase and a name that is none are refused, and nothing is kept', async () => {
  const worker = await createComputer().startWorker();
  const refused = { code: 'identity-refused' };
  await expect(worker.request('makeIdentity', { ...order, name: ' ' })).rejects.toMatchObject(refused);
  await expect(worker.request('makeIdentity', { ...order, passphrase: 'short' })).rejects.toMatchObject(
    refused,
  );
  expect(await worker.request('readIdentity', {})).toBeNull();
  await worker.request('makeIdentity', order);
  await expect(worker.request('makeIdentity', order)).rejects.toMatchObject(refused);
});

test('a backup is the file as it is kept, and brings the same identity back', async () => {
  const { worker, identity } = await caseWithIdentity();
  const backup = await worker.request('exportIdentity', {});
  const { fingerprint } = identity;
  await expect(worker.request('deleteIdentity', { fingerprint: 'SHA256:other' })).rejects.toMatchObject({
    code: 'identity-refused',
  });
  await worker.request('deleteIdentity', { fingerprint });
  expect(await worker.request('readIdentity', {})).toBeNull();
  const bytes = new TextEncoder().encode(backup.text);
  const restored = await worker.request('importIdentity', { bytes });
  expect(restored).toMatchObject({ fingerprint, custodyKeys: null });
  expect(await worker.request('openIdentity', { passphrase })).toMatchObject({
    custodyKeys: identity.custodyKeys,
  });
});

test.runIf(hasOpenssl)('openssl opens a backup with the passphrase', async () => {
  const { worker } = await caseWithIdentity();
  const path = join(folder, 'backup.pem');
  writeFileSync(path, (await worker.request('exportIdentity', {})).text);
  const args = ['pkey', '-in', path, '-passin', `pass:${passphrase}`, '-noout', '-text'];
  expect(execFileSync('openssl', args, { encoding: 'utf8' })).toContain('prime256v1');
});

const makeP12 = (options: string) =>
  execFileSync(
    'sh',
    [
      '-ec',
      `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout k.pem -out c.pem -days 9 -subj '/O=Example/CN=Auditor Two'
       openssl pkcs12 -export -inkey k.pem -in c.pem -passout pass:old -out own.p12 ${options}`,
    ],
    { cwd: folder, stdio: 'pipe' },
  );
const readP12 = () => new Uint8Array(readFileSync(join(folder, 'own.p12')));

test.runIf(hasOpenssl)(
  'an identity in a PKCS #12 file is taken with its passphrase, and kept under another one',
  async () => {
    makeP12('');
    const bytes = readP12();
    const worker = await createComputer().startWorker();
    expect(await worker.request('importIdentity', { bytes })).toBeNull();
    expect(await worker.request('readIdentity', {})).toBeNull();
    const take = (filePassphrase: string, own: string) =>
      worker.request('importPkcs12', { bytes, filePassphrase, passphrase: own });
    await expect(take('new', passphrase)).rejects.toMatchObject({ code: 'wrong-passphrase' });
    await expect(take('old', 'short')).rejects.toMatchObject({ code: 'identity-refused' });
    expect(await worker.request('readIdentity', {})).toBeNull();
    const taken = await take('old', passphrase);
    expect(taken.name).toContain('Auditor Two');
    expect(taken.custodyKeys).not.toBeNull();
    await worker.request('lockIdentity', {});
    await expect(worker.request('openIdentity', { passphrase: 'old' })).rejects.toMatchObject({
      code: 'wrong-passphrase',
    });
    expect((await worker.request('openIdentity', { passphrase })).fingerprint).toBe(taken.fingerprint);
  },
);

test.runIf(hasOpenssl && hasLegacy)(
  'a PKCS #12 file of the old kind is refused with the commands that make an identity of it, and they do',
  async () => {
    const run = (command: string) => execFileSync('sh', ['-ec', command], { cwd: folder, stdio: 'pipe' });
    makeP12('-legacy');
    const worker = await createComputer().startWorker();
    const refusal = await worker
      .request('importIdentity', { bytes: readP12() })
      .catch((error: Error) => error.message);
    const [, ...commands] = String(refusal).split('\n');
    expect(commands).toHaveLength(2);
    for (const command of commands) {
      // What a person is asked for, given as arguments.
      run(
        command
          .replace('-in FILE', '-in own.p12 -passin pass:old')
          .replace('pkcs8 -topk8', `pkcs8 -topk8 -passout 'pass:${passphrase}'`),
      );
    }
    const bytes = new Uint8Array(readFileSync(join(folder, 'identity.pem')));
    expect((await worker.request('importIdentity', { bytes }))?.name).toContain('Auditor Two');
    expect((await worker.request('openIdentity', { passphrase })).custodyKeys).not.toBeNull();
  },
);

test('a file that is no identity is refused, and nothing is kept', async () => {
  const worker = await createComputer().startWorker();
  const bytes = new TextEncoder().encode('-----BEGIN CERTIFICATE-----\n');
  await expect(worker.request('importIdentity', { bytes })).rejects.toMatchObject({ code: 'key' });
  await expect(worker.request('importIdentity', { bytes: new Uint8Array(65_537) })).rejects.toMatchObject({
    code: 'identity-refused',
  });
  expect(await worker.request('readIdentity', {})).toBeNull();
});

test('the custody log is verified as a bundle by the command line and by the verifier that shares no code', async () => {
  const { worker, caseId } = await caseWithIdentity();
  const { sealed, args } = await sealInto('log', worker, caseId);
  const { records } = await worker.request('listCustody', { caseId });
  expect(sealed.records).toBe(records.length);
  const run = await createCliBench().run(['verify', ...args]);
  expect(run.out).toContain('VERIFIED');
  expect(run.code).toBe(0);
  const other = standalone(args);
  expect(other.status, other.stdout).toBe(0);
});

test('a sealed custody log holds the very lines of the log, and goes on when it is sealed again', async () => {
  const { computer, worker, caseId } = await caseWithIdentity();
  const first = await sealInto('first', worker, caseId);
  await worker.request('make', {
    caseId,
    content: { kind: 'undo', by: 'auditor “1” \u{1F600}', record: 0 },
  });
  const second = await sealInto('second', worker, caseId);
  expect(second.sealed.records).toBe(first.sealed.records + 1);
  expect(second.sealed.keys).toEqual(first.sealed.keys);
  expect(standalone(second.args).status).toBe(0);

  const other = await createComputer().startWorker();
  const source = fileOf(second.sealed.bundle.bytes);
  const { bundleId } = await other.request('importBundle', { caseId: null, source });
  const raw: string[] = [];
  for (let ordinal = 0; ordinal < second.sealed.records; ordinal++) {
    raw.push(new TextDecoder().decode((await other.request('readEntry', { bundleId, ordinal })).raw));
  }
  const journal = await computer.journals.read(journalName(caseId));
  expect(raw).toEqual(
    new TextDecoder()
      .decode(journal ?? undefined)
      .trimEnd()
      .split('\n'),
  );
});

test('nothing is signed while the identity is locked, or with an altered log', async () => {
  const { worker, caseId } = await caseWithIdentity();
  await worker.request('lockIdentity', {});
  await expect(worker.request('exportCustody', { caseId })).rejects.toMatchObject({
    code: 'identity-locked',
  });
  await worker.request('openIdentity', { passphrase });
  const { custody } = worker.context.database;
  const [first] = await custody.toArray();
  if (first === undefined) throw new Error('no record');
  await custody.put({ ...first, record: { ...first.record, facts: [] } });
  await expect(worker.request('exportCustody', { caseId })).rejects.toMatchObject({ code: 'copy-altered' });
});

test('scrypt in a thread gives what OpenSSL gives, and the thread ends', async () => {
  const cost = { cost: 2 ** 10, blockSize: 8, parallelization: 1 };
  const [secret, salt] = [new TextEncoder().encode('pässword'), new Uint8Array(16).fill(3)];
  let ended = 0;
  const listeners: ((event: { readonly data: Uint8Array }) => void)[] = [];
  const start = () => ({
    postMessage: (job: { passphrase: Uint8Array; salt: Uint8Array; cost: typeof cost }) => {
      const data = scryptKey(job.passphrase, job.salt, job.cost);
      for (const listener of listeners) listener({ data });
    },
    addEventListener: (type: string, listener: unknown) => {
      if (type === 'message') listeners.push(listener as (typeof listeners)[number]);
    },
    terminate: () => {
      ended += 1;
    },
  });
  const expected = await nodePassphrases.scrypt(secret, salt, cost);
  expect(await scryptInThread(secret, salt, cost, start)).toEqual(expected);
  expect(ended).toBe(1);
});
