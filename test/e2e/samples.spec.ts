import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { sealSmall, zipOf } from '../unit/workers/small-bundle.ts';
import { expect, test } from './fixture.ts';
import { expectNoBarrier } from './no-barrier.ts';
import type { Window } from './pages/window.ts';

const entries = 40;

async function openCase(vouch: Window, folder: string): Promise<void> {
  const path = join(folder, 'delivered.evb.zip');
  writeFileSync(path, await zipOf((await sealSmall({ entries })).members));
  await vouch.home.open(path);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
}

async function showSamples({ page }: Window): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Findings' }).click();
  await page.getByRole('tab', { name: 'Samples' }).click();
}

/** Fills the open dialog up to the person's name, and presses Draw. */
async function order(page: Page, count: number): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Draw a sample' });
  await dialog.getByLabel('Title').fill('Approvals');
  await dialog.getByLabel('Lines to draw').fill(String(count));
  await dialog.getByLabel('Seed', { exact: true }).fill('dice 4 4 2 6');
  await dialog.getByLabel('Attributes').fill('approved\nticket named');
  await dialog.getByLabel('Your name').fill('reviewer 1');
  await dialog.getByRole('button', { name: 'Draw', exact: true }).click();
}

/** By the documented rule, as any SHA-256 draws it. */
function drawnSeqs(seed: string, size: number, count: number): readonly number[] {
  const drawn: number[] = [];
  for (let counter = 1; drawn.length < count; counter++) {
    const digest = createHash('sha256').update(`${seed},${counter}`).digest('hex');
    const position = Number(BigInt(`0x${digest}`) % BigInt(size));
    if (!drawn.includes(position)) drawn.push(position);
  }
  return drawn;
}

