import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { lockCaseKey, makeCaseKey, openCaseLock, parseCaseLock } from '../../../shared/vault/case-lock.ts';
import { nodePassphrases } from '../../support/node-passphrases.ts';

const passphrase = 'seven quiet herons at dusk';
const made = { caseId: 'case-1', createdAt: 1_790_812_800_000 };
const usual = { N: 131_072, r: 8, p: 1, maxmem: 2 ** 30 };

/** As docs/encryption.md says it: what is authenticated beside the key. */
function placeOf(salt: string, cost = usual.N): Buffer {
  return Buffer.from(JSON.stringify(['vouch-case/1', 'lock', 'case-1', made.createdAt, cost, 8, 1, salt]));
}

/** The same lock by OpenSSL alone. */
function lockByOpenSsl(key: Uint8Array, cost = usual.N): string {
  const salt = randomBytes(32);
  const nonce = randomBytes(12);
  const wrapping = scryptSync(passphrase, salt, 32, { ...usual, N: cost });
  const cipher = createCipheriv('aes-256-gcm', wrapping, nonce);
  cipher.setAAD(placeOf(salt.toString('base64'), cost));
  const wrapped = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  return JSON.stringify({
    lock: 'vouch-case-lock/1',
    ...made,
    ...{ cost, blockSize: 8, parallelization: 1 },
    salt: salt.toString('base64'),
    nonce: nonce.toString('base64'),
    key: wrapped.toString('base64'),
  });
}

function edited(text: string, name: string, value: unknown): string {
  return JSON.stringify({ ...JSON.parse(text), [name]: value });
}

describe('The lock of a case', () => {
  test('that another program wrote from the description opens here, and ours opens there', async () => {
    const key = makeCaseKey(nodePassphrases);
    expect(await openCaseLock(parseCaseLock(lockByOpenSsl(key)), passphrase, nodePassphrases)).toEqual(key);

    const {
      salt,
      nonce,
      key: wrapped,
    } = JSON.parse(await lockCaseKey(key, made, passphrase, nodePassphrases));
    const bytes = Buffer.from(wrapped, 'base64');
    const wrapping = scryptSync(passphrase, Buffer.from(salt, 'base64'), 32, usual);
    const cipher = createDecipheriv('aes-256-gcm', wrapping, Buffer.from(nonce, 'base64'));
    cipher.setAAD(placeOf(salt));
    cipher.setAuthTag(bytes.subarray(32));
    const opened = Buffer.concat([cipher.update(bytes.subarray(0, 32)), cipher.final()]);
    expect(new Uint8Array(opened)).toEqual(key);
  });

  test('of a case that is the same twice has another salt and another nonce', async () => {
    const key = makeCaseKey(nodePassphrases);
    const locks = await Promise.all([1, 2].map(() => lockCaseKey(key, made, passphrase, nodePassphrases)));
    const [one, other] = locks.map((lock) => parseCaseLock(lock));
    expect(one?.salt).not.toEqual(other?.salt);
    expect(one?.nonce).not.toEqual(other?.nonce);
  });

  test('opens with nothing but its passphrase, its case and what it states', async () => {
    const text = lockByOpenSsl(new Uint8Array(32).fill(7), 65_536);
    const open = (lock: string, typed = passphrase) =>
      openCaseLock(parseCaseLock(lock), typed, nodePassphrases);
    expect(await open(text)).toEqual(new Uint8Array(32).fill(7));
    expect(await open(text, `${passphrase}.`)).toBeNull();
    expect(await open(edited(text, 'caseId', 'case-2'))).toBeNull();
    expect(await open(edited(text, 'createdAt', 0))).toBeNull();
    expect(await open(edited(text, 'cost', 131_072))).toBeNull();
    const { key } = JSON.parse(text);
    for (let at = 0; at < 48; at += 7) {
      const bytes = Buffer.from(key, 'base64');
      bytes[at] = (bytes[at] ?? 0) ^ 0x20;
      expect(await open(edited(text, 'key', bytes.toString('base64'))), `byte ${at}`).toBeNull();
    }
  });

  test('takes a fifth of a second or more, so that guessing is slow', async () => {
    const text = await lockCaseKey(makeCaseKey(nodePassphrases), made, passphrase, nodePassphrases);
    const started = performance.now();
    await openCaseLock(parseCaseLock(text), passphrase, nodePassphrases);
    // By OpenSSL; the window takes longer, and a guesser has no faster program.
    expect(performance.now() - started).toBeGreaterThan(200);
  });

  test.each([
    ['a cost of gigabytes', 'cost', 2 ** 30],
    ['a cost that is no power of two', 'cost', 100_000],
    ['a cost of nothing', 'cost', 1],
    ['a cost below what guessing must cost', 'cost', 2 ** 15],
    ['a cost beyond all numbers', 'cost', 2 ** 60],
    ['blocks of gigabytes', 'blockSize', 2 ** 20],
    ['hours of turns', 'parallelization', 2 ** 20],
    ['no turn', 'parallelization', 0],
    ['a salt that is too short', 'salt', 'AAAA'],
    ['a nonce of another length', 'nonce', 'AAAA'],
    ['no key', 'key', ''],
    ['a member more', 'hint', 'my dog'],
    ['another version', 'lock', 'vouch-case-lock/2'],
    ['a text of megabytes', 'caseId', 'x'.repeat(5_000_000)],
  ])('with %s is refused before any work is done', (_what, name, value) => {
    const text = edited(lockByOpenSsl(new Uint8Array(32), 65_536), name, value);
    const started = performance.now();
    expect(() => parseCaseLock(text)).toThrow(expect.objectContaining({ name: 'FormatError' }));
    expect(performance.now() - started).toBeLessThan(100);
  });
});
