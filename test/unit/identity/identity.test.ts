import { execFileSync, spawnSync } from 'node:child_process';
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { shortestPositive } from '../../../shared/bytes/big-integer.ts';
import {
  parseEncryptedPrivateKey,
  renderEncryptedPrivateKey,
} from '../../../shared/certificates/encrypted-private-key.ts';
import { parseP256PrivateKey, renderP256PrivateKey } from '../../../shared/certificates/p256-private-key.ts';
import { parseCertificate } from '../../../shared/certificates/parse-certificate.ts';
import {
  type DerValue,
  derBigNumber,
  derNumber,
  derObjectId,
  derOctets,
  derSequence,
  derTime,
  derWritten,
  renderDer,
} from '../../../shared/certificates/write-der.ts';
import { parseArmor, renderArmor } from '../../../shared/crypto/armor.ts';
import { identityNameProblem, makeIdentity, signFile } from '../../../shared/identity/identity.ts';
import {
  openIdentity,
  type PassphrasePlatform,
  parseIdentityFile,
  sealIdentity,
} from '../../../shared/identity/identity-file.ts';
import { logKeyOf } from '../../../shared/identity/log-key.ts';

const secretKey = new Uint8Array(32).fill(7);
const made = makeIdentity("Jörg O'Example", secretKey, Date.UTC(2026, 10, 21, 8, 9, 10, 11));
if (made === null) throw new Error('The key is none.');
const identity = made;
const quick = { cost: 2 ** 10, blockSize: 8, parallelization: 1 };

const platform: PassphrasePlatform = {
  randomBytes: (count) => new Uint8Array(randomBytes(count)),
  scrypt: (passphrase, salt, { cost, blockSize, parallelization }) =>
    new Promise((resolve, reject) => {
      const options = { N: cost, r: blockSize, p: parallelization, maxmem: 2 ** 30 };
      scrypt(passphrase, salt, 32, options, (error, key) =>
        error === null ? resolve(new Uint8Array(key)) : reject(error),
      );
    }),
  encrypt: async (key, vector, content) => {
    const cipher = createCipheriv('aes-256-cbc', key, vector);
    return new Uint8Array(Buffer.concat([cipher.update(content), cipher.final()]));
  },
  decrypt: async (key, vector, content) => {
    const cipher = createDecipheriv('aes-256-cbc', key, vector);
    try {
      return new Uint8Array(Buffer.concat([cipher.update(content), cipher.final()]));
    } catch {
      return null;
    }
  },
};

const has = (program: string) => spawnSync(program, ['version']).error === undefined;
const hasOpenssl = has('openssl');
const hasSsh = has('ssh-keygen');
const folder = mkdtempSync(join(tmpdir(), 'vouch-key-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content, { mode: 0o600 });
  return path;
}

function run(program: string, args: readonly string[], input = ''): string {
  return execFileSync(program, args, { encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'pipe'] });
}

describe('A private key', () => {
  test('is read back from its file, with the public key in it or without', () => {
    expect(parseP256PrivateKey(renderP256PrivateKey(secretKey))).toEqual(secretKey);
  });

  test.runIf(hasOpenssl)('that openssl made is read, and the other way round', () => {
    const path = file('own.pem', renderArmor(renderP256PrivateKey(secretKey), 'PRIVATE KEY', 64));
    expect(run('openssl', ['pkey', '-in', path, '-noout', '-check', '-text'])).toContain('Key is valid');
    const out = join(folder, 'openssl.pem');
    run('openssl', ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', out]);
    const bytes = parseArmor(readFileSync(out, 'utf8'), 'PRIVATE KEY', 'key');
    expect(renderP256PrivateKey(parseP256PrivateKey(bytes))).toEqual(bytes);
  });

  test('with any bit changed is another key or none, and never breaks anything', () => {
    const bytes = renderP256PrivateKey(secretKey);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => parseP256PrivateKey(flipped)).toThrow(expect.objectContaining({ name: 'FormatError' }));
    }
  });
});

describe('The certificate of an identity', () => {
  test('is one that the strict reader reads, and the same for the same order', () => {
    const { publicKey, keyUsage, basicConstraints } = parseCertificate(identity.certificate);
    expect(publicKey).toMatchObject({ kind: 'ecdsa', curve: 'P-256' });
    expect(keyUsage).not.toBeNull();
    expect(basicConstraints?.isAuthority).toBe(false);
    expect(
      makeIdentity(identity.name, secretKey, Date.UTC(2026, 10, 21, 8, 9, 10, 999))?.certificate,
    ).toEqual(identity.certificate);
  });

  test.runIf(hasOpenssl)('is one that openssl reads and verifies by its own key', () => {
    const path = file('certificate.pem', renderArmor(identity.certificate, 'CERTIFICATE', 64));
    const text = run('openssl', ['x509', '-in', path, '-noout', '-text', '-nameopt', 'utf8']);
    expect(text).toContain("CN=Jörg O'Example");
    expect(text).toContain('Digital Signature, Non Repudiation');
    expect(text).toContain('Not Before: Nov 21 08:09:10 2026 GMT');
    expect(text).toContain('Not After : Dec 31 23:59:59 9999 GMT');
    expect(run('openssl', ['verify', '-CAfile', path, '-check_ss_sig', path])).toContain('OK');
  });
});

