import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { publicKeyOf, verifyEd25519 } from '../../../shared/crypto/ed25519.ts';
import { renderEd25519Pem } from '../../../shared/crypto/ed25519-pem.ts';
import {
  parseOpensshPrivateKey,
  renderOpensshPrivateKey,
} from '../../../shared/crypto/openssh-private-key.ts';
import { parseSignedNote, renderSignedNote } from '../../../shared/crypto/signed-note.ts';
import {
  parseSshPublicKey,
  renderSshPublicKey,
  toSshFingerprint,
} from '../../../shared/crypto/ssh-public-key.ts';
import { parseSshSignature, renderSshSignature, verifySshSignature } from '../../../shared/crypto/sshsig.ts';

const folder = mkdtempSync(join(tmpdir(), 'vouch-stock-tools-'));
const namespace = 'evidence-bundle@v1';
const secretKey = new Uint8Array(32).fill(0x5a);
const publicKey = publicKeyOf(secretKey);
const message = encodeUtf8('abc  data/bundle.json\n');

function run(command: string, args: readonly string[], input: Uint8Array | string = '') {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    input,
    encoding: 'utf8',
  });
  return { isInstalled: error === undefined, status, stdout, stderr };
}

function write(name: string, content: Uint8Array | string): void {
  // ssh-keygen refuses a secret key that others may read.
  writeFileSync(join(folder, name), content, { mode: 0o600 });
}

function read(name: string): Uint8Array {
  return Uint8Array.from(readFileSync(join(folder, name)));
}

const hasSshKeygen = run('ssh-keygen', ['-?']).isInstalled;
const hasOpenssl = run('openssl', ['version']).isInstalled;

afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!hasSshKeygen)('ssh-keygen (skipped where it is not installed)', () => {
  function verify(signature: Uint8Array, signed: Uint8Array) {
    write('signature', signature);
    write('allowed_signers', `packer namespaces="${namespace}" ${renderSshPublicKey(publicKey)}\n`);
    const args = [
      '-Y',
      'verify',
      '-f',
      'allowed_signers',
      '-I',
      'packer',
      '-n',
      namespace,
      '-s',
      'signature',
    ];
    return run('ssh-keygen', args, signed).status;
  }

  it('verifies the signature that we make, and not over other bytes', () => {
    const signature = renderSshSignature(message, secretKey, namespace);
    expect(verify(signature, message)).toBe(0);
    expect(verify(signature, message.slice(1))).not.toBe(0);
    expect(verify(renderSshSignature(message, secretKey, 'evidence-report@v1'), message)).not.toBe(0);
  });

  it('makes a key and a signature that we read and verify, the same bytes as ours', () => {
    run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'made here', '-f', 'theirs']);
    write('message', message);
    run('ssh-keygen', ['-q', '-Y', 'sign', '-f', 'theirs', '-n', namespace, 'message']);
    const key = parseOpensshPrivateKey(Buffer.from(read('theirs')).toString());
    expect(key.comment).toBe('made here');
    const theirs = parseSshPublicKey(Buffer.from(read('theirs.pub')).toString());
    expect(theirs).toEqual({ publicKey: publicKeyOf(key.secretKey), claimedComment: 'made here' });
    const armored = read('message.sig');
    expect(renderSshSignature(message, key.secretKey, namespace)).toEqual(armored);
    const signature = parseSshSignature(armored);
    expect(signature.kind === 'ed25519' && verifySshSignature(message, signature, namespace)).toBe(true);
  });

  it('reads the secret key file that we write and prints our fingerprint', () => {
    write('ours', renderOpensshPrivateKey({ secretKey, comment: 'a log key' }));
    expect(run('ssh-keygen', ['-y', '-f', 'ours']).stdout).toBe(
      `${renderSshPublicKey(publicKey, 'a log key')}\n`,
    );
    write('ours.pub', renderSshPublicKey(publicKey));
    expect(run('ssh-keygen', ['-l', '-f', 'ours.pub']).stdout).toContain(` ${toSshFingerprint(publicKey)} `);
  });
});

describe.skipIf(!hasOpenssl)('OpenSSL (skipped where it is not installed)', () => {
  it('verifies the log signature of our note with the PEM of the key', () => {
    const note = parseSignedNote(renderSignedNote('log.example\n0\n', [{ name: 'log.example', secretKey }]));
    write('log.pem', renderEd25519Pem(publicKey));
    write('text', note.text);
    write('signature', note.signatures[0]?.signature ?? '');
    const args = ['-verify', '-pubin', '-inkey', 'log.pem', '-rawin', '-in', 'text', '-sigfile', 'signature'];
    expect(run('openssl', ['pkeyutl', ...args])).toMatchObject({ status: 0 });
    write('text', `${note.text}1`);
    expect(run('openssl', ['pkeyutl', ...args]).status).not.toBe(0);
  });

  it('makes a signature that we verify', () => {
    run('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', 'openssl.pem']);
    run('openssl', ['pkey', '-in', 'openssl.pem', '-pubout', '-outform', 'DER', '-out', 'openssl.der']);
    write('text', message);
    run('openssl', [
      'pkeyutl',
      '-sign',
      '-inkey',
      'openssl.pem',
      '-rawin',
      '-in',
      'text',
      '-out',
      'signature',
    ]);
    expect(verifyEd25519(read('signature'), message, read('openssl.der').slice(-32))).toBe(true);
  });
});
