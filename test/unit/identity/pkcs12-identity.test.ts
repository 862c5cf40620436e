import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nodePassphrases } from '../../../cli/platform/passphrases.ts';
import {
  context,
  type Der,
  integer,
  objectId,
  octets,
  sequence,
} from '../../../scripts/vectors/der-writer.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { FormatError } from '../../../shared/bytes/errors.ts';
import { toHex } from '../../../shared/bytes/hex.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { renderP256PrivateKey } from '../../../shared/certificates/p256-private-key.ts';
import { parsePkcs12Bags } from '../../../shared/certificates/pkcs12.ts';
import { pkcs12Mac } from '../../../shared/crypto/pkcs12-mac.ts';
import { openIdentity, parseIdentityFile } from '../../../shared/identity/identity-file.ts';
import { openPkcs12, pkcs12Advice } from '../../../shared/identity/pkcs12-identity.ts';
import { signerOf } from '../../support/pdf-tools.ts';

const passphrase = 'täst';
const ids = {
  data: '1.2.840.113549.1.7.1',
  encrypted: '1.2.840.113549.1.7.6',
  sha256: '2.16.840.1.101.3.4.2.1',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  x509: '1.2.840.113549.1.9.22.1',
};
const owner = signerOf('A. Owner', 5);
const other = signerOf('B. Other', 6);

const certificateBag = (certificate: Uint8Array, kind = ids.x509) =>
  sequence(
    objectId(ids.certificateBag),
    context(0, sequence(objectId(kind), context(0, octets(certificate)))),
  );
const keyBag = (secretKey: Uint8Array) =>
  sequence(objectId(ids.keyBag), context(0, renderP256PrivateKey(secretKey)));
const secretBag = sequence(objectId('1.2.840.113549.1.12.10.1.5'), context(0, octets(Uint8Array.of(1))));
const clear = (content: Uint8Array) => sequence(objectId(ids.data), context(0, octets(content)));

/** A file whose bags are in clear, put together by hand; `change` puts other parts in. */
function fileOf(
  bags: readonly Uint8Array[],
  change: { version?: number; safes?: Der; digest?: string; iterations?: Der | null; salt?: Uint8Array } = {},
): Uint8Array {
  const content = change.safes ?? sequence(clear(sequence(...bags)));
  const salt = change.salt ?? Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  const iterations = change.iterations === undefined ? integer(10) : change.iterations;
  const digest = pkcs12Mac(content, passphrase, { salt, iterations: iterations === null ? 1 : 10 });
  const info = sequence(sequence(objectId(change.digest ?? ids.sha256)), octets(digest));
  return sequence(
    integer(change.version ?? 3),
    clear(content),
    sequence(info, octets(salt), ...(iterations === null ? [] : [iterations])),
  );
}

/** Nothing in it, and no salt: what a program writes that asks for neither. */
const unsalted = (() => {
  const content = sequence();
  const digest = pkcs12Mac(content, passphrase, { salt: new Uint8Array(0), iterations: 1 });
  return sequence(
    integer(3),
    clear(content),
    sequence(sequence(sequence(objectId(ids.sha256)), octets(digest))),
  );
})();
const whole = [certificateBag(other.certificate), certificateBag(owner.certificate), keyBag(owner.secretKey)];
const open = (bytes: Uint8Array, by = passphrase) => openPkcs12(bytes, by, nodePassphrases);
const refusal = (code: string, words: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(words) });