test('a sample from a query is drawn, reviewed by keys alone, saved, and is there after a restart', async ({
  vouch,
  folder,
  restart,
}) => {
  const { page } = vouch;
  await openCase(vouch, folder);
  await vouch.show('Explore');
  await page.getByRole('search').getByRole('combobox', { name: 'Query' }).fill('outcome:success');
  await page.keyboard.press('Enter');
  await expect(page.locator('.result-total')).toContainText('39');
  await page.getByRole('button', { name: 'Draw a sample…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Draw a sample' });
  await expect(dialog.getByText('The population has 39 lines.')).toBeVisible();
  await order(page, 5);
  await expect(dialog.getByText('5 lines of 39 were drawn.')).toBeVisible();
  await expect(dialog.getByText('It is not stored yet.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep this sample' }).click();

  await expect(page.getByRole('heading', { name: 'Approvals' })).toBeVisible();
  const grid = page.getByRole('grid', { name: 'Worksheet' });
  // Entry 1 has no outcome, so every position from 1 on is that of the next entry.
  const seqs = drawnSeqs('dice 4 4 2 6', 39, 5).map((position) => (position < 1 ? position : position + 1));
  for (const [index, seq] of seqs.entries()) {
    await expect(grid.getByRole('row').nth(index + 1)).toContainText(`#${seq}`);
  }
  await grid.focus();
  const { keyboard } = page;
  await keyboard.press('o');
  await keyboard.press('o');
  await expect(page.getByText('1 of 5 reviewed, 0 exceptions')).toBeVisible();
  await keyboard.press('x');
  await keyboard.press('r');
  await expect(page.locator('input:focus')).toBeVisible();
  await keyboard.type('=no ticket');
  await keyboard.press('Enter');
  await expect(grid).toBeFocused();
  await keyboard.press('ArrowRight');
  await keyboard.press('n');
  await expect(page.getByText('2 of 5 reviewed, 1 exception')).toBeVisible();
  await keyboard.press('End');
  await keyboard.press('ArrowUp');
  await keyboard.press('ArrowLeft');
  await keyboard.press('o');
  await keyboard.press('Delete');
  await expect(page.getByText('Writing…')).toBeHidden();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('Approvals worksheet.csv');
  const rows = readFileSync(await saved.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(rows).toHaveLength(6);
  expect(rows[2]).toContain(`"${seqs[1]}"`);
  expect(rows[2]).toContain('"exception","not-applicable","\'=no ticket","reviewer 1"');

  const again = await restart();
  await again.page.getByRole('table').getByRole('link').first().click();
  await showSamples(again);
  await expect(again.page.getByText('2 of 5 reviewed, 1 exception')).toBeVisible();
  const secondGrid = again.page.getByRole('grid', { name: 'Worksheet' });
  await expect(secondGrid.getByRole('row').nth(2)).toContainText('=no ticket');
  // A person goes on at the first line that is not done.
  await expect(secondGrid.getByRole('row').nth(3)).toHaveAttribute('aria-selected', 'true');
  await secondGrid.focus();
  await again.page.keyboard.press('Enter');
  await expect(
    again.explore.panel.getByRole('heading', { name: `Line ${(seqs[2] ?? 0) + 1}` }),
  ).toBeVisible();
});

test('a sample that is not kept leaves nothing in the case', async ({ vouch, folder }) => {
  const { page } = vouch;
  await openCase(vouch, folder);
  await showSamples(vouch);
  await page.getByRole('button', { name: 'Draw a sample…' }).click();
  await order(page, 4);
  await expect(page.getByText('4 lines of 40 were drawn.')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('No sample was drawn in this case')).toBeVisible();
  await vouch.show('Custody');
  await expect(page.getByRole('table').getByText('Bundle imported')).toBeVisible();
  await expect(page.getByText('Sample drawn')).toHaveCount(0);
});

test('neither drawing a sample nor its worksheet has a serious barrier', async ({ vouch, folder }) => {
  const { page } = vouch;
  await openCase(vouch, folder);
  await showSamples(vouch);
  await expectNoBarrier(page, 'no sample');
  await page.getByRole('button', { name: 'Draw a sample…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Draw a sample' });
  await expect(dialog.getByText('The population has 40 lines.')).toBeVisible();
  await dialog.getByText('How many lines are enough?').click();
  // Of 40 lines, 5 % are 2: among 31 drawn, none of two is missed more than once in 20 times.
  await expect(dialog.getByRole('button', { name: 'Draw 31' })).toBeVisible();
  await dialog.getByLabel('Method').selectOption('stratified');
  await dialog.getByLabel('Field', { exact: true }).fill('actor');
  await dialog.getByRole('button', { name: 'Draw', exact: true }).click();
  await expect(dialog.getByText('A sample needs a seed.')).toBeVisible();
  await expectNoBarrier(page, 'the dialog that draws');
  await page.screenshot({ path: test.info().outputPath('draw.png') });
  await order(page, 12);
  await expect(dialog.getByText('12 lines of 40 were drawn.')).toBeVisible();
  await expectNoBarrier(page, 'what was drawn');
  await page.screenshot({ path: test.info().outputPath('drawn.png') });
  await dialog.getByRole('button', { name: 'Keep this sample' }).click();
  const grid = page.getByRole('grid', { name: 'Worksheet' });
  await grid.focus();
  for (const key of ['o', 'o', 'x', 'ArrowRight', 'n', 'ArrowDown', 'o']) await page.keyboard.press(key);
  await expect(page.getByText('2 of 12 reviewed, 1 exception')).toBeVisible();
  await page.getByText('Strata (3)').click();
  await page.getByText('How it was drawn').click();
  await expect(page.getByText(/^vouch sample [0-9a-f]{16}\.evb\.zip/)).toBeVisible();
  await expect(page.locator('div[role="img"]')).toHaveCount(0);
  await expectNoBarrier(page, 'the worksheet');
  await page.screenshot({ path: test.info().outputPath('facts.png') });
  await page.getByText('How it was drawn').click();
  await page.getByText('Strata (3)').click();
  await grid.focus();
  await page.keyboard.press('ArrowUp');
  await page.screenshot({ path: test.info().outputPath('worksheet.png') });
});
