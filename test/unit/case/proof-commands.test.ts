import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, test } from 'vitest';
import {
  checkpointCommand,
  disclosureCommand,
  fileCommand,
  fingerprintCommand,
  leafCommand,
  linkCommand,
  type ProofCommand,
  packerCommand,
  signatureCommand,
  treeCommand,
} from '../../../shared/case/proof-commands.ts';
import { publicKeyOf } from '../../../shared/crypto/ed25519.ts';
import { renderVerifierKey, toVerifierKey } from '../../../shared/crypto/verifier-key.ts';
import { fingerprints, type SmallBundle, sealSmall, senderKeys, zipOf } from '../workers/small-bundle.ts';
import { createComputer, fileOf } from '../workers/worker-bench.ts';

const hasTools = ['bash', 'sha256sum', 'openssl', 'xxd', 'base64', 'ssh-keygen'].every(
  (tool) => spawnSync(tool, ['--version']).error === undefined,
);

describe.skipIf(!hasTools)(
  'The commands that the panel shows, run in the folder of the bundle (skipped without the tools)',
  () => {
    const folders: string[] = [];
    afterEach(() => {
      for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
    });

    /** The bundle in a folder and in a worker. */
    async function deliver(members: ReadonlyMap<string, Uint8Array>) {
      const folder = mkdtempSync(join(tmpdir(), 'vouch-commands-'));
      folders.push(folder);
      for (const [path, bytes] of members) {
        mkdirSync(join(folder, dirname(path)), { recursive: true });
        writeFileSync(join(folder, path), bytes);
      }
      const worker = await createComputer().startWorker();
      const source = fileOf(await zipOf(members));
      const { bundleId } = await worker.request('importBundle', { caseId: null, source });
      await worker.request('gatherLeaves', { bundleId });
      return {
        folder,
        detail: (ordinal: number) => worker.request('readEntry', { bundleId, ordinal }),
        proof: (ordinal: number) => worker.request('proveEntry', { bundleId, ordinal }),
      };
    }

    const sealed = async (order: SmallBundle) => (await sealSmall(order)).members;

    /** What it prints, line by line. Nothing may go wrong on the way. */
    function run(command: ProofCommand | null, folder: string): readonly string[] {
      const { stdout, stderr } = spawnSync('bash', ['-'], {
        cwd: folder,
        input: command?.text ?? 'echo there is no command',
        encoding: 'utf8',
        env: { ...process.env, TMPDIR: folder },
      });
      expect(stderr).toBe('');
      return stdout.trimEnd().split('\n');
    }

    function expectToHold(command: ProofCommand | null, folder: string): void {
      expect(command?.prints.length).toBeGreaterThan(0);
      expect(run(command, folder)).toEqual(command?.prints);
    }

    it('print the leaf of the line and what it links to', async () => {
      const { folder, detail } = await deliver(await sealed({ entries: 6, segmentLines: 4 }));
      for (const ordinal of [0, 1, 4, 5]) {
        const entry = await detail(ordinal);
        expectToHold(leafCommand({ ...entry, isStub: false }, entry.leafNow), folder);
        expectToHold(linkCommand(entry), folder);
      }
    });

    it('print what a range that begins later continues, from its description', async () => {
      const first = await sealSmall({ entries: 3 });
      const { folder, detail } = await deliver(await sealed({ entries: 2, continues: first.end }));
      expectToHold(linkCommand(await detail(0)), folder);
    });

    it('print the leaf that a stub states, and compare the line behind it with that', async () => {
      const members = await sealed({ entries: 3 });
      const path = 'data/segments/000000000000.ndjson';
      const text = Buffer.from(members.get(path) ?? []).toString();
      const leaf = /"prev":"([0-9a-f]{64})"/.exec(text.split('\n')[2] ?? '')?.[1] ?? '';
      const stubbed = text.replace(text.split('\n')[1] ?? '', `#withheld ${leaf}`);
      const { folder, detail } = await deliver(new Map(members).set(path, Buffer.from(stubbed)));
      const stub = await detail(1);
      expectToHold(leafCommand({ ...stub, isStub: true }, stub.leafNow), folder);
      expect(linkCommand(stub)).toBeNull();
      expectToHold(linkCommand(await detail(2)), folder);
    });

    it('climb the tree to the root that the checkpoint states, which the log signed with its key', async () => {
      const { folder, proof } = await deliver(await sealed({ entries: 11, segmentLines: 4 }));
      const { path, checkpoint } = await proof(6);
      if (path === null || checkpoint.kind !== 'found') throw new Error('the bundle has a checkpoint');
      const { member, size, root } = checkpoint;
      expectToHold(treeCommand(path.leaf, path.steps, root), folder);
      expectToHold(checkpointCommand(member, size, root), folder);
      expectToHold(signatureCommand(member, senderKeys.log), folder);
      expectToHold(fingerprintCommand(senderKeys.log, fingerprints.log), folder);
    });

    it('lead from the file over the manifests to the signature of the packer', async () => {
      const members = await sealed({ entries: 6, segmentLines: 4 });
      const { folder } = await deliver(members);
      const digest = (path: string) =>
        createHash('sha256')
          .update(members.get(path) ?? new Uint8Array(0))
          .digest('hex');
      const segment = 'data/segments/000000000004.ndjson';
      expectToHold(fileCommand(segment, 'manifest-sha256.txt', digest(segment)), folder);
      const manifest = 'manifest-sha256.txt';
      expectToHold(fileCommand(manifest, 'tagmanifest-sha256.txt', digest(manifest)), folder);
      const key = { publicKey: senderKeys.packer, fingerprint: fingerprints.packer };
      expectToHold(packerCommand(key, true), folder);
      expectToHold(packerCommand(key, false), folder);
    });

    it('print the digest of a disclosure that is in the bundle', async () => {
      const { folder, detail } = await deliver(await sealed({ entries: 3 }));
      const entry = await detail(2);
      const [field] = entry.disclosures;
      if (field === undefined) throw new Error('the entry has a committed field');
      expectToHold(disclosureCommand(entry.member, field), folder);
    });

    it('do not print that after one byte was changed', async () => {
      const { folder, detail, proof } = await deliver(await sealed({ entries: 4 }));
      const entry = await detail(2);
      const { checkpoint } = await proof(2);
      if (checkpoint.kind !== 'found') throw new Error('the bundle has a checkpoint');
      const segment = join(folder, entry.member);
      spawnSync('sed', ['-i', 's/u-2/u-7/', segment]);
      spawnSync('sed', ['-i', '2s/4/5/', join(folder, checkpoint.member)]);
      const leaf = leafCommand({ ...entry, isStub: false }, entry.leafNow);
      expect(run(leaf, folder)).not.toEqual(leaf.prints);
      const signature = signatureCommand(checkpoint.member, senderKeys.log);
      expect(run(signature, folder)).not.toEqual(signature?.prints);
    });
  },
);

