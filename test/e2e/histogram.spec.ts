import { join } from 'node:path';
import { expect, test } from './fixture.ts';
import { ResultArea } from './pages/result-area.ts';
import { SearchArea } from './pages/search-area.ts';
import type { Window } from './pages/window.ts';
import { writeSealed } from './sealed-file.ts';

/** An event each hour of the first two days of March, none on the third and fourth, and again from the fifth to the sixth. */
const hours = [...Array(48).keys(), ...Array.from({ length: 48 }, (_, hour) => hour + 96)];
const events = hours.map((hour) => ({
  ts: new Date(Date.UTC(2026, 2, 1, hour, 30)).toISOString(),
  actor: { id: hour % 6 === 0 ? 'alice' : 'bob' },
}));

async function openEvents(vouch: Window, folder: string) {
  const path = join(folder, 'events.evb.zip');
  await writeSealed(path, events, { mapping: { actor: '/actor/id' }, segmentLines: 64 });
  await vouch.home.open(path);
  await expect(vouch.verdict).toHaveAccessibleName(/^Verdict: INTACT/);
  await vouch.show('Explore');
  const search = new SearchArea(vouch.page);
  await expect(search.total).toHaveText('96 lines');
  return { search, result: new ResultArea(vouch.page) };
}

test('a time is drawn with the mouse, searched in, widened and left, and nothing jumps meanwhile', async ({
  vouch,
  folder,
}) => {
  const { page } = vouch;
  const { search, result } = await openEvents(vouch, folder);
  await expect(result.barsReading).toContainText('no lines');
  await expect(page.locator('.histogram-gap')).not.toHaveCount(0);
  const box = await result.bars.boundingBox();
  const gridTop = (await vouch.explore.grid.boundingBox())?.y;
  if (box === null) throw new Error('There are no bars.');

  // The first half of the drawing, from the middle of its first bar to that of the last one there.
  await page.mouse.move(box.x + 2, box.y + 30);
  await expect(result.barsReading).toContainText('2026-03-01');
  await expect(result.barsReading).toContainText('UTC');
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 2, box.y + 30, { steps: 5 });
  await expect(result.barsReading).toContainText('bars chosen');
  await expect(result.barsReading).toContainText('48 of 48 lines');
  await page.mouse.up();
  await expect(search.total).toHaveText('48 of 96 lines');
  await expect(search.field).toHaveValue('ts:2026-03-01..2026-03-03');
  expect((await vouch.explore.grid.boundingBox())?.y).toBe(gridTop);

  await page.getByRole('button', { name: 'Zoom out' }).click();
  await expect(search.total).not.toHaveText('48 of 96 lines');
  await page.getByRole('button', { name: 'All time' }).click();
  await expect(search.field).toHaveValue('');
  await expect(search.total).toHaveText('96 lines');
});

test('a time is chosen by keyboard alone, and each bar reads its numbers aloud', async ({
  vouch,
  folder,
}) => {
  const { page } = vouch;
  const { search, result } = await openEvents(vouch, folder);
  await search.run('actor=alice');
  await expect(search.total).toHaveText('16 of 96 lines');
  await result.bars.focus();
  await page.keyboard.press('Home');
  const bars = Number(await result.bars.getAttribute('aria-valuemax'));
  await expect(result.bars).toHaveAttribute('aria-valuenow', '1');
  await expect(result.bars).toHaveAttribute('aria-valuetext', /^2026-03-01.* UTC: \d+ of \d+ lines?$/);
  await page.keyboard.press('Shift+End');
  await expect(result.bars).toHaveAttribute('aria-valuenow', String(bars));
  await expect(result.bars).toHaveAttribute('aria-valuetext', /16 of 96 lines$/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Home');
  await expect(result.bars).toHaveAttribute('aria-valuenow', '1');
  await page.keyboard.press('Enter');
  await expect(search.field).toHaveValue(/^actor=alice ts:2026-03-01/);
  await expect(search.total).toHaveText(/^\d of 96 lines$/);
  await expect(result.bars).toBeFocused();
  await page.keyboard.press('-');
  await expect(search.field).toHaveValue(/^actor=alice ts:2026-02-28/);

  await page.getByRole('button', { name: 'Numbers' }).focus();
  await page.keyboard.press('Enter');
  const numbers = page.getByRole('dialog', { name: 'Lines over time, in numbers' });
  await expect(numbers.getByRole('row').nth(1)).toContainText('2026-03-01');
  await page.keyboard.press('Escape');
  await expect(numbers).toBeHidden();
});
