import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { signFile } from '../../../shared/identity/identity.ts';
import { parseReportSigners } from '../../../shared/pack/report-signers.ts';
import { testIdentity } from '../../support/signed-identity.ts';

const auditor = testIdentity('A. Auditor', 7);
const { sshPublicKey: key } = auditor;
const folder = mkdtempSync(join(tmpdir(), 'vouch-signers-'));
const content = encodeUtf8('{}\n');
const now = Date.UTC(2026, 10, 21);

beforeAll(() => {
  writeFileSync(join(folder, 'sig'), signFile(auditor, content, 'evidence-report@v1'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Whether OpenSSH lets the line sign a report at that time. */
function openSshAccepts(line: string): boolean | null {
  writeFileSync(join(folder, 'signers'), `${line}\n`);
  const args = ['-Y', 'verify', '-f', join(folder, 'signers'), '-I', 'auditor', '-n', 'evidence-report@v1'];
  const run = spawnSync('ssh-keygen', [...args, '-Overify-time=20261121000000Z', '-s', join(folder, 'sig')], {
    input: content,
  });
  return run.error === undefined ? run.status === 0 : null;
}

it.each([
  ['a name and a key', `auditor ${key}`, true],
  ['a comment behind the key', `auditor ${key} somebody`, true],
  ['the purpose of reports', `auditor namespaces="evidence-report@v1" ${key}`, true],
  ['two purposes', `auditor namespaces="file,evidence-report@v1" ${key}`, true],
  ['another purpose', `auditor namespaces="evidence-bundle@v1" ${key}`, false],
  ['a window that holds', `auditor valid-after="20260101Z",valid-before="20270101Z" ${key}`, true],
  ['a window that is over', `auditor valid-before="20260101Z" ${key}`, false],
  ['a window that has not begun', `auditor valid-after="20270101Z" ${key}`, false],
  ['a key that is cut', `auditor ${key.slice(0, -4)}`, false],
  ['an authority for certificates', `auditor cert-authority ${key}`, false],
])('a line of allowed_signers with %s counts as it does for OpenSSH', (_what, line, counts) => {
  const { signers, refused } = parseReportSigners(line, (time) => time, now);
  expect(signers.map(({ fingerprint }) => fingerprint)).toEqual(counts ? [auditor.fingerprint] : []);
  expect(refused).toHaveLength(counts ? 0 : 1);
  const openSsh = openSshAccepts(line);
  if (openSsh !== null) expect(openSsh).toBe(counts);
});

it('names the line that is of another kind of key, and passes over comments', () => {
  const text = `# reviewers\n\nother ssh-ed25519 AAAA\nauditor ${key}\n`;
  const { signers, refused } = parseReportSigners(text, (time) => time, now);
  expect(signers).toEqual([{ name: 'auditor', fingerprint: auditor.fingerprint }]);
  expect(refused).toEqual([{ line: 3, statement: expect.stringContaining('ecdsa-sha2-nistp256') }]);
});
