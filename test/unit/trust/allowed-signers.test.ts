import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { publicKeyOf } from '../../../shared/crypto/ed25519.ts';
import { renderSshPublicKey } from '../../../shared/crypto/ssh-public-key.ts';
import { renderSshSignature } from '../../../shared/crypto/sshsig.ts';
import {
  type AllowedSigner,
  parseAllowedSigners,
  renderAllowedSigners,
} from '../../../shared/trust/allowed-signers.ts';

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4';
// Keys by ssh-keygen (OpenSSH 9.2).
const rsa1024 =
  'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDadE4dadJTn0qJh0OWWUEvUY9SumcqyFmgkAp3LS2OIx8nSrBX5yVzeZN6Jkt9OdRwZqupalavBYtP/MVJuuV6x7hg5xaxg+qHe5+qsDQtbKxS7BasJQ96xIf+PA1EzV7Ki24zZYVsvmG6TaAU/AbNDQpXUb30g5JxTSutKNIRrQ==';
const rsa2048 =
  'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCotrcVxKaHLABwathNxxoUpdGZ4eb3tgruUqxYO9GEgB1SP0JcMWKD9SEeRAGuGkGr1wawVqamXuj88jRMc73iTz6FLZ6828NqQjGjPgajklV8qiZC0+OprhfSt8qllECvUwZKfqr/ybPMW+QU7YJNXSNcXXkPZAalS6UgPMvk3+3DyfoslnlI3k+ZDvOcmP7gnA7D40DUtayqkLzThaIPaDKZc2m8srpSsyqfl3yMlo1IFMEyHDCJFgF4kWgCU+Uzk6+pq0MNQKUNUYP+VneBKcoi0gq/Tmj55tvKCafk524UjJqFa3MSyIlA17dtURo+Vjec97ErIvGuVrhoXCGP';
const ecdsa =
  'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBOoLTC8L7rj/E2j6HcAUTh9TXe4euy2yI+te8hfiF5Rw39yt1p/d0S/uAoxMTzpnVh9KXiW36X9x5heRes9qbzw=';

/** A clock on the wall that is two hours ahead of UTC. */
const clock = (wallTime: number) => wallTime - 2 * 3_600_000;
const parse = (text: string) => parseAllowedSigners(text, clock);

describe('Reading allowed_signers', () => {
  it('keeps principals, namespaces and the window of a key, and drops its comment', () => {
    const options = 'namespaces="evidence-bundle@v1,file",valid-after="20260101Z",valid-before=202607010930Z';
    expect(parse(`a@x.example,b@x.example ${options} ${key} trusted by everybody\n`)).toEqual({
      signers: [
        {
          principals: ['a@x.example', 'b@x.example'],
          namespaces: ['evidence-bundle@v1', 'file'],
          validAfter: Date.UTC(2026, 0, 1),
          validBefore: Date.UTC(2026, 6, 1, 9, 30),
          publicKey: key,
        },
      ],
      refused: [],
    });
  });

  it('reads a time without Z by the clock on the wall, as OpenSSH does', () => {
    const { signers } = parse(`a valid-after=20260101,VALID-BEFORE="20260701093015" ${key}`);
    expect(signers[0]?.validAfter).toBe(Date.UTC(2025, 11, 31, 22));
    expect(signers[0]?.validBefore).toBe(Date.UTC(2026, 6, 1, 7, 30, 15));
  });

  it('passes over comments and empty lines, and counts them when it names a line', () => {
    const { signers, refused } = parse(`# who may pack\n\n  # more\na ${key}\r\nnonsense\n`);
    expect(signers).toHaveLength(1);
    expect(refused).toMatchObject([{ line: 5, reason: 'malformed' }]);
  });

  it.each([
    ['a weak RSA key', `a ${rsa1024}`, 'key-weak', 'RSA with 1024 bits and exponent 65537'],
    ['a strong RSA key', `a ${rsa2048}`, 'key-unsupported', 'RSA with 2048 bits'],
    ['an ECDSA key', `a ${ecdsa}`, 'key-unsupported', 'ECDSA on P-256; EVB/1 knows Ed25519 only'],
    ['a DSA key', 'a ssh-dss AAAAB3NzaC1kc3M=', 'key-weak', 'DSA'],
    ['a certificate', 'a ssh-rsa-cert-v01@openssh.com AAAA', 'key-unsupported', 'a certificate'],
    ['a key in a security key', 'a sk-ssh-ed25519@openssh.com AAAA', 'key-unsupported', 'security key'],
    ['an RSA key that is not one', 'a ssh-rsa AAAA', 'malformed', 'ssh-rsa'],
    [
      'an Ed25519 key of low order',
      'a ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      'key-weak',
      'low-order',
    ],
    ['a certificate authority', `*@x.example cert-authority ${key}`, 'cert-authority', 'authority'],
    ['an authority behind another option', `a namespaces="file",cert-authority ${key}`, 'cert-authority', ''],
    ['an option of a later OpenSSH', `a not-on-sundays ${key}`, 'option-unknown', 'not-on-sundays'],
    ['an option without its value', `a valid-before ${key}`, 'option-unknown', 'valid-before'],
    ['an option given twice', `a namespaces="a",namespaces="b" ${key}`, 'malformed', 'twice'],
    ['a day that does not exist', `a valid-after="20260230Z" ${key}`, 'time-malformed', '20260230Z'],
    ['a time before 1970', `a valid-after="19691231Z" ${key}`, 'time-malformed', '19691231Z'],
    ['a time in words', `a valid-before="forever" ${key}`, 'time-malformed', 'forever'],
    [
      'a window that ends before it begins',
      `a valid-after="20260701Z",valid-before="20260101Z" ${key}`,
      'time-malformed',
      'never count',
    ],
    ['a key without its base64', 'a ssh-ed25519', 'malformed', 'principals'],
    ['a quote that is never closed', 'a "ssh-ed25519 AAAA', 'malformed', 'principals'],
    ['an option without a name', `a ="x" ${key}`, 'option-unknown', '=\\"x'],
    ['an empty principal', `a,,b ${key}`, 'malformed', 'principals'],
    ['a quote that is not closed', `a namespaces="file ${key}`, 'malformed', ''],
  ])('refuses %s by name, and does not pass over it', (_what, line, reason, words) => {
    const { signers, refused } = parse(`${line}\n`);
    expect(signers).toEqual([]);
    expect(refused).toEqual([{ line: 1, reason, statement: expect.stringContaining(words) }]);
  });
});

