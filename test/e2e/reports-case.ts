import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { sealSmall } from '../support/bundle-builder.ts';
import { zipOf } from '../unit/workers/small-bundle.ts';
import type { Window } from './pages/window.ts';

const passphrase = 'correct horse battery staple';

/** A case with one bundle of eight entries, in which somebody works. */
export async function openReportCase(
  vouch: Window,
  folder: string,
  sealing: { readonly commitsEmail?: boolean } = {},
): Promise<void> {
  const path = join(folder, 'delivered.evb.zip');
  writeFileSync(path, await zipOf((await sealSmall({ entries: 8, ...sealing })).members));
  await vouch.show('Home');
  await vouch.home.open(path);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
}

/** Three lines from the second one on, as EX-0001; tells Vouch who works here. */
export async function makeExhibit(vouch: Window, title: string): Promise<void> {
  const { page } = vouch;
  await vouch.show('Explore');
  await vouch.explore.row(1).click();
  await expect(vouch.explore.row(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByRole('button', { name: 'Mark the chosen lines' }).click();
  await page.getByRole('menuitem', { name: 'Make an exhibit of 3 lines…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your name').fill('Auditor One');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByLabel('Title').fill(title);
  await dialog.getByRole('button', { name: 'Make EX-0001' }).click();
  await expect(dialog).toBeHidden();
}

/** In a dialog that asks who signs: makes an identity in place. */
export async function makeIdentityInPlace(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Make an identity…' }).click();
  const dialog = page.getByRole('dialog', { name: /identity/i }).last();
  await dialog.getByLabel('Name').fill('Auditor One');
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await dialog.getByLabel('The same passphrase again').fill(passphrase);
  await dialog.getByRole('button', { name: 'Make the identity' }).click();
}

/** Presses a button that saves a file, and puts the file where commands find it. */
export async function saveFile(page: Page, button: string, folder: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const saved = await download;
  const path = join(folder, saved.suggestedFilename());
  await saved.saveAs(path);
  return path;
}
