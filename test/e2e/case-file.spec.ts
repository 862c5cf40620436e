import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sealSmall } from '../support/bundle-builder.ts';
import { zipOf } from '../unit/workers/small-bundle.ts';
import { dropFile } from './drop-file.ts';
import { expect, expectUneventful, test } from './fixture.ts';
import { expectNoBarrier } from './no-barrier.ts';
import { openWindow } from './open-window.ts';
import { Window } from './pages/window.ts';

const passphrase = 'correct horse battery staple';

test('a whole case is handed over and taken on another machine, by keyboard, with what was made in it', async ({
  vouch,
  folder,
  server,
}) => {
  test.slow();
  const { page } = vouch;
  const delivered = join(folder, '<b>july\u202e.evb.zip');
  writeFileSync(delivered, await zipOf((await sealSmall({ entries: 8 })).members));
  await vouch.home.open(delivered);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await vouch.show('Trust');
  await page.getByRole('button', { name: 'Make an identity…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Auditor One');
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await dialog.getByLabel('The same passphrase again').fill(passphrase);
  await dialog.getByRole('button', { name: 'Make the identity' }).click();
  await expect(dialog).toBeHidden();

  await vouch.show('Findings');
  await page.getByLabel('Your name').fill('Auditor One');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('tab', { name: 'Exchange' }).click();
  const save = page.getByRole('button', { name: 'Save the whole case…' });
  await expect(save).toBeDisabled();
  await page.getByLabel('Released to').fill('Auditor Two');
  await page.getByLabel('Purpose').fill('Second review');
  await expectNoBarrier(page, 'Exchange');
  const download = page.waitForEvent('download');
  await page.getByLabel('Purpose').press('Enter');
  const file = join(folder, 'case.zip');
  await (await download).saveAs(file);
  await expect(page.getByText(/^Saved \d+ records and 1 delivered file as/)).toBeVisible();
  const fingerprint = await page
    .locator('.case-file .fact', { hasText: 'Your key' })
    .locator('code')
    .innerText();

  const opened = await openWindow({ profile: join(folder, 'other'), port: server.port, appearance: 'dark' });
  const other = new Window(opened.page);
  await opened.page.getByLabel('Whole case file').setInputFiles(file);
  const taking = opened.page.getByRole('dialog', { name: 'A whole case of somebody else' });
  await expect(taking.getByText('This case is not here yet.')).toBeVisible();
  await expectNoBarrier(opened.page, 'A whole case');
  const take = taking.getByRole('button', { name: 'Take the case' });
  await taking.getByLabel('Received by').fill('Auditor Two');
  await expect(take).toBeDisabled();
  await taking.getByLabel('Fingerprint that you were told').fill('SHA256:other');
  await expect(taking.getByText('This is not the key that signed.')).toBeVisible();
  await taking.getByLabel('Fingerprint that you were told').fill(fingerprint);
  await taking.getByLabel('Encrypt this case on this computer').check();
  await taking.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await taking.getByLabel('Fingerprint that you were told').press('Enter');
  await expect(taking.getByText('The two passphrases are not the same.')).toBeVisible();
  await expectNoBarrier(opened.page, 'A whole case that is to be encrypted');
  await taking.getByLabel('The same passphrase again').fill(passphrase);
  await taking.getByLabel('The same passphrase again').press('Enter');
  await expect(taking).toBeHidden();
  await expect(other.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await other.show('Custody');
  await expect(opened.page.getByText('Whole case received as a file')).toBeVisible();
  await expect(opened.page.locator('.content b')).toHaveCount(0);

  await other.show('Home');
  await expect(other.home.recentCases).toContainText('Encrypted, unlocked');
  await dropFile(opened.page, file);
  await expect(taking.getByText(/There is nothing to take/)).toBeVisible();
  await expect(take).toHaveCount(0);
  await taking.getByRole('button', { name: 'Close' }).click();
  expectUneventful(opened);
  await opened.close();
});

test('a bundle that is opened as a whole case is refused in words that say what to do', async ({
  vouch,
  folder,
}) => {
  const path = join(folder, 'delivered.evb.zip');
  writeFileSync(path, await zipOf((await sealSmall({ entries: 3 })).members));
  await vouch.page.getByLabel('Whole case file').setInputFiles(path);
  const dialog = vouch.page.getByRole('dialog');
  await expect(dialog.getByText('The case file has no member')).toBeVisible();
  await expect(dialog.getByText('A single bundle is opened by')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
});