describe('An identity file', () => {
  test('opens with its passphrase and with no other, which is all that is said of another', async () => {
    const parsed = parseIdentityFile(Buffer.from(await sealIdentity(identity, 'pass ünï', platform, quick)));
    expect(parsed).toMatchObject({ name: identity.name, fingerprint: identity.fingerprint });
    expect(await openIdentity(parsed, 'pass ünï', platform)).toEqual(identity);
    for (const wrong of ['', 'pass uni', 'pass ünï ']) {
      expect(await openIdentity(parsed, wrong, platform)).toBeNull();
    }
  });

  test('of which a part was changed, or whose certificate is of another key, gives nothing', async () => {
    const parsed = parseIdentityFile(Buffer.from(await sealIdentity(identity, 'p', platform, quick)));
    for (let at = 0; at < parsed.encrypted.ciphertext.length; at += 7) {
      const ciphertext = parsed.encrypted.ciphertext.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(
        await openIdentity({ ...parsed, encrypted: { ...parsed.encrypted, ciphertext } }, 'p', platform),
      ).toBeNull();
    }
    const other = makeIdentity('other', new Uint8Array(32).fill(8), 0);
    if (other === null) throw new Error('The key is none.');
    expect(await openIdentity({ ...parsed, fingerprint: other.fingerprint }, 'p', platform)).toBeNull();
  });

  test.runIf(hasOpenssl)(
    'is opened by openssl without us, and one that openssl wrote is opened by us',
    async () => {
      const path = file('identity.pem', await sealIdentity(identity, 'secret', platform, quick));
      const plain = run('openssl', ['pkey', '-in', path, '-passin', 'pass:secret']);
      expect(parseP256PrivateKey(parseArmor(plain, 'PRIVATE KEY', 'key'))).toEqual(secretKey);
      const key = file('plain.pem', renderArmor(renderP256PrivateKey(secretKey), 'PRIVATE KEY', 64));
      const encrypted = run('openssl', [
        ...['pkcs8', '-topk8', '-in', key, '-scrypt', '-v2', 'aes-256-cbc', '-passout', 'pass:other'],
      ]);
      const certificate = renderArmor(identity.certificate, 'CERTIFICATE', 64);
      const parsed = parseIdentityFile(Buffer.from(certificate + encrypted));
      expect(await openIdentity(parsed, 'other', platform)).toEqual(identity);
    },
  );

  test.each([
    ['nothing', ''],
    ['a key that is not encrypted', renderArmor(renderP256PrivateKey(secretKey), 'PRIVATE KEY', 64)],
    ['a certificate alone', renderArmor(identity.certificate, 'CERTIFICATE', 64)],
  ])('is refused for %s', (_, text) => {
    expect(() => parseIdentityFile(Buffer.from(text))).toThrow(expect.objectContaining({ code: 'key' }));
  });
});

describe('Costs of scrypt that a file states', () => {
  const key = {
    scrypt: quick,
    salt: new Uint8Array(16),
    initialVector: new Uint8Array(16),
    ciphertext: new Uint8Array(48),
  };

  test('are read back', () => {
    expect(parseEncryptedPrivateKey(renderEncryptedPrivateKey(key))).toEqual(key);
  });

  test.each([
    ['too much memory', { cost: 2 ** 22, blockSize: 8, parallelization: 1 }],
    ['too much work', { cost: 2 ** 17, blockSize: 8, parallelization: 1_000 }],
    ['no power of two', { cost: 1_000, blockSize: 8, parallelization: 1 }],
    ['nothing at all', { cost: 1, blockSize: 8, parallelization: 1 }],
    ['a block of nothing', { cost: 2 ** 10, blockSize: 0, parallelization: 1 }],
  ])('are refused for %s, before the passphrase is asked for', (_, scryptCost) => {
    expect(() => parseEncryptedPrivateKey(renderEncryptedPrivateKey({ ...key, scrypt: scryptCost }))).toThrow(
      expect.objectContaining({ code: 'key' }),
    );
  });

  test.each([
    ['salt', { salt: new Uint8Array(4) }],
    ['vector', { initialVector: new Uint8Array(8) }],
    ['ciphertext', { ciphertext: new Uint8Array(15) }],
    ['ciphertext at all', { ciphertext: new Uint8Array(0) }],
  ])('are no use without a whole %s', (_, change) => {
    expect(() => parseEncryptedPrivateKey(renderEncryptedPrivateKey({ ...key, ...change }))).toThrow(
      expect.objectContaining({ code: 'key' }),
    );
  });
});