describe('A PKCS #12 file', () => {
  it('gives the one key in it with the certificate for that key', async () => {
    expect(await open(fileOf(whole))).toEqual(owner);
    expect(await open(fileOf([secretBag, ...whole]))).toEqual(owner);
    expect(await open(fileOf(whole, { iterations: null }))).toEqual(owner);
    expect(await open(fileOf(whole, { salt: new Uint8Array(0) }))).toEqual(owner);
  });

  it('is not opened by another passphrase, and not when it was changed', async () => {
    expect(await open(fileOf(whole), 'test')).toBeNull();
    const file = fileOf(whole);
    expect(await open(file.map((byte, index) => (index === file.indexOf(0x41) ? 0x42 : byte)))).toBeNull();
  });

  it.each([
    ['without a key', [certificateBag(owner.certificate)], 'key', 'one private key'],
    ['with two keys', [...whole, keyBag(other.secretKey)], 'key', 'one private key'],
    [
      'without the certificate',
      [certificateBag(other.certificate), keyBag(owner.secretKey)],
      'certificate',
      'none',
    ],
    [
      'with a certificate of another kind',
      [certificateBag(owner.certificate, '1.2.3'), keyBag(owner.secretKey)],
      'certificate',
      'none',
    ],
    [
      'with a certificate that is none',
      [certificateBag(Uint8Array.of(1)), keyBag(owner.secretKey)],
      'certificate',
      'none',
    ],
  ])('is refused %s', async (_what, bags, code, words) => {
    await expect(open(fileOf(bags))).rejects.toEqual(refusal(code, words));
  });

  it.each([
    ['of another version', fileOf(whole, { version: 4 }), 'version 3'],
    ['with a digest of another kind', fileOf(whole, { digest: '1.3.14.3.2.26' }), 'found another'],
    [
      'that asks for work without end',
      fileOf(whole, { iterations: integer(2 ** 30) }),
      '1 to 1000000 iterations',
    ],
    ['that asks for no work', fileOf(whole, { iterations: integer(0) }), '1 to 1000000 iterations'],
    ['without what keeps it from changes', sequence(integer(3), clear(sequence())), 'found another'],
    ['without content', sequence(integer(3)), 'content under a passphrase'],
    ['without a salt', unsalted, 'one private key'],
    ['that is something else', octets(Uint8Array.of(1)), 'version 3'],
    ['that is no DER', Uint8Array.of(0x30, 0x80, 0, 0), ''],
  ])('is refused %s', async (_what, bytes, words) => {
    await expect(open(bytes)).rejects.toEqual(refusal('key', words));
  });

  it('is refused when its content is encrypted in another way, or is not there', async () => {
    const encrypted = (...content: readonly Uint8Array[]) =>
      sequence(
        sequence(
          objectId(ids.encrypted),
          context(0, sequence(integer(0), sequence(objectId(ids.data), ...content))),
        ),
      );
    const tripleDes = sequence(
      objectId('1.2.840.113549.1.12.1.3'),
      sequence(octets(Uint8Array.of(1)), integer(1)),
    );
    await expect(open(fileOf([], { safes: encrypted(tripleDes) }))).rejects.toEqual(
      refusal('key', 'found another'),
    );
    await expect(open(fileOf([], { safes: encrypted() }))).rejects.toEqual(
      refusal('key', 'another encryption'),
    );
    const scheme = (vector: Uint8Array) =>
      sequence(
        objectId('1.2.840.113549.1.5.13'),
        sequence(
          sequence(
            objectId('1.2.840.113549.1.5.12'),
            sequence(
              octets(Uint8Array.of(1)),
              integer(1),
              integer(32),
              sequence(objectId('1.2.840.113549.2.9')),
            ),
          ),
          sequence(objectId('2.16.840.1.101.3.4.1.42'), octets(vector)),
        ),
      );
    await expect(open(fileOf([], { safes: encrypted(scheme(Uint8Array.of(1))) }))).rejects.toEqual(
      refusal('key', '16 bytes'),
    );
    await expect(open(fileOf([], { safes: encrypted(scheme(new Uint8Array(16))) }))).rejects.toEqual(
      refusal('key', 'encrypted bytes'),
    );
    const wrongly = concatBytes([Uint8Array.of(0x80, 16), new Uint8Array(16)]);
    await expect(open(fileOf([], { safes: encrypted(scheme(new Uint8Array(16)), wrongly) }))).rejects.toEqual(
      refusal('key', 'that the passphrase opens'),
    );
  });

  it('whose bags are cut short gives nothing, and breaks nothing', () => {
    const bags = sequence(
      sequence(objectId(ids.keyBag)),
      sequence(objectId(ids.certificateBag)),
      sequence(),
      sequence(objectId(ids.certificateBag), context(0, sequence(objectId(ids.x509)))),
    );
    expect(parsePkcs12Bags(bags)).toEqual({ certificates: [], keys: [] });
  });

  it('with any byte changed is refused or not opened, and never breaks anything', async () => {
    const file = fileOf(whole);
    for (let at = 0; at < file.length; at += 7) {
      const changed = file.map((byte, index) => (index === at ? byte ^ 0x55 : byte));
      const answer = await open(changed).catch((error: unknown) => error);
      if (answer !== null) expect(answer, `byte ${at}`).toBeInstanceOf(FormatError);
    }
  });
});

