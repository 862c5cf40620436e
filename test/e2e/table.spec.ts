import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { ResultArea } from './pages/result-area.ts';
import { SearchArea } from './pages/search-area.ts';
import type { Window } from './pages/window.ts';
import { sampleLines, samplePath } from './sample-files.ts';
import { writeSealed } from './sealed-file.ts';

const hostile = ['=1+1', 'a\tb', '<img src=x onerror=alert(1)>', '\u202eecila', 'alice '];
const events = Array.from({ length: 40 }, (_, index) => ({
  // Later lines of the log state earlier times, so that the order of time is another one.
  ts: new Date(Date.UTC(2026, 2, 1, 0, 40 - index)).toISOString(),
  actor: { id: hostile[index] ?? `u-${index % 4}` },
  user: { email: `u${index}@example.com` },
}));

async function openEvents(vouch: Window, folder: string) {
  const path = join(folder, 'events.evb.zip');
  await writeSealed(path, events, { mapping: { actor: '/actor/id' }, segmentLines: 64 });
  await vouch.home.open(path);
  await expect(vouch.verdict).toHaveAccessibleName(/^Verdict: INTACT/);
  return showTable(vouch, '40 lines');
}

async function showTable(vouch: Window, total: string) {
  await vouch.show('Explore');
  const search = new SearchArea(vouch.page);
  await expect(search.total).toHaveText(total);
  await vouch.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  return { search, result: new ResultArea(vouch.page) };
}

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

