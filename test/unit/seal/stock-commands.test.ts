import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicKeyOf } from '../../../shared/crypto/ed25519.ts';
import { renderEd25519Pem } from '../../../shared/crypto/ed25519-pem.ts';
import { renderSshPublicKey } from '../../../shared/crypto/ssh-public-key.ts';
import { logKey, minutes, packerKey, type Sealed, seal } from './sealed.ts';

/** The commands of docs/format.md, run by the tools of the system on the files of a bundle. */
const hasTools = ['sha256sum --version', 'openssl version', 'ssh-keygen -l -f /dev/null'].every((command) => {
  try {
    execFileSync('bash', ['-c', `command -v ${command.split(' ')[0]}`]);
    return true;
  } catch {
    return false;
  }
});

describe.skipIf(!hasTools)(
  'with coreutils, OpenSSH and OpenSSL alone (skipped where they are not installed)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'vouch-stock-'));
    let sealed: Sealed;
    const run = (command: string): string =>
      execFileSync('bash', ['-euo', 'pipefail', '-c', command], {
        cwd: folder,
        encoding: 'utf8',
        stdio: 'pipe',
      });

    beforeAll(async () => {
      sealed = await seal(minutes(7), { committedFields: ['/actor'] });
      for (const [path, bytes] of sealed.members) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), bytes);
      }
      writeFileSync(join(folder, 'log.pem'), renderEd25519Pem(publicKeyOf(logKey)));
      const packer = renderSshPublicKey(publicKeyOf(packerKey));
      writeFileSync(join(folder, 'allowed_signers'), `packer namespaces="evidence-bundle@v1" ${packer}\n`);
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    it('every file has the digest that the manifests state', () => {
      const report = run('sha256sum -c tagmanifest-sha256.txt && sha256sum -c manifest-sha256.txt');
      expect(report).toContain('data/segments/000000000004.ndjson: OK');
      expect(report).not.toContain('FAILED');
    });

    it("the packer's signature is good for its purpose, and for no other", () => {
      const verify = (namespace: string) =>
        run(
          `ssh-keygen -Y verify -f allowed_signers -I packer -n ${namespace} -s tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt`,
        );
      expect(verify('evidence-bundle@v1')).toContain('Good "evidence-bundle@v1" signature for packer');
      expect(() => verify('file')).toThrow();
    });

    it("the log's signature covers the text of the head", () => {
      run(`sed '/^$/,$d' data/checkpoints/7.note > t`);
      run(`tail -n 1 data/checkpoints/7.note | cut -d ' ' -f 3 | base64 -d | tail -c +5 > s`);
      expect(run('openssl pkeyutl -verify -pubin -inkey log.pem -rawin -in t -sigfile s')).toContain(
        'Success',
      );
    });

    it('the digest of a line is the link of the next one', () => {
      const digest = run(
        `sed -n 2p data/segments/000000000000.ndjson | tr -d '\\n' | { printf '\\0'; cat; } | sha256sum`,
      );
      const third = run('sed -n 3p data/segments/000000000000.ndjson');
      expect(JSON.parse(third).prev).toBe(digest.slice(0, 64));
    });

    it('the digest of a disclosure stands in its entry', () => {
      const [disclosure] = JSON.parse(run('sed -n 1p data/disclosures/000000000000.ndjson')).d;
      const digest = run(
        `printf %s '${disclosure}' | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d '=\\n'`,
      );
      expect(JSON.parse(run('sed -n 1p data/segments/000000000000.ndjson')).actor).toEqual([
        { '...': digest },
      ]);
    });

    it('one changed byte is noticed', () => {
      run(`sed -i 's/10:01:00Z/10:01:01Z/' data/segments/000000000000.ndjson`);
      expect(() => run('sha256sum --quiet -c manifest-sha256.txt')).toThrow();
    });
  },
);