const isInstalled = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!isInstalled)('A PKCS #12 file by openssl (skipped without openssl)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-pkcs12-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (command: string) => execFileSync('sh', ['-ec', command], { cwd: folder, stdio: 'pipe' });
  const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
  const make = (key: string) =>
    run(
      `openssl req -x509 -newkey ${key} -nodes -keyout k.pem -out c.pem -days 9 -subj '/O=Example/CN=Auditor Two'`,
    );
  const p256 = 'ec -pkeyopt ec_paramgen_curve:P-256';
  const legacy = spawnSync('openssl', ['list', '-providers', '-provider', 'legacy']).status === 0;

  it('is opened with its name, whatever else openssl writes into it', async () => {
    make(p256);
    for (const options of [
      '',
      '-name friendly',
      '-iter 50000',
      '-certpbe AES-256-CBC -keypbe NONE',
      '-certpbe NONE',
    ]) {
      run(
        `openssl pkcs12 -export -inkey k.pem -in c.pem -passout 'pass:${passphrase}' -out own.p12 ${options}`,
      );
      const identity = await open(read('own.p12'));
      expect(identity?.name, options).toContain('Auditor Two');
      const key = run('openssl pkey -in k.pem -noout -text');
      expect(key.toString().replace(/[\s:]/g, '')).toContain(toHex(identity?.secretKey ?? new Uint8Array(1)));
      expect(await open(read('own.p12'), 'other'), options).toBeNull();
    }
  });

  it('with another kind of key is refused', async () => {
    make('rsa:2048');
    run(`openssl pkcs12 -export -inkey k.pem -in c.pem -passout 'pass:${passphrase}' -out own.p12`);
    await expect(open(read('own.p12'))).rejects.toEqual(refusal('key', 'P-256'));
  });

  it.skipIf(!legacy)(
    'of the old kind is refused with the commands that make an identity of it, and they do',
    async () => {
      make(p256);
      run(`openssl pkcs12 -export -legacy -inkey k.pem -in c.pem -passout pass:old -out own.p12`);
      await expect(open(read('own.p12'))).rejects.toEqual(refusal('key', 'found another'));
      const [, ...commands] = pkcs12Advice.split('\n');
      expect(commands).toHaveLength(2);
      for (const command of commands) {
        // What a person is asked for, given as arguments.
        run(
          command
            .replace('-in FILE', '-in own.p12 -passin pass:old')
            .replace('pkcs8 -topk8', `pkcs8 -topk8 -passout 'pass:${passphrase}'`),
        );
      }
      const identity = await openIdentity(
        parseIdentityFile(read('identity.pem')),
        passphrase,
        nodePassphrases,
      );
      expect(identity?.name).toContain('Auditor Two');
    },
  );
});

it('the code that keeps such a file from changes is the one that openssl computes', () => {
  // By `openssl kdf ... -kdfopt id:3 PKCS12KDF` with SHA-256, and `openssl dgst -mac hmac` by that key.
  const order = { salt: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), iterations: 100 };
  expect(toHex(pkcs12Mac(encodeUtf8('content'), 'password', order))).toBe(
    'db4c1c50cc2e30ee9a85e07a6a57ffa4e945ac0e1b1f39ee1a740efaed595eaa',
  );
});