const hostile = (origin: string) => ({
  member: 'data/segments/000000000000.ndjson',
  line: 1,
  before: { kind: 'start-of-log', leafNow: '0', origin } as const,
  claimedPrev: '0',
});
const keyOf = (name: string) =>
  renderVerifierKey(toVerifierKey(name, publicKeyOf(new Uint8Array(32).fill(1))));

test.each(['a\nb', 'a\u202eb', 'a\u001b[2Jb', 'ж'])('the name %j of a log gets into no command', (name) => {
  expect(linkCommand(hostile(name))).toBeNull();
});

test.each(['a\u202eb', 'ж'])('a key under the name %j gets into no command', (name) => {
  expect(signatureCommand('data/checkpoints/1.note', keyOf(name))).toBeNull();
  expect(fingerprintCommand(keyOf(name), '')).toBeNull();
});

test.each(["ssh-ed25519 AAAA' x", 'ssh-ed25519 AAAA comment', 'ssh-rsa AAAA'])(
  'the packer key %j gets into no command',
  (publicKey) => {
    expect(packerCommand({ publicKey, fingerprint: '' }, true)).toBeNull();
  },
);

test.skipIf(!hasTools)('a name that a shell would take for a command stays a name', () => {
  const name = `x'$(echo no)'\`echo no\`"`;
  const command = linkCommand(hostile(name));
  const [first = ''] = (command?.text ?? '').split('\n');
  const { stdout } = spawnSync('bash', ['-c', first.replace(/ \| sha256sum.*$/, '')], { encoding: 'utf8' });
  expect(stdout).toBe(`evb/1\n${name}\n`);
});
