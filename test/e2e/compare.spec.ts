import type { Locator, Page } from '@playwright/test';
import { hostileActor, writeEntityLog } from './entity-log.ts';
import { expect, test } from './fixture.ts';
import type { Window } from './pages/window.ts';
import { samplePath } from './sample-files.ts';

test('the two halves of a search stand side by side: what is new, gone and changed', async ({
  vouch,
  folder,
}) => {
  await openHalves(vouch, folder);
  const { page } = vouch;
  const actors = tableOf(page, 'Actor');
  await expect(actors.getByRole('rowheader', { name: 'New: 2 values are only in B' })).toBeVisible();
  await expect(actors.getByRole('rowheader', { name: 'Gone: 1 value is only in A' })).toBeVisible();
  await expect(rowOf(actors, 'u-9').getByRole('cell')).toHaveText(['0', '0.0 %', '18', '60.0 %', '+60.0 pp']);
  await expect(rowOf(actors, 'u-1').getByRole('cell')).toHaveText(['20', '66.7 %', '0', '0.0 %', '−66.7 pp']);
  await expect(rowOf(actors, 'u-2').getByRole('cell')).toHaveText(['10', '33.3 %', '9', '30.0 %', '−3.3 pp']);
  await expect(rowOf(actors, 'absent').getByRole('cell')).toHaveText(['0', '0.0 %', '1', '3.3 %', '+3.3 pp']);
  await expect(tableOf(page, 'Action')).toContainText(
    'In both: 2 values, 2 with exactly the same share; the largest change first',
  );
  await expect(rowOf(tableOf(page, 'Action'), 'read').getByRole('cell').last()).toHaveText('0');
  const words = page.getByRole('region', { name: 'What is compared' });
  await expect(words).toContainText('before 1 March 2026, 22:00 UTC');
  await expect(words).toContainText('in people.evb.zip');
});

test('every figure of a comparison is the number of lines that its link finds', async ({ vouch, folder }) => {
  await openHalves(vouch, folder);
  const { page } = vouch;
  const links = await page
    .locator('.compare-page a[href^="#/explore"]')
    .evaluateAll((found) =>
      found.map((each) => ({ count: each.textContent ?? '', address: each.getAttribute('href') ?? '' })),
    );
  expect(links.length).toBeGreaterThan(25);
  for (const { count, address } of links) {
    await goTo(page, address);
    await expect(totalInExplore(page), address).toContainText(new RegExp(`^${count} (?:of|line)`));
  }
});

test('both sides are chosen by keys alone: a way for both, a period, a query', async ({ vouch, folder }) => {
  await openHalves(vouch, folder);
  const { page } = vouch;
  await page.getByRole('button', { name: 'Choose both sides…' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem')).toHaveText([
    'First half and second half of the time',
    'The last 24 hours and the 24 hours before',
  ]);
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem').last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sideOf(page, 'A').getByLabel('Query of side A')).toHaveValue(
    'ts:2026-02-28T10:29:00.001..2026-03-01T10:29:00.000',
  );
  await expect(sideOf(page, 'B')).toContainText('30 of 60 searched');

  const start = sideOf(page, 'A').getByLabel('From (UTC)');
  await start.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('2026-03-01 10:10');
  await page.keyboard.press('Enter');
  await expect(sideOf(page, 'A').getByLabel('Query of side A')).toHaveValue(/^ts:2026-03-01T10:10\b/);
  const end = sideOf(page, 'A').getByLabel('To before (UTC)');
  await end.fill('2026-03-01 10:20');
  await page.keyboard.press('Enter');
  await expect(sideOf(page, 'A')).toContainText('10 of 60 searched');
  await expect(sideOf(page, 'A').getByLabel('Query of side A')).toHaveValue(
    'ts:2026-03-01T10:10..2026-03-01T10:19',
  );
  await end.fill('1.3.2026');
  await page.keyboard.press('Enter');
  await expect(sideOf(page, 'A').getByRole('alert')).toContainText('A time such as 2026-07-01');
  await end.fill('2026-03-01 10:05');
  await page.keyboard.press('Enter');
  await expect(sideOf(page, 'A').getByRole('alert')).toContainText('This is not after the start.');

  const query = sideOf(page, 'B').getByLabel('Query of side B');
  await query.fill('outcome:denied*');
  await page.keyboard.press('Enter');
  await expect(sideOf(page, 'B')).toContainText('0 of 60 searched');
  await expect(page.getByText('Side B has no line, so everything is only on the other side.')).toBeVisible();
  await page.goBack();
  await expect(sideOf(page, 'B')).toContainText('30 of 60 searched');
});