describe('An encrypted key that is not one of ours', () => {
  const scheme = (derivation: string, ...parameters: readonly DerValue[]) =>
    derSequence(
      derObjectId('1.2.840.113549.1.5.13'),
      derSequence(
        derSequence(derObjectId(derivation), derSequence(derOctets(new Uint8Array(16)), ...parameters)),
        derSequence(derObjectId('2.16.840.1.101.3.4.1.42'), derOctets(new Uint8Array(16))),
      ),
    );
  const scryptId = '1.3.6.1.4.1.11591.4.11';
  const keyOf = (value: DerValue) => renderDer(derSequence(value, derOctets(new Uint8Array(48))));
  const costs = [derNumber(1024), derNumber(8), derNumber(1)];

  test.each([
    ['nothing in it', Uint8Array.of(5, 0)],
    ['another derivation', keyOf(scheme('1.2.840.113549.1.5.12', derNumber(2048)))],
    ['a stated length that is not left out', keyOf(scheme(scryptId, ...costs, derNumber(32)))],
    [
      'a cost of many bytes',
      keyOf(scheme(scryptId, derBigNumber(new Uint8Array(9).fill(1)), ...costs.slice(1))),
    ],
    ['a negative cost', keyOf(scheme(scryptId, derWritten(Uint8Array.of(2, 1, 0x80)), ...costs.slice(1)))],
    [
      'a salt of too many bytes',
      renderEncryptedPrivateKey({
        scrypt: quick,
        salt: new Uint8Array(65),
        initialVector: new Uint8Array(16),
        ciphertext: new Uint8Array(16),
      }),
    ],
  ])('is refused for %s', (_, bytes) => {
    expect(() => parseEncryptedPrivateKey(bytes)).toThrow(expect.objectContaining({ code: 'key' }));
  });

  test('and what is no private key at all, is refused by name', () => {
    expect(() => parseP256PrivateKey(Uint8Array.of(5, 0))).toThrow(expect.objectContaining({ code: 'key' }));
    expect(() => parseP256PrivateKey(renderP256PrivateKey(secretKey).slice(0, 20))).toThrow();
  });
});

test('a number is written in as few bytes as it takes, and never reads as negative', () => {
  const of = (...bytes: readonly number[]) => [...shortestPositive(Uint8Array.from(bytes))];
  expect(of(0, 0, 1)).toEqual([1]);
  expect(of(0x80)).toEqual([0, 0x80]);
  expect(of(0, 0x80)).toEqual([0, 0x80]);
  expect(of(0, 0)).toEqual([0]);
  expect(of()).toEqual([0]);
});

test('a certificate from before 2050 has two digits of its year, and one from after has four', () => {
  const of = (time: number) => Buffer.from(renderDer(derTime(time)).subarray(2)).toString();
  expect(of(Date.UTC(2049, 11, 31))).toBe('491231000000Z');
  expect(of(Date.UTC(2050, 0, 1))).toBe('20500101000000Z');
  expect(of(Date.UTC(1949, 11, 31))).toBe('19491231000000Z');
});

describe('What an identity signs', () => {
  test.runIf(hasSsh)(
    'is checked by ssh-keygen, for its purpose and no other, and with the same fingerprint',
    () => {
      const message = 'the report\n';
      const signature = file('report.sig', signFile(identity, Buffer.from(message), 'vouch-report'));
      const signers = file('allowed_signers', `auditor ${identity.sshPublicKey}\n`);
      const verify = (namespace: string, content: string) =>
        spawnSync(
          'ssh-keygen',
          ['-Y', 'verify', '-f', signers, '-I', 'auditor', '-n', namespace, '-s', signature],
          {
            input: content,
          },
        ).status;
      expect(verify('vouch-report', message)).toBe(0);
      expect(verify('other', message)).not.toBe(0);
      expect(verify('vouch-report', 'the Report\n')).not.toBe(0);
      const publicKey = file('identity.pub', `${identity.sshPublicKey}\n`);
      expect(run('ssh-keygen', ['-l', '-f', publicKey])).toContain(identity.fingerprint);
    },
  );

  test('is the same for the same key and file, and the keys of its log follow from it alone', () => {
    const content = Buffer.from('x');
    expect(signFile(identity, content, 'n')).toEqual(signFile(identity, content, 'n'));
    expect(logKeyOf(identity, 'log')).toEqual(logKeyOf(identity, 'log'));
    expect(logKeyOf(identity, 'log')).not.toEqual(logKeyOf(identity, 'packer'));
  });
});

test.each([
  ['', false],
  ['  ', false],
  ['a'.repeat(65), false],
  ['a\u202Eb', false],
  ["Jörg O'Example, CISA", true],
])('a name such as %j is one or not', (name, isName) => {
  expect(identityNameProblem(name) === null).toBe(isName);
});

test('random bytes that are no key make no identity', () => {
  expect(makeIdentity('x', new Uint8Array(32), 0)).toBeNull();
  expect(makeIdentity('x', new Uint8Array(32).fill(0xff), 0)).toBeNull();
});
