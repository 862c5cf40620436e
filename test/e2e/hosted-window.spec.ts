import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { openJournalFolder, parseJournalOperation } from '../../electron/main/journal-folder.ts';
import { openSecretStore, parseSecretOperation, type SafeStorage } from '../../electron/main/secret-store.ts';
import { smallZip } from '../unit/workers/small-bundle.ts';
import { expect, expectUneventful, test } from './fixture.ts';
import { expectNoBarrier } from './no-barrier.ts';
import { openWindow } from './open-window.ts';
import { Window } from './pages/window.ts';

const passphrase = 'correct horse battery staple';

/** As a keyring does, for one account: what it protects cannot be read without it. */
const keyring: SafeStorage = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptString: (text) => Buffer.from(Buffer.from(`of this account: ${text}`).map((byte) => byte ^ 0x5a)),
  decryptString: (encrypted) => {
    const text = Buffer.from(encrypted.map((byte) => byte ^ 0x5a)).toString();
    if (!text.startsWith('of this account: ')) throw new Error('another account');
    return text.slice('of this account: '.length);
  },
};

/** What the main process does with journals and secrets, behind a bridge that is like the preload's. Only the channel is a stand-in. */
function hostIn(folder: string) {
  const journal = openJournalFolder(join(folder, 'journal'));
  const secrets = openSecretStore(keyring, 'linux');
  return async (_context: BrowserContext, page: Page): Promise<void> => {
    await page.exposeFunction('askMain', async (channel: string, asked: string) => {
      const operation: unknown = JSON.parse(asked, revive);
      const known =
        channel === 'journal'
          ? await journal(parseJournalOperation(operation) ?? refused(asked))
          : await secrets(parseSecretOperation(operation) ?? refused(asked));
      return JSON.stringify(known, (_name, value: unknown) =>
        value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('base64') } : value,
      );
    });
    await page.addInitScript(exposeBridge);
  };
}

function refused(asked: string): never {
  throw new Error(`Main refuses ${asked}.`);
}

function revive(_name: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'bytes' in value && typeof value.bytes === 'string'
    ? new Uint8Array(Buffer.from(value.bytes, 'base64'))
    : value;
}

/** Runs in the page, as its own text: it may use nothing from this file. */
function exposeBridge(): void {
  const { askMain } = window as unknown as {
    askMain(channel: string, asked: string): Promise<string>;
  };
  const ask = async (channel: string, operation: Record<string, unknown>) => {
    const asked = JSON.stringify(operation, (_name, value: unknown) =>
      value instanceof Uint8Array
        ? { bytes: btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join('')) }
        : value,
    );
    const answer = await askMain(channel, asked);
    return JSON.parse(answer, (_name, value) =>
      typeof value?.bytes === 'string'
        ? Uint8Array.from(atob(value.bytes), (character) => character.charCodeAt(0))
        : value,
    );
  };
  Object.assign(window, {
    vouchBridge: {
      appVersion: '0.0.0',
      platform: 'linux',
      save: () => Promise.reject(new Error('nothing is saved here')),
      setUnsavedChanges: () => Promise.resolve(),
      readyForFiles: () => Promise.resolve(),
      journal: (operation: Record<string, unknown>) => ask('journal', operation),
      secrets: (operation: Record<string, unknown>) => ask('secrets', operation),
    },
  });
}

test('a window with a host keeps its journals there, and the system opens the identity', async ({
  server,
  folder,
}) => {
  const options = { profile: join(folder, 'profile'), port: server.port, prepare: hostIn(folder) };
  const first = await openWindow(options);
  const { page } = first;
  const vouch = new Window(page);
  const path = join(folder, 'delivered.evb.zip');
  writeFileSync(path, await smallZip({ entries: 8 }));
  await vouch.home.open(path);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  const journals = join(folder, 'journal');
  expect(existsSync(journals)).toBe(true);
  expect(readdirSync(journals).filter((name) => /journal/.test(name))).not.toEqual([]);
  expect(
    readdirSync(journals).some((name) =>
      readFileSync(join(journals, name), 'utf8').includes('delivered.evb.zip'),
    ),
  ).toBe(true);

  await vouch.show('Trust');
  await page.getByRole('button', { name: 'Make an identity…' }).click();
  await page.getByLabel('Name').fill('Auditor One');
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('The same passphrase again').fill(passphrase);
  await page.getByRole('button', { name: 'Make the identity' }).click();
  await expect(page.getByText('The operating system could unlock it on this computer.')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('could.png'), fullPage: true });
  await page.getByRole('button', { name: 'Unlock without the passphrase…' }).click();
  await page.screenshot({ path: test.info().outputPath('asked.png') });
  await expectNoBarrier(page, 'the question of the system store');
  await page.getByRole('button', { name: 'Let the operating system open it' }).click();
  await expect(page.getByText('The operating system unlocks it on this computer, since')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('kept.png') });
  expectUneventful(first);
  await first.close();

  const again = await openWindow(options);
  const next = new Window(again.page);
  await again.page.getByRole('table').getByRole('link').first().click();
  await next.show('Trust');
  await again.page.getByRole('button', { name: 'Unlock…' }).click();
  await again.page.screenshot({ path: test.info().outputPath('unlock.png') });
  await again.page.getByRole('button', { name: 'Unlock by the operating system' }).click();
  await expect(again.page.getByText('Unlocked until you lock it')).toBeVisible();
  expectUneventful(again);
  await again.close();
});
