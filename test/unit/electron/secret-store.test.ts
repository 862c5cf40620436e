import { describe, expect, it } from 'vitest';
import { openSecretStore, parseSecretOperation } from '../../../electron/main/secret-store.ts';
import { FakeSafeStorage } from '../../support/fake-electron.ts';

const secret = new Uint8Array([1, 2, 3, 250]);

function opened(platform: NodeJS.Platform, change: Partial<FakeSafeStorage> = {}) {
  const log: string[] = [];
  const safeStorage = Object.assign(new FakeSafeStorage((line) => void log.push(line)), change);
  return { log, run: openSecretStore(safeStorage, platform) };
}

describe('the store of the operating system', () => {
  it.each([
    ['darwin', 'unknown', 'keychain'],
    ['win32', 'unknown', 'dpapi'],
    ['linux', 'gnome_libsecret', 'secret-service'],
    ['linux', 'kwallet5', 'kwallet'],
    ['linux', 'kwallet6', 'kwallet'],
  ] as const)(
    'is named on %s with %s, and gives back what it protected',
    async (platform, backend, store) => {
      const { run } = opened(platform, { backend });
      expect(await run({ kind: 'standing' })).toEqual({ kind: 'available', store });
      const protectedSecret = await run({ kind: 'protect', secret });
      if (!(protectedSecret instanceof Uint8Array)) throw new Error('Nothing was protected.');
      expect(Buffer.from(protectedSecret).includes(Buffer.from(secret))).toBe(false);
      expect(await run({ kind: 'reveal', protectedSecret })).toEqual(secret);
    },
  );

  it.each([
    ['linux', { backend: 'basic_text' }, 'in-the-open'],
    ['linux', { backend: 'unknown' }, 'in-the-open'],
    ['linux', { backend: 'a backend of tomorrow' }, 'in-the-open'],
    ['linux', { isAvailable: false }, 'no-store'],
    ['darwin', { isAvailable: false }, 'no-store'],
    ['freebsd', {}, 'no-store'],
  ] as const)(
    'is refused on %s with %j, before anything is encrypted or opened',
    async (platform, change, reason) => {
      const { run, log } = opened(platform, change);
      expect(await run({ kind: 'standing' })).toEqual({ kind: 'unavailable', reason });
      await expect(run({ kind: 'protect', secret })).rejects.toThrow('The operating system');
      await expect(run({ kind: 'reveal', protectedSecret: secret })).rejects.toThrow('The operating system');
      expect(log.filter((line) => line.includes('cryptString'))).toEqual([]);
    },
  );

  it('answers nothing for what another account protected', async () => {
    const { run } = opened('win32');
    expect(await run({ kind: 'reveal', protectedSecret: new Uint8Array([9, 9, 9, 9]) })).toBeNull();
  });
});

describe('an operation', () => {
  it('is one of three', () => {
    const protectedSecret = new Uint8Array(3);
    for (const operation of [
      { kind: 'standing' },
      { kind: 'protect', secret },
      { kind: 'reveal', protectedSecret },
    ]) {
      expect(parseSecretOperation(operation)).toEqual(operation);
    }
  });

  it.each([
    [null],
    ['standing'],
    [{}],
    [{ kind: 'remove' }],
    [{ kind: 'standing', secret }],
    [{ kind: 'protect' }],
    [{ kind: 'protect', secret: 'text' }],
    [{ kind: 'protect', secret: new Uint8Array(0) }],
    [{ kind: 'protect', secret: new Uint8Array(1_025) }],
    [{ kind: 'protect', secret, name: 'x' }],
    [{ kind: 'reveal', secret }],
    [{ kind: 'reveal', protectedSecret: new Uint8Array(16_385) }],
  ])('is nothing else: %j', (value) => {
    expect(parseSecretOperation(value)).toBeNull();
  });
});