test('any field is a column, and columns are moved, widened and removed by keyboard, also after a restart', async ({
  vouch,
  folder,
  restart,
}) => {
  const { page } = vouch;
  const { result } = await openEvents(vouch, folder);
  await page.getByRole('button', { name: 'Columns' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('email');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(result.headers.last()).toContainText('user.email');
  await expect(result.row(1)).toContainText('u0@example.com');

  await vouch.explore.grid.focus();
  await expect(vouch.explore.grid).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(result.header('#').getByRole('button')).toBeFocused();
  await page.keyboard.press('End');
  await expect(result.header('user.email').getByRole('button')).toBeFocused();
  await page.keyboard.press('Control+ArrowLeft');
  await expect(result.headers.nth(8)).toContainText('user.email');
  await expect(result.header('user.email').getByRole('button')).toBeFocused();
  const width = (await result.header('user.email').boundingBox())?.width ?? 0;
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect
    .poll(async () => (await result.header('user.email').boundingBox())?.width)
    .toBeGreaterThan(width + 20);
  await page.keyboard.press('Home');
  await expect(result.header('#').getByRole('button')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(result.headers.first()).toContainText('State');
  await page.keyboard.press('ArrowDown');
  await expect(vouch.explore.grid).toBeFocused();

  const again = await restart();
  await again.home.recentCases.getByRole('link').click();
  await again.show('Explore');
  const after = new ResultArea(again.page);
  await expect(after.headers.nth(7)).toContainText('user.email');
  await expect(after.headers.first()).toContainText('State');
  await expect(after.row(1)).toContainText('u0@example.com');
});

test('a column is dragged to its place and made wider by its edge', async ({ vouch, folder }) => {
  const { page } = vouch;
  const { result } = await openEvents(vouch, folder);
  const actor = await result.header('Actor').boundingBox();
  const time = await result.header('Time').boundingBox();
  if (actor === null || time === null) throw new Error('There are no headers.');
  await page.mouse.move(actor.x + 30, actor.y + 10);
  await page.mouse.down();
  await page.mouse.move(time.x + 20, time.y + 10, { steps: 6 });
  await page.mouse.up();
  await expect(result.headers.nth(2)).toContainText('Actor');
  await expect(result.headers.nth(3)).toContainText('Time');
  // Dragged is not pressed: the order is still that of the log.
  await expect(result.header('Actor')).toHaveAttribute('aria-sort', 'none');

  const moved = await result.header('Actor').boundingBox();
  if (moved === null) throw new Error('There is no header.');
  await page.mouse.move(moved.x + moved.width - 2, moved.y + 10);
  await page.mouse.down();
  await page.mouse.move(moved.x + moved.width + 58, moved.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect
    .poll(async () => Math.round((await result.header('Actor').boundingBox())?.width ?? 0))
    .toBeGreaterThan(Math.round(moved.width) + 50);
});

test('a header sorts up, down and as in the log again, and says so', async ({ vouch, folder }) => {
  const { page } = vouch;
  const { result } = await openEvents(vouch, folder);
  await expect(result.cell(1, 1)).toHaveText('0');
  await result.header('Time').getByRole('button').click();
  await expect(result.header('Time')).toHaveAttribute('aria-sort', 'ascending');
  await expect(result.cell(1, 1)).toHaveText('39');
  await result.header('Time').getByRole('button').click();
  await expect(result.header('Time')).toHaveAttribute('aria-sort', 'descending');
  await expect(result.cell(1, 1)).toHaveText('0');
  await page.getByRole('button', { name: 'Order: newest first' }).click();
  await page.getByRole('menuitemradio', { name: 'oldest first' }).click();
  await expect(result.cell(1, 1)).toHaveText('39');
  await result.header('Actor').getByRole('button').click();
  await expect(result.header('Actor')).toHaveAttribute('aria-sort', 'ascending');
  await expect(result.cell(1, 4)).toHaveText('<img src=x onerror=alert(1)>');
});

test('lines are chosen in runs with Shift, all with Ctrl and A, and copied exactly', async ({
  vouch,
  folder,
}) => {
  const { page } = vouch;
  const { result } = await openEvents(vouch, folder);
  await vouch.explore.grid.focus();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(result.said).toHaveText('3 lines chosen');
  await expect(result.row(3)).toHaveAttribute('aria-selected', 'true');
  await result.row(6).click({ modifiers: ['Shift'] });
  await expect(result.said).toHaveText('6 lines chosen');
  await result.row(9).click({ modifiers: ['Control'] });
  await expect(result.said).toHaveText('7 lines chosen');
  await page.keyboard.press('Control+a');
  await expect(result.said).toHaveText('40 lines chosen');
  await page.keyboard.press('Control+c');
  await expect(result.said).toContainText('Copied 40 lines with 9 columns. 1 cell begins with');
  const copied = await clipboard(page);
  expect(copied.split('\n')).toHaveLength(42);
  // No spreadsheet computes evidence, and no value of it breaks a row.
  expect(copied).toContain(`\t'=1+1\t`);
  expect(copied).toContain('\t"a\tb"\t');

  await page.keyboard.press('Escape');
  await result.cell(1, 4).click();
  await page.keyboard.press('c');
  await expect(result.said).toHaveText('Copied the cell Actor');
  expect(await clipboard(page)).toBe('=1+1');
  await page.keyboard.press('Shift+C');
  await expect(result.said).toHaveText('Copied 1 citation');
  await page.keyboard.press('Escape');
  const leaf = await clipboard(page);
  expect(leaf).toMatch(
    /^\S+, seq 0, leaf sha256:[0-9a-f]{16}, 2026-03-01 00:40:00\.000 UTC, not verifiable\n$/,
  );
});

test('evidence in cells is text, whatever it is made of', async ({ vouch, folder }) => {
  const { page } = vouch;
  const { result } = await openEvents(vouch, folder);
  await expect(result.cell(3, 4)).toHaveText('<img src=x onerror=alert(1)>');
  await expect(page.locator('.grid img')).toHaveCount(0);
  await expect(result.cell(4, 4).locator('.mark')).toHaveText('RLO');
  await expect(result.cell(5, 4).locator('.mark')).toHaveText('SP');
});

test('the menu of a cell searches for its value or leads to its page, opened by mouse and by keyboard', async ({
  vouch,
  folder,
}) => {
  const { page } = vouch;
  const { search, result } = await openEvents(vouch, folder);
  await result.cell(7, 4).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Only lines with this value' }).click();
  await expect(search.field).toHaveValue('actor=u-2');
  await expect(search.total).toHaveText('9 of 40 lines');
  await expect(result.cell(1, 4).locator('mark')).toHaveText('u-2');
  await expect(vouch.explore.grid).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.getByRole('menuitem', { name: 'Leave out lines with this value' }).press('Enter');
  await expect(search.field).toHaveValue('-actor=u-2');
  await expect(search.total).toHaveText('31 of 40 lines');
  await result.cell(1, 4).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Go to the page of the actor' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '=1+1' })).toBeVisible();
});

test('a time is jumped to, and the last line is as near as the first', async ({ vouch }) => {
  const { page } = vouch;
  const lines = await sampleLines(samplePath(''));
  const times = lines.map((line) => /"ts":"([^"]+)"/.exec(line)?.[1] ?? '');
  const first = times.findIndex((time) => time >= '2026-08-15T12:00');
  await vouch.home.open(samplePath(''));
  await expect(vouch.verdict).not.toHaveAccessibleName(/OPENING|NO BUNDLE/);
  const { result } = await showTable(vouch, '25,000 lines');
  await page.getByRole('button', { name: 'Jump to time' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
  await page.keyboard.type('2026-08-15 12:00');
  await page.keyboard.press('Enter');
  await expect(result.row(first + 1)).toHaveAttribute('aria-selected', 'true');
  await expect(vouch.explore.grid).toBeFocused();
  await page.keyboard.press('End');
  await expect(result.cell(25_000, 1)).toHaveText('24,999');
  await page.keyboard.press('Shift+Home');
  await expect(result.said).toHaveText('25,000 lines chosen');
  await expect(result.cell(1, 1)).toHaveText('0');
});
