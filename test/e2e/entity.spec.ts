import type { Locator, Page } from '@playwright/test';
import { hostileActor, writeEntityLog } from './entity-log.ts';
import { expect, test } from './fixture.ts';
import { expectNoBarrier } from './no-barrier.ts';
import type { Window } from './pages/window.ts';

test('from a field of an entry a person comes to its page, and from its lines back to them', async ({
  vouch,
  folder,
}) => {
  await openLog(vouch, folder);
  await vouch.explore.row(2).click();
  await vouch.explore.panel.getByRole('link', { name: 'Page of actor u-1' }).click();
  const { page } = vouch;
  await expect(page.getByRole('heading', { level: 1, name: 'u-1' })).toBeVisible();
  await expect(factOf(page, 'Lines')).toContainText('20 of 60 searched lines');
  await expect(factOf(page, 'First seen')).toContainText('2026-03-01 10:01:00.000 UTC');
  await expect(factOf(page, 'Last seen')).toContainText('2026-03-01 10:29:00.000 UTC');
  await expect(factOf(page, 'Denied or failed')).toContainText('4 20.0 % of its lines');
  await expect(factOf(page, 'Denied or failed')).toContainText(
    /Counted as that: access_denied failure\s*Not counted as that: success/,
  );
  await page.getByRole('link', { name: 'Show its lines in Explore' }).click();
  await expect(totalInExplore(page)).toContainText('20 of 60');
});

test('another name is joined only by its switch, and then in every figure and after a reload', async ({
  vouch,
  folder,
}) => {
  await openPage(vouch, folder, 'u-1');
  const { page } = vouch;
  const names = page.getByRole('region', { name: 'Other names' });
  const other = names.getByRole('switch', { name: 'Include u-9' });
  await expect(other).toHaveAttribute('aria-checked', 'false');
  await expect(names).toContainText(
    'because dana@acme.example is actor.email in 20 lines here and in 18 lines there',
  );
  await expect(names).toContainText('two may share a name');
  await other.focus();
  await page.keyboard.press('Space');
  await expect(factOf(page, 'Lines')).toContainText('38 of 60');
  await expect(factOf(page, 'Lines')).toContainText('20 by this name, 18 by other names that are included');
  await expect(factOf(page, 'Last seen')).toContainText('2026-03-02');
  await names.getByRole('switch', { name: 'Include Lines without an actor' }).click();
  await expect(factOf(page, 'Lines')).toContainText('39 of 60');
  await page.reload();
  await expect(factOf(page, 'Lines')).toContainText('39 of 60');
  await names.getByRole('switch', { name: 'Include u-9' }).click();
  await expect(factOf(page, 'Lines')).toContainText('21 of 60');
});

test('every figure of a page is the number of lines that its link finds', async ({ vouch, folder }) => {
  await openPage(vouch, folder, 'u-9');
  const { page } = vouch;
  await page.getByRole('switch', { name: 'Include Lines without an actor' }).click();
  await expect(factOf(page, 'Lines')).toContainText('19 of 60');
  const links = await page.locator('.entity-page a[href^="#/explore"]').evaluateAll((found) =>
    found.flatMap((each) => {
      const count = /^\D*?(\d+) lines?\b/.exec(each.getAttribute('aria-label') ?? '')?.[1];
      return count === undefined ? [] : [{ count, address: each.getAttribute('href') ?? '' }];
    }),
  );
  expect(links.length).toBeGreaterThan(25);
  for (const { count, address } of links) {
    await goTo(page, address);
    await expect(totalInExplore(page), address).toContainText(new RegExp(`^${count} (?:of|line)`));
  }
});

test('a hostile name is marked, makes no element, and is asked for exactly', async ({ vouch, folder }) => {
  await openPage(vouch, folder, hostileActor);
  const { page } = vouch;
  const title = page.getByRole('heading', { level: 1 });
  await expect(title.locator('.mark')).toHaveText(['RLO', 'ZWSP']);
  await expect(title.locator('b')).toHaveCount(0);
  await expect(factOf(page, 'Lines')).toContainText('2 of 60');
  await page.getByRole('link', { name: 'Show its lines in Explore' }).click();
  await expect(totalInExplore(page)).toContainText('2 of 60');
});

