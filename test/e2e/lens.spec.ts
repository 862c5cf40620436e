import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { smallZip } from '../unit/workers/small-bundle.ts';
import { expect, test } from './fixture.ts';
import { expectNoBarrier } from './no-barrier.ts';
import type { Window } from './pages/window.ts';

async function openSmall(vouch: Window, folder: string): Promise<void> {
  const path = join(folder, 'small.evb.zip');
  writeFileSync(path, await smallZip({ entries: 8 }));
  await vouch.home.open(path);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
}

async function choose({ page }: Window, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Lens of this case/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemradio', { name }).press('Enter');
  await expect(page.getByRole('button', { name: `Lens of this case: ${name}` })).toBeVisible();
}

/** Whether the page holds a text anywhere, shown or not: as text, in an attribute, as the value of a field. */
function holds({ page }: Window, text: string): Promise<boolean> {
  return page.evaluate((wanted) => {
    const values = Array.from(document.querySelectorAll('input, textarea'), (field) =>
      'value' in field ? String(field.value) : '',
    );
    return `${document.documentElement.outerHTML} ${values.join(' ')}`.includes(wanted);
  }, text);
}

test('through the lens of a developer no value of a person is anywhere in the page, until one line is unmasked for a reason', async ({
  vouch,
  folder,
}) => {
  test.slow();
  const { page } = vouch;
  await openSmall(vouch, folder);
  await vouch.show('Explore');
  const actor = (await vouch.explore.row(2).locator('[data-column=actor]').innerText()).trim();
  expect(actor).not.toBe('');
  await vouch.explore.row(2).click();
  await expect(vouch.explore.panel).toBeVisible();
  await vouch.explore.openPart('Raw');
  await expect.poll(() => holds(vouch, actor)).toBe(true);

  await choose(vouch, 'Developer');
  await vouch.show('Explore');
  await expect(vouch.explore.row(2)).toContainText('masked-');
  await vouch.explore.row(2).click();
  await expect(vouch.explore.panel.getByRole('button', { name: 'Unmask this line…' })).toBeVisible();
  for (const part of ['Fields', 'Raw', 'Proof', 'Neighbours', 'Notes'] as const) {
    await vouch.explore.openPart(part);
    await expect(page.locator('.facets')).toContainText('masked-');
    expect(await holds(vouch, actor), part).toBe(false);
  }
  await expectNoBarrier(page, 'masked');
  // Words that a person would look for are still there.
  expect(await holds(vouch, 'success')).toBe(true);

  await vouch.explore.panel.getByRole('button', { name: 'Unmask this line…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Unmask one line' });
  await dialog.getByLabel('Reason').fill('The parser fails on this line');
  await expect(dialog.getByRole('button', { name: 'Unmask', exact: true })).toBeDisabled();
  await dialog.getByLabel('Your name').fill('D. Developer');
  await expectNoBarrier(page, 'unmask');
  await dialog.getByLabel('Your name').press('Enter');
  await expect(dialog).toBeHidden();
  await vouch.explore.openPart('Fields');
  await expect(vouch.explore.panel).toContainText(actor);
  await expect(vouch.explore.row(2)).toContainText('masked-');
  await vouch.show('Custody');
  await expect(page.getByText('The parser fails on this line')).toBeVisible();
});

test('through the lens of a legal reviewer what makes something is not possible, and a restart keeps the lens', async ({
  vouch,
  folder,
  restart,
}) => {
  await openSmall(vouch, folder);
  await vouch.show('Findings');
  await vouch.page.getByLabel('Your name').fill('L. Reviewer');
  await vouch.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(vouch.page.getByRole('button', { name: 'New finding' })).toBeEnabled();
  await choose(vouch, 'Legal reviewer');
  await expect(vouch.page.getByRole('button', { name: 'New finding' })).toBeDisabled();
  const again = await restart();
  await again.home.recentCases.getByRole('link').click();
  await again.show('Explore');
  await again.explore.row(2).click();
  await again.explore.openPart('Notes');
  await expect(again.page.getByRole('button', { name: 'Write a note' })).toBeDisabled();
  await choose(again, 'Auditor');
  await again.show('Findings');
  await expect(again.page.getByRole('button', { name: 'New finding' })).toBeEnabled();
});

test('opened lines are in the log, until a person switches that off', async ({ vouch, folder }) => {
  const { page } = vouch;
  await openSmall(vouch, folder);
  const open = async (row: number) => {
    await vouch.show('Explore');
    await vouch.explore.row(row).click();
    await expect(vouch.explore.panel).toBeVisible();
    // Longer than a glance, by the clock of the page: a page that is slow looks for longer as well.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_300)));
    await vouch.show('Home');
    await vouch.show('Custody');
  };
  await open(2);
  await expect(page.getByText('Lines viewed')).toHaveCount(1);
  await page.getByRole('button', { name: 'Stop recording them' }).click();
  await expect(page.getByText('are not written to this log')).toBeVisible();
  await open(3);
  await expect(page.getByText('Recording of searches and views changed')).toHaveCount(1);
  await expect(page.getByText('Lines viewed')).toHaveCount(1);
});
