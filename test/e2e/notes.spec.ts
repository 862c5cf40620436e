import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sealSmall } from '../support/bundle-builder.ts';
import { zipOf } from '../unit/workers/small-bundle.ts';
import { expect, test } from './fixture.ts';
import { expectNoBarrier } from './no-barrier.ts';
import type { Window } from './pages/window.ts';

async function openEntry(vouch: Window, folder: string, row: number): Promise<void> {
  const path = join(folder, 'delivered.evb.zip');
  writeFileSync(path, await zipOf((await sealSmall({ entries: 8 })).members));
  await vouch.home.open(path);
  // An import ends on Bundles.
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await showNotes(vouch, row);
}

async function showNotes(vouch: Window, row: number): Promise<void> {
  await vouch.show('Explore');
  await vouch.explore.row(row).click();
  await vouch.page.getByRole('tab', { name: 'Notes' }).click();
}

async function introduce({ page }: Window): Promise<void> {
  await page.getByLabel('Your name').fill('reviewer 1');
  await page.getByRole('button', { name: 'Save' }).click();
}

test('a note, a tag and a severity stay with the line through a restart, and each change can be undone', async ({
  vouch,
  folder,
  restart,
}) => {
  await openEntry(vouch, folder, 3);
  await introduce(vouch);
  const { page } = vouch;
  await page.getByRole('button', { name: 'Write a note' }).click();
  await page.getByRole('textbox', { name: 'Note' }).fill('Seen **twice** by `cron`.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('tabpanel').locator('.markdown strong').first()).toHaveText('twice');
  await page.getByLabel('Tags').fill('night');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Take away the tag night' })).toBeVisible();
  await page.getByLabel('Severity').selectOption('high');
  await expect(page.getByText('severity: High')).toBeVisible();

  const again = await restart();
  await again.page.getByRole('table').getByRole('link').first().click();
  await showNotes(again, 3);
  await expect(again.page.getByLabel('Severity')).toHaveValue('high');
  await expect(again.page.getByRole('tabpanel').locator('.markdown strong').first()).toHaveText('twice');
  await again.page
    .getByRole('button', { name: /^Undo the change/ })
    .first()
    .click();
  await expect(again.page.getByLabel('Severity')).toHaveValue('');
  await expect(again.page.getByText('(undone)')).toBeVisible();
  await again.explore.row(2).click();
  await expect(again.page.getByText('Nothing was said of this line yet.')).toBeVisible();
});

test('what is pasted into a note does nothing: no element, no request, and every hidden character is seen', async ({
  vouch,
  folder,
}) => {
  await openEntry(vouch, folder, 2);
  await introduce(vouch);
  const { page } = vouch;
  const hostile =
    '<img src=x onerror="document.title=1"> [x](javascript:alert(1)) ![y](http://example.com/z.png)\n\n\u202Etxt.exe';
  await page.getByRole('button', { name: 'Write a note' }).click();
  await page.getByRole('textbox', { name: 'Note' }).fill(hostile);
  await page.getByRole('button', { name: 'Save' }).click();
  const note = page.getByRole('tabpanel').locator('.markdown').first();
  await expect(note).toContainText('<img src=x onerror="document.title=1"> [x](javascript:alert(1))');
  await expect(note.locator('img, a, script')).toHaveCount(0);
  await expect(note.locator('.mark')).toHaveText('RLO');
  await expect(page.locator('[data-verdict]')).toHaveCount(1);
  await expectNoBarrier(page, 'a note', { within: '.panel' });
});

test('two windows see what the other has written', async ({ vouch, folder, opened }) => {
  await openEntry(vouch, folder, 1);
  await introduce(vouch);
  const second = await opened.context.newPage();
  await second.goto(vouch.page.url());
  await second.getByRole('tab', { name: 'Notes' }).click();
  await vouch.page.getByRole('button', { name: 'Star' }).click();
  await expect(second.getByText('starred it')).toBeVisible();
});
