import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { authorityPem, hostileSubject, programmerPem } from '../support/hostile-authority.ts';
import { authorityFile, logKeyFile, signersFile, vectorRoot } from '../vectors/vector-folders.ts';
import { expect, test } from './fixture.ts';
import { expectNoBarrier } from './no-barrier.ts';
import type { Window } from './pages/window.ts';

/** Verified only by its time stamp: the log revoked its key later. */
const stamped = join(vectorRoot, 'verified--time-stamp-before-revocation/bundle.evb.zip');
const pem = readFileSync(authorityFile, 'utf8');

async function openTrust(vouch: Window): Promise<void> {
  await vouch.home.open(stamped);
  // An import ends on Bundles: whoever leaves before is taken there.
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await vouch.show('Trust');
}

async function openWithKeys(vouch: Window): Promise<void> {
  await openTrust(vouch);
  for (const file of [logKeyFile, signersFile]) await addFile(vouch.page, file, 'Add 1 key');
}

async function chooseFile(page: Page, path: string) {
  await page.getByRole('button', { name: 'Import keys or witnesses…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import keys or witnesses' });
  await dialog.getByLabel('File with keys or witnesses').setInputFiles(path);
  await expect(dialog.getByRole('heading', { name: 'What would be added' })).toBeVisible();
  return dialog;
}

async function addFile(page: Page, path: string, add: string): Promise<void> {
  const dialog = await chooseFile(page, path);
  await dialog.getByRole('textbox', { name: 'How the file came to you' }).fill('Read aloud by telephone');
  await dialog.getByRole('textbox', { name: 'Compared by' }).fill('A. Auditor');
  await dialog.getByRole('button', { name: add }).click();
  await expect(dialog).toBeHidden();
}

const authorities = (page: Page) => page.getByRole('list', { name: 'Time authorities' });

test('a time authority is pinned from a file, dates a bundle, is exported, and is revoked by keyboard', async ({
  vouch,
  folder,
}) => {
  const { page } = vouch;
  await openWithKeys(vouch);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  const section = page.getByRole('region', { name: 'Time authorities' });
  await expect(section.getByText('No time authority is pinned in this case')).toBeVisible();

  const path = join(folder, 'tsa.pem');
  writeFileSync(path, pem + programmerPem());
  const dialog = await chooseFile(page, path);
  await expect(dialog.getByRole('group', { name: 'For the log' })).toBeHidden();
  await expect(dialog.getByText('Certificate 1 · new')).toBeVisible();
  await expect(dialog.getByText('Certificate 2:')).toBeVisible();
  await expect(dialog.getByText('neither for time stamps nor for issuing others')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(authorities(page).getByRole('listitem')).toHaveCount(0);

  await addFile(page, path, 'Add 1 time authority');
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: VERIFIED');
  const item = authorities(page).getByRole('listitem');
  await expect(item).toContainText('CN=Vouch test vectors: authority');
  await expect(item.getByText('Counts now')).toBeVisible();

  const saved = page.waitForEvent('download');
  await section.getByRole('button', { name: 'Export certificates…' }).click();
  expect(readFileSync(await (await saved).path(), 'utf8')).toBe(pem);

  await item.getByRole('button', { name: 'Revoke…' }).focus();
  await page.keyboard.press('Enter');
  const revoke = page.getByRole('dialog', { name: 'Revoke this time authority?' });
  await expect(revoke.getByRole('textbox', { name: 'Revoked from' })).toBeFocused();
  await page.keyboard.type('2026-06-01');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Announced as stolen');
  await page.keyboard.press('Tab');
  await page.keyboard.type('A. Auditor');
  await page.keyboard.press('Enter');
  await expect(revoke).toBeHidden();
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await expect(item.getByText('Revoked', { exact: true }).first()).toBeVisible();
  await expect(section.getByRole('button', { name: 'Export certificates…' })).toBeHidden();

  await item.getByRole('button', { name: 'Unpin…' }).click();
  const unpin = page.getByRole('alertdialog', { name: 'Unpin this time authority?' });
  await unpin.getByRole('button', { name: 'Unpin time authority' }).click();
  await expect(unpin).toBeHidden();
  await expect(item).toHaveCount(0);
  await vouch.show('Custody');
  for (const done of ['pinned', 'revoked', 'unpinned']) {
    await expect(page.getByRole('rowheader', { name: `Time authority ${done}`, exact: true })).toBeVisible();
  }
});

test('a subject that turns text around or never ends is drawn as what it is, and keeps the screen in its width', async ({
  vouch,
  folder,
}) => {
  const { page } = vouch;
  await openTrust(vouch);
  const path = join(folder, 'hostile.pem');
  writeFileSync(path, authorityPem(hostileSubject));
  await addFile(page, path, 'Add 1 time authority');
  const item = authorities(page).getByRole('listitem');
  await expect(item.locator('.mark').first()).toBeVisible();
  expect(await item.textContent()).not.toMatch(/[\u202E\u200B]/);
  await expect(item.locator('img')).toHaveCount(0);
  await expect(item.locator('.evidence-cut').first()).toBeVisible();
  const isWide = await page.evaluate(() => document.body.scrollWidth > window.innerWidth);
  expect(isWide).toBe(false);
});

test('neither the time authorities nor their dialogs have a serious barrier', async ({ vouch, folder }) => {
  const { page } = vouch;
  await openTrust(vouch);
  const path = join(folder, 'authorities.pem');
  writeFileSync(path, pem + authorityPem('Expired', '260201000000Z') + programmerPem());
  await addFile(page, path, 'Add 2 time authorities');
  await expect(authorities(page).getByText('Expired', { exact: true })).toBeVisible();
  // The component library says aloud that a button was busy, and takes the words away some seconds later.
  await expect(page.locator('div[role="img"]')).toHaveCount(0);
  await expectNoBarrier(page, 'pinned time authorities');
  await chooseFile(page, path);
  await expectNoBarrier(page, 'the dialog that adds them');
  await page.keyboard.press('Escape');
  for (const [open, role] of [
    ['Revoke…', 'dialog'],
    ['Unpin…', 'alertdialog'],
  ] as const) {
    await authorities(page).getByRole('button', { name: open }).first().click();
    await expect(page.getByRole(role)).toBeVisible();
    await expectNoBarrier(page, open);
    await page.keyboard.press('Escape');
  }
});
