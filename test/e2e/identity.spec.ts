import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { smallZip } from '../unit/workers/small-bundle.ts';
import { expect, test } from './fixture.ts';
import { expectNoBarrier } from './no-barrier.ts';
import type { Window } from './pages/window.ts';

const passphrase = 'correct horse battery staple';

async function openCase(vouch: Window, folder: string): Promise<void> {
  const path = join(folder, 'delivered.evb.zip');
  writeFileSync(path, await smallZip({ entries: 8 }));
  await vouch.home.open(path);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
}

async function make(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Make an identity…' }).click();
  await page.getByLabel('Name').fill('Auditor One');
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('The same passphrase again').fill(passphrase);
  await page.getByRole('button', { name: 'Make the identity' }).click();
  await expect(page.getByText('Unlocked until you lock it')).toBeVisible();
}

async function unlock(page: Page, typed: string): Promise<void> {
  await page.getByRole('button', { name: 'Unlock…' }).click();
  await page.getByLabel('Passphrase').fill(typed);
  await page.keyboard.press('Enter');
}

/** Presses a button that saves a file, and puts the file where commands find it. */
async function save(page: Page, button: string, folder: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const saved = await download;
  const path = join(folder, saved.suggestedFilename());
  await saved.saveAs(path);
  return path;
}

test('an identity is made, locked by a restart, and opened by its passphrase alone', async ({
  vouch,
  folder,
  restart,
}) => {
  await openCase(vouch, folder);
  await vouch.show('Trust');
  await make(vouch.page);
  const card = vouch.page.getByRole('region', { name: 'Fingerprint card' });
  const fingerprint = await card.locator('code').first().textContent();
  expect(fingerprint).toMatch(/^SHA256:\S{43}$/);

  const again = await restart();
  const { page } = again;
  await page.getByRole('table').getByRole('link').first().click();
  await again.show('Trust');
  await expect(page.getByText('Locked', { exact: true })).toBeVisible();
  await expect(page.getByText('shown while the identity is unlocked').first()).toBeVisible();
  await unlock(page, 'correct horse battery stable');
  await expect(page.getByText('The passphrase is wrong.')).toBeVisible();
  await page.getByLabel('Passphrase').fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Unlocked until you lock it')).toBeVisible();
  const shown = page.getByRole('region', { name: 'Fingerprint card' }).locator('code').first();
  await expect(shown).toHaveText(fingerprint ?? '');
});