describe('Writing allowed_signers', () => {
  const word = fc.stringMatching(/^[a-z0-9@.*_-]{1,12}$/);
  const seconds = fc.integer({ min: 0, max: 4_000_000_000 }).map((second) => second * 1000);
  const signer: fc.Arbitrary<AllowedSigner> = fc
    .record({
      principals: fc.array(word, { minLength: 1, maxLength: 3 }),
      namespaces: fc.option(fc.array(word, { minLength: 1, maxLength: 3 })),
      validAfter: fc.option(seconds),
      length: fc.option(fc.integer({ min: 1, max: 1_000_000_000 })),
    })
    .map(({ principals, namespaces, validAfter, length }) => ({
      principals,
      namespaces,
      validAfter,
      validBefore: length === null ? null : (validAfter ?? 0) + length * 1000,
      publicKey: key,
    }));

  it('gives lines that read as what was written', () => {
    fc.assert(
      fc.property(fc.array(signer, { maxLength: 4 }), (signers) => {
        expect(parse(renderAllowedSigners(signers))).toEqual({ signers, refused: [] });
      }),
    );
  });

  it('gives options as ssh-keygen reads them, and none where nothing is stated', () => {
    const bounds = { validAfter: Date.UTC(2026, 0, 1), validBefore: Date.UTC(2026, 6, 1, 9, 30, 15, 250) };
    const bare = { principals: ['a'], namespaces: null, validAfter: null, validBefore: null, publicKey: key };
    const whole = { ...bare, principals: ['a@x.example', 'b'], namespaces: ['file', 'git'], ...bounds };
    expect(renderAllowedSigners([bare, whole])).toBe(
      [
        `a ${key}\n`,
        `a@x.example,b namespaces="file,git",valid-after="20260101000000Z",valid-before="20260701093015Z" ${key}\n`,
      ].join(''),
    );
  });

  it('gives lines that do not take the place of each other, whatever the principals hold', () => {
    const odd = { principals: ['a b', '#c'], namespaces: null, validAfter: null, validBefore: null };
    const signers = [{ ...odd, publicKey: key }];
    expect(parse(renderAllowedSigners(signers))).toEqual({ signers, refused: [] });
  });
});

const hasSshKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined;

describe.skipIf(!hasSshKeygen)('ssh-keygen (skipped where it is not installed)', () => {
  const secretKey = new Uint8Array(32).fill(7);
  const message = Buffer.from('text');

  /** Whether OpenSSH takes a signature by this line at this time in UTC, as `YYYYMMDDHHMMSS`. */
  function isAccepted(line: string, time: string, namespace = 'file'): boolean {
    const folder = mkdtempSync(join(tmpdir(), 'vouch-signers-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'allowed'), line);
    writeFileSync(join(folder, 'sig'), renderSshSignature(message, secretKey, namespace));
    const options = ['-Y', 'verify', '-f', 'allowed', '-I', 'a@x.example', '-n', namespace, '-s', 'sig'];
    const { status } = spawnSync('ssh-keygen', [...options, `-Overify-time=${time}Z`], {
      cwd: folder,
      input: message,
    });
    return status === 0;
  }

  it('reads the window that we write, with both of its bounds inside', () => {
    const line = renderAllowedSigners([
      {
        principals: ['a@x.example'],
        namespaces: ['file'],
        validAfter: Date.UTC(2026, 0, 1, 12, 0, 5),
        validBefore: Date.UTC(2026, 6, 1),
        publicKey: renderSshPublicKey(publicKeyOf(secretKey)),
      },
    ]);
    const times = ['20260101120004', '20260101120005', '20260701000000', '20260701000001'];
    expect(times.map((time) => isAccepted(line, time))).toEqual([false, true, true, false]);
    expect(isAccepted(line, '20260301000000', 'email')).toBe(false);
  });
});
