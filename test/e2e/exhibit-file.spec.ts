import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sealSmall } from '../support/bundle-builder.ts';
import { zipOf } from '../unit/workers/small-bundle.ts';
import { expect, test } from './fixture.ts';
import { expectNoBarrier } from './no-barrier.ts';

test('an exhibit is saved as a file from its row, by keyboard, and the log has the digest of that file', async ({
  vouch,
  folder,
}) => {
  const { page } = vouch;
  const path = join(folder, 'delivered.evb.zip');
  writeFileSync(path, await zipOf((await sealSmall({ entries: 8 })).members));
  await vouch.home.open(path);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await vouch.show('Explore');
  await vouch.explore.row(1).click();
  await expect(vouch.explore.row(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByRole('button', { name: 'Mark the chosen lines' }).click();
  await page.getByRole('menuitem', { name: 'Make an exhibit of 2 lines…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your name').fill('auditor 1');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByLabel('Title').fill('Two reads in a row');
  await dialog.getByRole('button', { name: 'Make EX-0001' }).click();
  await expect(dialog).toBeHidden();

  await vouch.show('Findings');
  await page.getByRole('tab', { name: 'Exhibits' }).click();
  const save = page.getByRole('button', { name: 'Save EX-0001 as a file…' });
  await save.focus();
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const file = await download;
  expect(file.suggestedFilename()).toBe('EX-0001.exhibit.zip');
  const sha256 = createHash('sha256')
    .update(readFileSync(await file.path()))
    .digest('hex');
  await expect(page.getByText('Saved as EX-0001.exhibit.zip: 2 lines, each with its proof.')).toBeVisible();
  await expect(page.getByText(sha256)).toBeVisible();
  await expectNoBarrier(page, 'Exhibits');
  await vouch.show('Custody');
  await expect(page.getByText('Exhibit saved as a file')).toBeVisible();
  await expect(page.getByText(sha256)).toBeVisible();
});