test('a backup brings a deleted identity back', async ({ vouch, folder }) => {
  const { page } = vouch;
  await openCase(vouch, folder);
  await vouch.show('Trust');
  await make(page);
  const card = page.getByRole('region', { name: 'Fingerprint card' });
  const fingerprint = (await card.locator('code').first().textContent()) ?? '';
  const backup = await save(page, 'Save a backup', folder);
  expect(readFileSync(backup, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE-----/);
  await page.getByRole('button', { name: 'Delete…' }).click();
  await expect(page.getByRole('button', { name: 'Delete the identity' })).toBeDisabled();
  await page.getByLabel('Type the name to delete it').fill('Auditor One');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This profile has no signing identity.')).toBeVisible();
  await page.getByLabel('Backup or PKCS #12 file').setInputFiles(backup);
  await expect(card.locator('code').first()).toHaveText(fingerprint);
  await unlock(page, passphrase);
  await expect(page.getByText('Unlocked until you lock it')).toBeVisible();
});

test('a file that is no text is refused with the commands that make an identity of a PKCS #12 file', async ({
  vouch,
  folder,
}) => {
  const { page } = vouch;
  await openCase(vouch, folder);
  await vouch.show('Trust');
  await page
    .getByLabel('PKCS #12 file of a signing identity')
    .setInputFiles({ name: 'own.p12', mimeType: 'application/x-pkcs12', buffer: Buffer.from([0x30, 0x82]) });
  const notice = page.getByRole('alert');
  await expect(notice).toContainText('PKCS #12');
  await expect(notice.getByText('openssl pkcs12 -legacy -in FILE -clcerts')).toBeVisible();
  await notice.getByText('scrypt').scrollIntoViewIfNeeded();
  await page.screenshot({ path: test.info().outputPath('refused.png') });
});

test('an identity that an organisation handed out as PKCS #12 is taken with its passphrase, and kept under another one', async ({
  vouch,
  folder,
}) => {
  test.skip(spawnSync('openssl', ['version']).error !== undefined, 'openssl is not installed');
  const made = spawnSync(
    'sh',
    [
      '-ec',
      `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout k.pem -out c.pem -days 9 -subj '/O=Example/CN=Auditor Two'
    openssl pkcs12 -export -inkey k.pem -in c.pem -passout pass:handed-out -out own.p12`,
    ],
    { cwd: folder },
  );
  expect(made.status).toBe(0);
  const { page } = vouch;
  await openCase(vouch, folder);
  await vouch.show('Trust');
  await page.getByLabel('PKCS #12 file of a signing identity').setInputFiles(join(folder, 'own.p12'));
  await page.getByLabel('Passphrase of the file').fill('another one');
  await page.getByLabel('Passphrase here').fill(passphrase);
  await page.getByLabel('The same passphrase again').fill(passphrase);
  await page.getByRole('button', { name: 'Take the identity' }).click();
  await expect(page.getByText('The passphrase of the file is wrong.')).toBeVisible();
  await expectNoBarrier(page, 'the passphrases of a file');
  await page.screenshot({ path: test.info().outputPath('take.png') });
  await page.getByLabel('Passphrase of the file').fill('handed-out');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Unlocked until you lock it')).toBeVisible();
  await expect(page.getByText('Auditor Two').first()).toBeVisible();
});

test('the custody log is sealed, and the verifier that shares no code verifies it', async ({
  vouch,
  folder,
}) => {
  const { page } = vouch;
  await openCase(vouch, folder);
  await vouch.show('Custody');
  await expect(page.getByText('It takes a signing identity. Make one on Trust.')).toBeVisible();
  await vouch.show('Trust');
  await make(page);
  await vouch.show('Custody');
  await page.getByRole('button', { name: 'Seal the log' }).click();
  await expect(page.getByText(/^Sealed \d+ records/)).toBeVisible();
  const bundle = await save(page, 'Save the bundle', folder);
  const vkey = await save(page, 'Save the log key', folder);
  const signers = await save(page, 'Save allowed_signers', folder);
  const args = ['cli/standalone/verify.mjs', bundle, '--vkey', vkey, '--signers', signers];
  const run = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(run.status, run.stdout).toBe(0);
  await vouch.show('Home');
  await vouch.home.open(bundle);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
});

test('neither an identity nor its dialogs have a serious barrier', async ({ vouch, folder }) => {
  const { page } = vouch;
  await openCase(vouch, folder);
  await vouch.show('Trust');
  await page.getByRole('button', { name: 'Make an identity…' }).click();
  await page.getByRole('button', { name: 'Make the identity' }).click();
  await expect(page.getByText('An identity has a name.')).toBeVisible();
  await expectNoBarrier(page, 'the dialog that makes an identity');
  await page.screenshot({ path: test.info().outputPath('make.png') });
  await page.keyboard.press('Escape');
  await make(page);
  await page.getByRole('region', { name: 'Fingerprint card' }).scrollIntoViewIfNeeded();
  await expect(page.locator('div[role="img"]')).toHaveCount(0);
  await expectNoBarrier(page, 'an unlocked identity');
  await page.screenshot({ path: test.info().outputPath('identity.png') });
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => document.documentElement.setAttribute('data-print', 'identity'));
  await expect(page.getByText('Hand this over in person')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('card.png') });
  await page.evaluate(() => document.documentElement.removeAttribute('data-print'));
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await unlock(page, 'wrong one');
  await expect(page.getByText('The passphrase is wrong.')).toBeVisible();
  await expectNoBarrier(page, 'a wrong passphrase');
  await page.screenshot({ path: test.info().outputPath('unlock.png') });
  await page.getByLabel('Passphrase').fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Unlocked until you lock it')).toBeVisible();
  await vouch.show('Custody');
  await page.getByRole('button', { name: 'Seal the log' }).click();
  await expect(page.getByText(/^Sealed \d+ records/)).toBeVisible();
  await expect(page.locator('div[role="img"]')).toHaveCount(0);
  await expectNoBarrier(page, 'a sealed custody log');
  await page.screenshot({ path: test.info().outputPath('sealed.png') });
});
