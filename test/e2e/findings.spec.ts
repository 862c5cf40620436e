import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareBundle } from '../../bench/prepare-bundle.ts';
import { sealSmall } from '../support/bundle-builder.ts';
import { zipOf } from '../unit/workers/small-bundle.ts';
import { expect, test } from './fixture.ts';
import { expectNoBarrier } from './no-barrier.ts';
import type { Window } from './pages/window.ts';

async function openCase(vouch: Window, folder: string): Promise<void> {
  const path = join(folder, 'delivered.evb.zip');
  writeFileSync(path, await zipOf((await sealSmall({ entries: 8 })).members));
  await openBundle(vouch, path);
}

async function openBundle(vouch: Window, path: string): Promise<void> {
  await vouch.home.open(path);
  // An import ends on Bundles.
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
}

async function makeExhibit(vouch: Window): Promise<void> {
  const { page } = vouch;
  await vouch.show('Explore');
  await vouch.explore.row(1).click();
  await expect(vouch.explore.row(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByRole('button', { name: 'Mark the chosen lines' }).click();
  await page.getByRole('menuitem', { name: 'Make an exhibit of 3 lines…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your name').fill('auditor 1');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByLabel('Title').fill('Three reads in a row');
  await dialog.getByRole('button', { name: 'Make EX-0001' }).click();
  await expect(dialog).toBeHidden();
}

test('an exhibit of chosen lines stands behind a finding, and every version of that stays', async ({
  vouch,
  folder,
}) => {
  await openCase(vouch, folder);
  await makeExhibit(vouch);
  const { page } = vouch;
  await vouch.show('Findings');
  await page.getByRole('button', { name: 'New finding' }).click();
  await page.getByLabel('Title').fill('=Access without approval');
  await page.getByLabel('Condition: what was found').fill('Three reads, see EX-0001.');
  await page.getByLabel('Criteria: what should have been').fill('Each read is approved.');
  await page.getByLabel('Controls').fill('PCI DSS 4.0.1: 10.2.1.4');
  await page.getByRole('checkbox').check();
  await page.getByLabel('Severity').selectOption('high');
  await page.getByLabel('State').selectOption('open');
  await page.getByRole('button', { name: 'Save this version' }).click();
  await expect(page.getByText('High, Open')).toBeVisible();
  await page.getByLabel('State').selectOption('closed');
  await page.getByRole('button', { name: 'Save this version' }).click();
  await expect(page.getByText('High, Closed')).toBeVisible();
  await expect(page.getByText('High, Open')).toBeVisible();
  await page.getByRole('button', { name: 'All findings' }).click();
  const row = page.getByRole('row', { name: /Access without approval/ });
  await expect(row).toContainText('Closed');
  await expect(row).toContainText('PCI DSS 4.0.1 10.2.1.4');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV…' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  expect(text).toContain(`"'=Access without approval"`);
  await expect(page.getByText('1 cell begins like a formula')).toBeVisible();

  await expectNoBarrier(page, 'all findings');
  await vouch.show('Custody');
  for (const action of ['Exhibit made', 'Finding written']) {
    await expect(page.getByText(action).first()).toBeVisible();
  }
});

test('an exhibit that is withdrawn keeps its number, and the next one gets the next', async ({
  vouch,
  folder,
}) => {
  await openCase(vouch, folder);
  await makeExhibit(vouch);
  const { page } = vouch;
  await vouch.show('Findings');
  await page.getByRole('tab', { name: 'Exhibits' }).click();
  await page.getByRole('button', { name: 'Withdraw EX-0001' }).click();
  await page.getByRole('alertdialog').getByLabel('Reason').fill('wrong lines');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw the exhibit' }).click();
  await expect(page.getByText('withdrawn: wrong lines')).toBeVisible();
  await vouch.show('Explore');
  await page.getByRole('button', { name: 'Mark the chosen lines' }).click();
  await page.getByRole('menuitem', { name: /^Make an exhibit/ }).click();
  await expect(page.getByRole('button', { name: 'Make EX-0002' })).toBeVisible();
});

test('tags that are given to many lines at once are undone by one step', async ({ vouch, folder }) => {
  await openCase(vouch, folder);
  const { page } = vouch;
  await vouch.show('Explore');
  await vouch.explore.row(1).click();
  await expect(vouch.explore.row(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: 'Mark the chosen lines' }).click();
  await page.getByRole('menuitem', { name: 'Tag or rate 8 lines…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your name').fill('auditor 1');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByLabel('Add tags').fill('reviewed, night');
  await dialog.getByRole('button', { name: 'Mark 8 lines' }).click();
  await expect(dialog).toBeHidden();
  await vouch.explore.row(5).click();
  await page.getByRole('tab', { name: 'Notes' }).click();
  await expect(page.getByRole('button', { name: 'Take away the tag night' })).toBeVisible();
  await expect(page.getByText('together with 7 other targets')).toBeVisible();
  await page.getByRole('button', { name: /^Undo the change/ }).click();
  await expect(page.getByRole('button', { name: 'Take away the tag night' })).toBeHidden();
  await vouch.explore.row(2).click();
  await expect(page.getByText('(undone)')).toBeVisible();
});

test('more lines than one record has room for are marked by several changes, and each line has its tag', async ({
  vouch,
  folder,
}) => {
  await openBundle(vouch, (await prepareBundle(folder, 350)).path);
  const { page } = vouch;
  await vouch.show('Explore');
  await vouch.explore.row(1).click();
  await expect(vouch.explore.row(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: 'Mark the chosen lines' }).click();
  await page.getByRole('menuitem', { name: 'Tag or rate 350 lines…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your name').fill('auditor 1');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByLabel('Add tags').fill('all');
  await dialog.getByRole('button', { name: 'Mark 350 lines' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('tab', { name: 'Notes' }).click();
  await expect(page.getByText('together with 299 other targets')).toBeVisible();
  await page.getByRole('grid', { name: 'Entries' }).focus();
  await page.keyboard.press('End');
  await expect(vouch.explore.row(350)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByText('together with 49 other targets')).toBeVisible();
  await vouch.show('Custody');
  await expect(page.getByRole('rowheader', { name: 'Annotated' })).toHaveCount(2);
});

test('a case on legal hold is not deleted, and says why', async ({ vouch, folder }) => {
  await openCase(vouch, folder);
  const { page } = vouch;
  await vouch.show('Findings');
  await page.getByLabel('Your name').fill('auditor 1');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('tab', { name: 'Engagement' }).click();
  await page.getByLabel('Client').fill('Acme');
  await page.getByLabel('Period from').fill('2026-07-01');
  await page.getByLabel('Period to').fill('2026-06-01');
  await expect(page.getByText('A period ends before it begins')).toBeVisible();
  await page.getByLabel('Period to').fill('2026-09-30');
  await page.getByRole('checkbox').check();
  await page.getByLabel('Reason of the hold').fill('matter 12/2026');
  await page.getByRole('button', { name: 'Save the engagement' }).click();
  await expect(page.getByRole('button', { name: 'Save the engagement' })).toBeDisabled();
  await vouch.show('Home');
  await page.getByRole('button', { name: /^Delete the case/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete case' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('matter 12/2026');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toBeHidden();
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2);
});