test('a side is chosen by a value, with the mouse, and the sides are swapped', async ({ vouch, folder }) => {
  await openHalves(vouch, folder);
  const { page } = vouch;
  await page.getByRole('button', { name: 'Choose side B by a value of a field' }).click();
  const dialog = page.getByRole('dialog', { name: 'Lines with one value' });
  await dialog
    .getByRole('option', { name: /^actor\D/ })
    .first()
    .click();
  await dialog.getByLabel('Part of a value of actor').fill('EVE');
  await dialog.getByRole('button', { name: /gnp\.exe/ }).click();
  await expect(sideOf(page, 'B')).toContainText('2 of 60 searched');
  await expect(rowOf(tableOf(page, 'Actor'), 'gnp.exe').locator('.mark')).toHaveText(['RLO', 'ZWSP']);
  await page.getByRole('button', { name: 'Swap A and B' }).click();
  await expect(sideOf(page, 'A')).toContainText('2 of 60 searched');
  await expect(rowOf(tableOf(page, 'Actor'), 'gnp.exe').getByRole('cell').first()).toHaveText('2');
});

test('a query that cannot be read says so on its side, offers the mended one, and nothing is compared', async ({
  vouch,
  folder,
}) => {
  await openHalves(vouch, folder);
  const { page } = vouch;
  const query = sideOf(page, 'A').getByLabel('Query of side A');
  await query.fill('(actor:u-1');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The query of side A cannot be read, so nothing is compared.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Differences' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Copy as CSV' })).toBeDisabled();
  await sideOf(page, 'A').getByRole('button', { name: /use/i }).click();
  await expect(sideOf(page, 'A')).toContainText('20 of 60 searched');
  await expect(page.getByRole('region', { name: 'Differences' })).toBeVisible();
});

test('further fields are compared, and all of it is copied for a spreadsheet', async ({ vouch, folder }) => {
  await openHalves(vouch, folder);
  const { page } = vouch;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Add a field…' }).click();
  await page.getByRole('combobox', { name: 'Compare by a further field' }).fill('actor.email');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(rowOf(tableOf(page, 'actor.email'), 'eve@acme.example')).toContainText('+6.7 pp');
  await page.getByRole('button', { name: 'Do not compare by Actor', exact: true }).click();
  await expect(tableOf(page, 'Actor')).toHaveCount(0);
  await page.getByRole('button', { name: 'Copy as CSV' }).click();
  await expect(page.getByText(/rows are on the clipboard/)).toBeVisible();
  const csv = await page.evaluate(() => navigator.clipboard.readText());
  expect(csv).toContain(
    '"actor.email","only in B","eve@acme.example","0","30","0.0000","2","30","6.6667","6.6667"',
  );
  expect(csv).toContain('"side A","Lines that state a time');
  expect(csv).not.toContain('"actor",');
});

test('two bundles of a case are compared by one choice', async ({ vouch }) => {
  await vouch.home.open(samplePath(''), samplePath('-tampered-edited'));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: BROKEN');
  await vouch.show('Explore');
  await vouch.page.getByRole('link', { name: 'Compare…' }).click();
  await vouch.page.getByRole('button', { name: 'Choose both sides…' }).click();
  await vouch.page.getByRole('menuitem', { name: /evb\.zip and / }).click();
  await expect(sideOf(vouch.page, 'A')).toContainText('25,000 of 25,000 searched');
  await expect(sideOf(vouch.page, 'B')).toContainText(/25,000 of 25,000 searched/);
  await expect(vouch.page.getByRole('region', { name: 'Differences' })).toBeVisible();
});

test('what is compared stands in the address, and a reload comes back to it', async ({ vouch, folder }) => {
  await openHalves(vouch, folder);
  const { page } = vouch;
  const value = JSON.stringify(hostileActor);
  await sideOf(page, 'B')
    .getByLabel('Query of side B')
    .fill(`actor=${value.replace(/\*/g, String.raw`\*`)}`);
  await page.keyboard.press('Enter');
  await expect(sideOf(page, 'B')).toContainText('2 of 60 searched');
  await page.reload();
  await expect(sideOf(page, 'B')).toContainText('2 of 60 searched');
  await expect(sideOf(page, 'A')).toContainText('30 of 60 searched');
});

async function openHalves(vouch: Window, folder: string): Promise<void> {
  await vouch.home.open(await writeEntityLog(folder));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await vouch.show('Explore');
  await expect(totalInExplore(vouch.page)).toContainText('60');
  await vouch.page.getByRole('link', { name: 'Compare…' }).click();
  await expect(vouch.page.getByRole('region', { name: 'Differences' })).toBeVisible();
  await expect(sideOf(vouch.page, 'A')).toContainText('30 of 60 searched');
  await expect(sideOf(vouch.page, 'B')).toContainText('30 of 60 searched');
}

async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, address);
}

function sideOf(page: Page, name: 'A' | 'B'): Locator {
  return page.getByRole('region', { name: `Side ${name}`, exact: true });
}

function tableOf(page: Page, field: string): Locator {
  return page.getByRole('table', { name: field, exact: true });
}

function rowOf(table: Locator, value: string): Locator {
  return table.getByRole('row').filter({ has: table.page().getByRole('rowheader', { name: value }) });
}

function totalInExplore(page: Page): Locator {
  return page.locator('.result-line:not([data-stale]) .result-total strong');
}
