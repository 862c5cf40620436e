import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sealSmall } from '../support/bundle-builder.ts';
import { zipOf } from '../unit/workers/small-bundle.ts';
import { expect, expectUneventful, test } from './fixture.ts';
import { expectNoBarrier } from './no-barrier.ts';
import { openWindow } from './open-window.ts';
import { Window } from './pages/window.ts';

const passphrase = 'correct horse battery staple';

async function openCase(vouch: Window, folder: string, name: string): Promise<void> {
  const path = join(folder, 'delivered.evb.zip');
  writeFileSync(path, await zipOf((await sealSmall({ entries: 8 })).members));
  await vouch.home.open(path);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await vouch.show('Findings');
  await vouch.page.getByLabel('Your name').fill(name);
  await vouch.page.getByRole('button', { name: 'Save', exact: true }).click();
}

async function note(vouch: Window, text: string): Promise<void> {
  const { page } = vouch;
  await vouch.show('Explore');
  await vouch.explore.row(2).click();
  await page.getByRole('tab', { name: 'Notes' }).click();
  await page.getByRole('button', { name: 'Write a note' }).click();
  await page.getByRole('textbox', { name: 'Note' }).fill(text);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.locator('.markdown').first()).toHaveText(text);
}

async function makeIdentity(vouch: Window): Promise<void> {
  const { page } = vouch;
  await vouch.show('Trust');
  await page.getByRole('button', { name: 'Make an identity…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Auditor One');
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await dialog.getByLabel('The same passphrase again').fill(passphrase);
  await dialog.getByRole('button', { name: 'Make the identity' }).click();
  await expect(dialog).toBeHidden();
}

async function showExchange(vouch: Window): Promise<void> {
  await vouch.show('Findings');
  await vouch.page.getByRole('tab', { name: 'Exchange' }).click();
}

test('what one reviewer signed comes to another one, who decides the conflict with the keyboard', async ({
  vouch,
  folder,
  server,
}) => {
  await openCase(vouch, folder, 'Auditor One');
  await note(vouch, 'approved by nobody');
  await makeIdentity(vouch);
  await showExchange(vouch);
  await expectNoBarrier(vouch.page, 'Exchange');
  const download = vouch.page.waitForEvent('download');
  await vouch.page.getByRole('button', { name: 'Save an overlay…' }).click();
  const overlay = join(folder, 'overlay.zip');
  await (await download).saveAs(overlay);
  await expect(vouch.page.getByText('Saved 1 record as')).toBeVisible();
  const fingerprint = await vouch.page.locator('.fact', { hasText: 'Your key' }).locator('code').innerText();

  const opened = await openWindow({ profile: join(folder, 'other'), port: server.port, appearance: 'dark' });
  const other = new Window(opened.page);
  const { page } = opened;
  await openCase(other, folder, 'Auditor Two');
  await note(other, 'approved by the owner');
  await showExchange(other);
  await page.getByLabel('Overlay file').setInputFiles(overlay);
  await expect(page.getByRole('heading', { name: '1 conflict' })).toBeVisible();
  await expect(page.getByText('Nobody has compared this key in this case.')).toBeVisible();
  await expectNoBarrier(page, 'an overlay with a conflict');

  const take = page.getByRole('button', { name: 'Take it into this case' });
  const typed = page.getByLabel('Fingerprint that you were told');
  await typed.fill('SHA256:wrong');
  await expect(page.getByText('This is not the key that signed.')).toBeVisible();
  await typed.fill(fingerprint);
  await expect(take).toBeDisabled();
  await page.getByRole('radio', { name: 'Mine' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('radio', { name: 'Mine' })).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Theirs' })).toBeChecked();
  await expect(take).toBeEnabled();
  await take.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 record taken.')).toBeVisible();
  await other.show('Explore');
  await other.explore.row(2).click();
  await page.getByRole('tab', { name: 'Notes' }).click();
  await expect(page.locator('.markdown').first()).toHaveText('approved by nobody');

  await showExchange(other);
  await page.getByLabel('Overlay file').setInputFiles(overlay);
  await expect(page.getByText('nothing: this case has all of it')).toBeVisible();
  await expect(page.getByText('You compared this key in this case on')).toBeVisible();
  await expect(take).toBeDisabled();
  await page.getByRole('button', { name: 'Close without taking anything' }).click();

  await vouch.show('Explore');
  await vouch.explore.row(2).click();
  await vouch.page.getByRole('tab', { name: 'Notes' }).click();
  await vouch.page.getByRole('button', { name: /^Undo the change/ }).click();
  await showExchange(vouch);
  const later = vouch.page.waitForEvent('download');
  await vouch.page.getByRole('button', { name: 'Save an overlay…' }).click();
  await (await later).saveAs(overlay);
  await showExchange(other);
  await page.getByLabel('Overlay file').setInputFiles(overlay);
  const undone = page.getByRole('list', { name: 'What to know before' });
  await expect(undone).toContainText('1 record that you have too was undone there');
  await expect(undone).toContainText('note or mark, Auditor One');
  await expect(undone).toContainText('note: approved by nobody');
  await expectNoBarrier(page, 'what an overlay would undo');
  await page.getByRole('button', { name: 'Close without taking anything' }).click();
  await other.show('Custody');
  await expect(page.getByText('Overlay of another reviewer merged')).toBeVisible();
  expectUneventful(opened);
  await opened.close();
});

test('a file that is no overlay is refused with its reason, and the case stays as it was', async ({
  vouch,
  folder,
}) => {
  await openCase(vouch, folder, 'Auditor One');
  await showExchange(vouch);
  const path = join(folder, 'hostile.zip');
  writeFileSync(
    path,
    await zipOf(
      new Map([
        ['overlay.ndjson', new TextEncoder().encode('{"format":"vouch-overlay/1"}\n')],
        ['overlay.ndjson.sig', new TextEncoder().encode('yes')],
      ]),
    ),
  );
  await vouch.page.getByLabel('Overlay file').setInputFiles(path);
  await expect(vouch.notice).toContainText('The overlay was not read');
  await expect(vouch.notice).toContainText('SSH SIGNATURE');
  await expect(vouch.page.getByRole('button', { name: 'Save an overlay…' })).toBeDisabled();
  await expectNoBarrier(vouch.page, 'a refused overlay');
});
