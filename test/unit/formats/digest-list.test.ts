import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseEd25519Pem } from '../../../shared/crypto/ed25519-public-pem.ts';
import { parseMinisignKey } from '../../../shared/crypto/minisign.ts';
import { parseAllowedSigners } from '../../../shared/trust/allowed-signers.ts';
import { createCliBench } from '../cli/cli-bench.ts';
import { complaints, type Files, hexOf, judge } from './folder.ts';

const scratch = mkdtempSync(join(tmpdir(), 'vouch-lists-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const logs = { 'a.log': 'first\n', 'b/c.log': 'second\n' };
const list = Object.entries(logs)
  .map(([path, content]) => `${hexOf('sha256', content)}  ${path}\n`)
  .join('');
const unsigned = 'unknown digest-list-signature';

/** The folder above with its list, and with whatever is put on top. */
function folder(more: Files = {}): Files {
  return { ...logs, SHA256SUMS: list, ...more };
}

const raw = generateKeyPairSync('ed25519');
const pem = String(raw.publicKey.export({ type: 'spki', format: 'pem' }));
const ed25519Keys = [parseEd25519Pem(pem)];
const rawSignature = sign(null, Buffer.from(list), raw.privateKey);

/** As minisign writes them, made with Node's Ed25519 and BLAKE2b. */
function minisign(message: string, key: { readonly privateKey: KeyObject }, keyId = '12345678'): string {
  const digest = createHash('blake2b512').update(message).digest();
  const signature = sign(null, digest, key.privateKey);
  const comment = 'timestamp:1';
  const global = sign(null, Buffer.concat([signature, Buffer.from(comment)]), key.privateKey);
  const head = Buffer.concat([Buffer.from(`ED${keyId}`), signature]).toString('base64');
  return `untrusted comment: x\n${head}\ntrusted comment: ${comment}\n${global.toString('base64')}\n`;
}

const minisignKey = parseMinisignKey(
  Buffer.concat([
    Buffer.from('Ed12345678'),
    Buffer.from(raw.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'),
  ]).toString('base64'),
);

/** Signs with OpenSSH itself. */
function sshSign(message: string, namespace = 'file', type = 'ed25519') {
  const key = join(scratch, `key-${type}`);
  rmSync(key, { force: true });
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-C', '', '-f', key]);
  const file = join(scratch, 'message');
  writeFileSync(file, message);
  rmSync(`${file}.sig`, { force: true });
  execFileSync('ssh-keygen', ['-q', '-Y', 'sign', '-n', namespace, '-f', key, file], { stdio: 'pipe' });
  return { signature: readFileSync(`${file}.sig`), publicKey: readFileSync(`${key}.pub`, 'utf8').trim() };
}

function signersOf(line: string) {
  return { sshSigners: parseAllowedSigners(line, (time) => time).signers, now: Date.UTC(2026, 0, 1) };
}

describe('A folder with a list of digests', () => {
  it('that agrees is intact, and signed by nobody', async () => {
    const verdict = await judge(folder());
    expect(complaints(verdict)).toEqual([unsigned]);
    expect(verdict).toMatchObject({ headline: 'INTACT, UNSIGNED', axes: { bytes: { tone: 'good' } } });
  });

  it('may name files with line ends and backslashes, as sha256sum escapes them', async () => {
    const odd = { 'a\nb': 'x\n', 'c\rd': 'y\n', 'e\\f': 'z\n' };
    const escaped = [
      `\\${hexOf('sha256', 'x\n')}  a\\nb\n`,
      `\\${hexOf('sha256', 'y\n')}  c\\rd\n`,
      `\\${hexOf('sha256', 'z\n')}  e\\\\f\n`,
    ].join('');
    expect(complaints(await judge({ ...odd, SHA256SUMS: escaped }))).toEqual([unsigned]);
  });

  it('names the file that was changed, that is gone, and that is not listed', async () => {
    const changed = await judge(folder({ 'a.log': 'forged\n' }));
    expect(complaints(changed)).toEqual(['fail digest-list-digest a.log', unsigned]);
    expect(changed.headline).toBe('BROKEN');
    const { 'a.log': _, ...gone } = folder() as Record<string, string>;
    expect(complaints(await judge(gone))).toEqual(['fail digest-list-missing a.log', unsigned]);
    expect((await judge(gone)).headline).toBe('INCOMPLETE');
    const planted = await judge(folder({ 'planted.log': 'x' }));
    expect(complaints(planted)).toEqual(['unknown digest-list-unlisted planted.log', unsigned]);
    expect(planted.headline).toBe('NOT VERIFIABLE');
  });

  it('may be written in the form of BSD, with several algorithms, comments and ./', async () => {
    const text = [
      '# by hand',
      `SHA256 (./a.log) = ${hexOf('sha256', 'first\n')}`,
      `SHA2-512 (b) = 00`,
      `SHA512 (b/c.log) = ${hexOf('sha512', 'second\n').toUpperCase()}`,
      `BLAKE2b (b/c.log) = ${hexOf('blake2b512', 'second\n')}`,
      `MD5 (a.log) = ${hexOf('md5', 'first\n')}\r\n`,
    ].join('\n');
    expect(complaints(await judge({ ...logs, 'CHECKSUMS.txt': text }))).toEqual([
      'unknown digest-list-form CHECKSUMS.txt:3',
      unsigned,
    ]);
  });

  it('unescapes a name as coreutils does, and only after a leading backslash', async () => {
    const odd = 'x\n\\y) = 1';
    const digest = hexOf('sha256', 'z');
    for (const line of [`\\${digest}  x\\n\\\\y) = 1\n`, `\\SHA256 (x\\n\\\\y) = 1) = ${digest}\n`]) {
      expect(complaints(await judge({ [odd]: 'z', SHA256SUMS: line }))).toEqual([unsigned]);
    }
    const plain = await judge({ 'x\\ny': 'z', SHA256SUMS: `${digest} *x\\ny\n` });
    expect(complaints(plain)).toEqual([unsigned]);
    const wrong = await judge({ 'x\\t': 'z', SHA256SUMS: `\\${digest}  x\\t\n` });
    expect(complaints(wrong)[0]).toBe('unknown digest-list-form SHA256SUMS:1');
  });

  it.each([
    ['checksums.txt', 'sha1', 'weak'],
    ['checksums.txt', 'sha256', 'strong'],
    ['checksums.txt', 'sha384', 'strong'],
    ['B2SUMS', 'blake2b512', 'strong'],
    ['logs.b2', 'blake2b512', 'strong'],
  ])(
    'is compared by the algorithm that its name or its length says: %s with %s',
    async (name, algorithm, strength) => {
      const said = (content: string) =>
        judge({ 'a.log': content, [name]: `${hexOf(algorithm, 'first\n')}  a.log\n` });
      const weak = strength === 'weak' ? ['unknown digest-list-weak'] : [];
      expect(complaints(await said('first\n'))).toEqual(expect.arrayContaining([...weak, unsigned]));
      expect((await said('first\n')).headline).toBe('INTACT, UNSIGNED');
      expect(complaints(await said('forged\n'))[0]).toBe('fail digest-list-digest a.log');
    },
  );

  it.each([
    ['the name of the list asks for another length', 'SHA256SUMS', `${'0'.repeat(32)}  a.log\n`],
    ['two algorithms have this length', 'checksums.txt', `${'0'.repeat(128)}  a.log\n`],
    ['the algorithm is not known', 'checksums.txt', `WHIRLPOOL (a.log) = ${'0'.repeat(128)}\n`],
    ['it is empty', 'SHA256SUMS', '\n'],
  ])('is not verifiable, never failed, where %s', async (_, name, text) => {
    const verdict = await judge({ 'a.log': 'first\n', [name]: text });
    expect(complaints(verdict)[0]).toBe(`unknown digest-list-form ${name}:1`);
    expect(verdict).toMatchObject({ headline: 'NOT VERIFIABLE', state: 'not-verifiable' });
  });

  it('with MD5 alone says that a forgery would not be noticed, even when somebody trusted signed it', async () => {
    const text = `${hexOf('md5', 'x')}  a\n`;
    const files = { a: 'x', MD5SUMS: text, 'MD5SUMS.sig': sign(null, Buffer.from(text), raw.privateKey) };
    const verdict = await judge(files, { ed25519Keys });
    expect(complaints(verdict)).toEqual(['unknown digest-list-weak']);
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it('that lists nothing proves nothing, even when somebody trusted signed it', async () => {
    const files = { SHA256SUMS: '', 'SHA256SUMS.sig': sign(null, Buffer.alloc(0), raw.privateKey) };
    expect((await judge(files, { ed25519Keys })).headline).toBe('NOT VERIFIABLE');
  });

  it('is refused when the list is not text', async () => {
    await expect(judge({ SHA256SUMS: Uint8Array.of(0xff) })).rejects.toMatchObject({ code: 'utf8' });
  });
});

describe('A signature over a list of digests', () => {
  it('by a named SSH key makes the folder verified', async () => {
    const { signature, publicKey } = sshSign(list);
    const files = folder({ 'SHA256SUMS.sig': signature });
    const verdict = await judge(files, signersOf(`auditor@logs.example ${publicKey}`));
    expect(complaints(verdict)).toEqual([]);
    expect(verdict).toMatchObject({
      headline: 'VERIFIED',
      state: 'verified',
      axes: { signer: { tone: 'good' } },
    });
    for (const none of [
      '',
      `a namespaces="git" ${publicKey}`,
      `a namespaces="!file,*" ${publicKey}`,
      `a valid-before="20250101Z" ${publicKey}`,
    ]) {
      const unknown = await judge(files, signersOf(none));
      expect(complaints(unknown)).toEqual(['unknown digest-list-key SHA256SUMS.sig']);
      expect(unknown.headline).toBe('INTACT, SIGNER NOT TRUSTED');
    }
    for (const some of [`a namespaces="git,file" ${publicKey}`, `a namespaces="*" ${publicKey}`]) {
      expect((await judge(files, signersOf(some))).headline).toBe('VERIFIED');
    }
  });

  it('by SSH for another purpose or over another list is false', async () => {
    for (const { signature, publicKey } of [sshSign(list, 'git'), sshSign(`${list}\n`)]) {
      const verdict = await judge(folder({ 'SHA256SUMS.sig': signature }), signersOf(`a ${publicKey}`));
      expect(complaints(verdict)).toEqual(['fail digest-list-signature SHA256SUMS.sig']);
      expect(verdict.headline).toBe('BROKEN');
    }
  });

  it.each(['ecdsa'])('by an SSH key of type %s is not verifiable, never failed', async (type) => {
    const { signature } = sshSign(list, 'file', type);
    const verdict = await judge(folder({ 'SHA256SUMS.sig': signature }));
    expect(complaints(verdict)).toEqual(['unknown digest-list-unsupported SHA256SUMS.sig']);
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it('by minisign is verified with a named key, and with no other', async () => {
    const files = folder({ 'SHA256SUMS.minisig': minisign(list, raw) });
    expect((await judge(files, { minisignKeys: [minisignKey] })).headline).toBe('VERIFIED');
    const unknown = await judge(files);
    expect(complaints(unknown)).toEqual(['unknown digest-list-key SHA256SUMS.minisig']);
    expect(unknown.headline).toBe('INTACT, SIGNER NOT TRUSTED');
    // The key id is copied easily: whoever claims it must have the key.
    const forged = folder({ 'SHA256SUMS.minisig': minisign(list, generateKeyPairSync('ed25519')) });
    const verdict = await judge(forged, { minisignKeys: [minisignKey] });
    expect(complaints(verdict)).toEqual(['fail digest-list-signature SHA256SUMS.minisig']);
  });

  it('that is raw needs a key, and is false when no given key made it', async () => {
    const files = folder({ 'SHA256SUMS.sig': rawSignature });
    expect((await judge(files, { ed25519Keys })).headline).toBe('VERIFIED');
    expect((await judge(files)).headline).toBe('INTACT, SIGNER NOT TRUSTED');
    const changed = folder({ SHA256SUMS: list.replace('a.log', './a.log'), 'SHA256SUMS.sig': rawSignature });
    expect((await judge(changed, { ed25519Keys })).headline).toBe('BROKEN');
  });

  it.each([
    ['SHA256SUMS.asc', '-----BEGIN PGP SIGNATURE-----\n'],
    ['SHA256SUMS.gpg', '\x88'],
    ['SHA256SUMS.sig', 'untrusted comment: signify\nx\n'],
    ['SHA256SUMS.signature', 'something else'],
  ])('in %s of a kind that is not verified here is open, never failed', async (member, bytes) => {
    const verdict = await judge(folder({ [member]: bytes }));
    expect(complaints(verdict)).toEqual([`unknown digest-list-unsupported ${member}`]);
    expect(verdict.headline).toBe('NOT VERIFIABLE');
    const beside = await judge(folder({ [member]: bytes, 'SHA256SUMS.minisig': minisign(list, raw) }), {
      minisignKeys: [minisignKey],
    });
    expect(complaints(beside)).toEqual([`warning digest-list-unsupported ${member}`]);
    expect(beside.headline).toBe('VERIFIED');
  });

  it('that cannot be read is false', async () => {
    const verdict = await judge(folder({ 'SHA256SUMS.minisig': 'untrusted comment: x\n' }));
    expect(complaints(verdict)).toEqual(['fail digest-list-signature SHA256SUMS.minisig']);
  });

  it('vouches for nothing that only another, unsigned list names', async () => {
    const more = { 'planted.log': 'x', SHA512SUMS: `${hexOf('sha512', 'x')}  planted.log\n` };
    const verdict = await judge(folder({ ...more, 'SHA256SUMS.sig': rawSignature }), { ed25519Keys });
    expect(complaints(verdict)).toEqual(['unknown digest-list-unlisted planted.log']);
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });
});

describe('vouch verify, on a folder with a list', () => {
  it('says what it read, and counts the keys that are named on the command line', async () => {
    const bench = createCliBench();
    writeFileSync(bench.path('key.pem'), pem);
    writeFileSync(
      bench.path('key.pub'),
      Buffer.concat([Buffer.from('Ed12345678'), Buffer.from(ed25519Keys[0] ?? [])]).toString('base64'),
    );
    execFileSync('mkdir', [bench.path('logs')]);
    writeFileSync(bench.path('logs/a.log'), 'first\n');
    const text = `${hexOf('sha256', 'first\n')}  a.log\n`;
    writeFileSync(bench.path('logs/SHA256SUMS'), text);
    expect(await bench.run(['verify', bench.path('logs')])).toMatchObject({ code: 4 });
    writeFileSync(bench.path('logs/SHA256SUMS.sig'), sign(null, Buffer.from(text), raw.privateKey));
    const named = await bench.run(['verify', bench.path('logs'), '--ed25519-key', bench.path('key.pem')]);
    expect(named).toMatchObject({ code: 0, out: expect.stringContaining('VERIFIED  logs') });
    expect(named.err).toContain('logs is no evidence bundle; it was read as a folder with lists of digests.');
    writeFileSync(bench.path('logs/SHA256SUMS.minisig'), minisign(text, raw));
    const two = await bench.run(['verify', bench.path('logs'), '--minisign-key', bench.path('key.pub')]);
    expect(two).toMatchObject({ code: 0 });
    const wrong = await bench.run(['verify', bench.path('logs'), '--minisign-key', bench.path('key.pem')]);
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('key.pem cannot be used') });
    const gone = await bench.run(['verify', bench.path('logs'), '--ed25519-key', bench.path('none')]);
    expect(gone.code).toBe(3);
  });
});

describe('A file of allowed signers', () => {
  it('may name a key for files alone, which then counts for lists and for no bundle', async () => {
    const bench = createCliBench();
    const { signature, publicKey } = sshSign(list);
    for (const [path, content] of Object.entries(folder({ 'SHA256SUMS.sig': signature }))) {
      mkdirSync(dirname(bench.path(`logs/${path}`)), { recursive: true });
      writeFileSync(bench.path(`logs/${path}`), content);
    }
    writeFileSync(bench.path('signers'), `a namespaces="file" ${publicKey}\n`);
    const named = await bench.run(['verify', bench.path('logs'), '--signers', bench.path('signers')]);
    expect(named).toMatchObject({ code: 0, out: expect.stringContaining('VERIFIED  logs') });
    writeFileSync(bench.path('signers'), `a namespaces="git" ${publicKey}\n`);
    const other = await bench.run(['verify', bench.path('logs'), '--signers', bench.path('signers')]);
    expect(other).toMatchObject({ code: 2 });
  });
});

describe('An Ed25519 key in PEM', () => {
  it('is refused when it is of another kind, or would accept everything', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
    expect(() => parseEd25519Pem(String(rsa.export({ type: 'spki', format: 'pem' })))).toThrow(
      /another kind/,
    );
    const weak = Buffer.concat([Buffer.from('302a300506032b657003210001', 'hex'), Buffer.alloc(31)]);
    const armored = `-----BEGIN PUBLIC KEY-----\n${weak.toString('base64')}\n-----END PUBLIC KEY-----\n`;
    expect(() => parseEd25519Pem(armored)).toThrow(/low-order/);
  });
});