test('from value to value by keys alone: a facet leads to a page, a page to the next', async ({
  vouch,
  folder,
}) => {
  await openLog(vouch, folder);
  const { page } = vouch;
  const values = page.getByRole('grid', { name: 'Values of Actor' });
  await values.getByRole('button').first().focus();
  await page.keyboard.press('ArrowDown');
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
  await expect(values.getByRole('button', { name: 'Page of u-2' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'u-2' })).toBeVisible();
  const target = page.getByRole('link', { name: 'Page of target orders-0' });
  await target.focus();
  await expect(target).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'orders-0' })).toBeVisible();
  const who = page.getByRole('table', { name: 'Actor', exact: true });
  await expect(who.getByRole('row').filter({ hasText: 'u-2' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'u-2' })).toBeVisible();
});

test('a piece of the time line is searched in Explore', async ({ vouch, folder }) => {
  await openPage(vouch, folder, 'u-9');
  const { page } = vouch;
  const bars = page.getByRole('slider', { name: /^Lines over time/ });
  await bars.focus();
  await page.keyboard.press('End');
  await expect(bars).toHaveAttribute('aria-valuetext', /^2026-03-02/);
  await page.keyboard.press('Enter');
  await expect(totalInExplore(page)).toBeVisible();
  const search = page.getByRole('combobox', { name: /query/i });
  await expect(search).toHaveValue(/^actor=u-9 ts:2026-03-02T10/);
});

test('what no line has, and an address that names nobody, say what to do', async ({ vouch, folder }) => {
  await openPage(vouch, folder, 'Nobody');
  const { page } = vouch;
  await expect(page.getByRole('heading', { name: 'No line has exactly this' })).toBeVisible();
  await goTo(page, `#/entity?${await parametersOf(page)}&field=nonsense&value=x`);
  await expect(page.getByRole('heading', { name: 'This address names nobody' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to Explore' }).click();
  await expect(totalInExplore(page)).toContainText('60');
});

test('neither a page nor a comparison has a serious barrier', async ({ vouch, folder }) => {
  await openPage(vouch, folder, 'u-1');
  const { page } = vouch;
  await page.getByRole('switch', { name: 'Include u-9' }).click();
  await expect(factOf(page, 'Lines')).toContainText('38 of 60');
  await expectNoBarrier(page, 'the page of an actor');
  await openPage(vouch, null, hostileActor);
  await expectNoBarrier(page, 'the page of a hostile name');
  await page.getByRole('link', { name: 'Compare its halves' }).click();
  await expect(page.getByRole('region', { name: 'Differences' })).toBeVisible();
  await expectNoBarrier(page, 'a comparison');
  await page.getByRole('button', { name: 'Choose side A by a value of a field' }).click();
  await expect(page.getByRole('option').first()).toBeVisible();
  await expectNoBarrier(page, 'the dialog that chooses a value');
});

async function openLog(vouch: Window, folder: string): Promise<void> {
  await vouch.home.open(await writeEntityLog(folder));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await vouch.show('Explore');
  await expect(totalInExplore(vouch.page)).toContainText('60');
}

/** In the open case when there is no folder to make one from. */
async function openPage(vouch: Window, folder: string | null, actor: string): Promise<void> {
  if (folder !== null) await openLog(vouch, folder);
  const value = encodeURIComponent(actor);
  await goTo(vouch.page, `#/entity?${await parametersOf(vouch.page)}&field=actor&value=${value}`);
  await expect(vouch.page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** Of the address: the case and the bundle. */
async function parametersOf(page: Page): Promise<string> {
  const all = new URLSearchParams(new URL(page.url()).hash.split('?')[1]);
  return new URLSearchParams({ case: all.get('case') ?? '', bundle: all.get('bundle') ?? '' }).toString();
}

async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, address);
}

function totalInExplore(page: Page): Locator {
  return page.locator('.result-line:not([data-stale]) .result-total strong');
}

function factOf(page: Page, name: string): Locator {
  return page
    .getByRole('region', { name: 'In short' })
    .locator('.fact')
    .filter({ has: page.locator('dt', { hasText: name }) })
    .locator('dd');
}
