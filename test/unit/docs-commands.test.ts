import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicKeyOf } from '../../shared/crypto/ed25519.ts';
import { renderSshPublicKey } from '../../shared/crypto/ssh-public-key.ts';
import { renderVerifierKey, toVerifierKey } from '../../shared/crypto/verifier-key.ts';
import { logKey, origin, packerKey, type Sealed, seal } from './seal/sealed.ts';

const page = readFileSync('docs/format.md', 'utf8');
const hasTools = ['bash', 'sha256sum', 'openssl', 'ssh-keygen', 'python3'].every(
  (tool) => spawnSync(tool, ['--version']).error === undefined,
);

describe.skipIf(!hasTools)(
  'The commands in docs/format.md, run as they are printed (skipped without the tools)',
  () => {
    let temporary = '';
    let folder = '';
    let sealed: Sealed;

    beforeAll(async () => {
      const events = Array.from({ length: 6 }, (_, minute) => ({
        ts: `2026-03-01T10:0${minute}:00Z`,
        actor: { id: `u-${minute}`, email: `u-${minute}@acme.example` },
      }));
      sealed = await seal(events, { committedFields: ['/actor/email'] });
      temporary = mkdtempSync(join(tmpdir(), 'vouch-docs-'));
      folder = join(temporary, 'bundle');
      for (const [path, bytes] of sealed.members) {
        mkdirSync(join(folder, dirname(path)), { recursive: true });
        writeFileSync(join(folder, path), bytes);
      }
    });

    afterAll(() => rmSync(temporary, { recursive: true, force: true }));

    /** Runs the only block of this language, with the keys that a sender would give by another way. */
    function run(program: string, language: string): string {
      const block = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';
      const { stdout, stderr } = spawnSync(program, ['-'], {
        cwd: folder,
        input: block,
        encoding: 'utf8',
        env: {
          ...process.env,
          TMPDIR: temporary,
          ORIGIN: origin,
          LOG_KEY: renderVerifierKey(toVerifierKey(origin, publicKeyOf(logKey))),
          PACKER_KEY: renderSshPublicKey(publicKeyOf(packerKey)),
        },
      });
      return stdout + stderr;
    }

    it('confirm files, signatures, links, a disclosed field and the number of lines', () => {
      const said = run('bash', 'sh').trim().split('\n');
      const [firstPrev = '', , thirdPrev = ''] = sealed
        .text('data/segments/000000000000.ndjson')
        .split('\n')
        .map((line) => /"prev":"([0-9a-f]{64})"/.exec(line)?.[1]);
      const digest = /"\.\.\.":"([^"]+)"/.exec(sealed.text('data/segments/000000000000.ndjson'))?.[1];

      expect(said).not.toContainEqual(expect.stringMatching(/FAILED|rror/));
      expect(said.filter((line) => line.endsWith(': OK'))).toHaveLength(10);
      expect(said).toContain('No file is unlisted');
      expect(said).toContainEqual(expect.stringMatching(/^Good "evidence-bundle@v1" signature for packer/));
      expect(said).toContain('Signature Verified Successfully');
      for (const prev of [firstPrev, thirdPrev]) {
        expect(said.filter((line) => line.includes(prev))).toEqual([`${prev}  -`, `"prev":"${prev}"`]);
      }
      expect(said).toContain(digest);
      expect(said.slice(-2)).toEqual(['6', '6']);
    });

    it('compute the root that the newest checkpoint states', () => {
      expect(run('python3', 'python').trim()).toBe(sealed.text('data/checkpoints/6.note').split('\n')[2]);
    });

    it('confirm nothing of that after one byte was changed', () => {
      const segment = join(folder, 'data/segments/000000000000.ndjson');
      const genuine = readFileSync(segment);
      writeFileSync(segment, genuine.toString().replace('u-1', 'u-7'));
      try {
        const said = run('bash', 'sh').split('\n');
        expect(said).toContain('data/segments/000000000000.ndjson: FAILED');
        expect(run('python3', 'python').trim()).not.toBe(
          sealed.text('data/checkpoints/6.note').split('\n')[2],
        );
      } finally {
        writeFileSync(segment, genuine);
      }
    });
  },
);
