import { expect, test } from './fixture.ts';
import { expectNoBarrier } from './no-barrier.ts';
import { SearchArea } from './pages/search-area.ts';
import { samplePath } from './sample-files.ts';

test('no state of a search has a serious barrier', async ({ vouch }) => {
  // Each look at a screen of some thousand elements takes seconds on a machine that does other things.
  test.slow();
  const { page } = vouch;
  await vouch.home.open(samplePath(''), samplePath('-tampered-edited'));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: BROKEN');
  await vouch.show('Explore');
  const search = new SearchArea(page);
  await expect(search.total).toHaveText('25,000 lines');
  await page.keyboard.press('/');
  await expect(search.field).toBeFocused();
  await page.keyboard.type('act');
  await expect(search.options.first()).toContainText('act');
  await page.keyboard.press('ArrowDown');
  await expect(search.options.first()).toHaveAttribute('aria-selected', 'true');
  await expectNoBarrier(page, 'completion');
  await search.run('action:session.start -outcome:success');
  await expect(search.terms).toBeVisible();
  await expectNoBarrier(page, 'terms');
  await search.run('action:( x');
  await expect(search.below).toContainText('Column 8');
  await expectNoBarrier(page, 'a query that cannot be read');
  await search.run('outcom:x action:zebra');
  await expect(page.getByRole('button', { name: 'Drop action:zebra from the query' })).toBeVisible();
  await expectNoBarrier(page, 'nothing found');
  await page.getByRole('button', { name: /^Searched bundles/ }).click();
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  await expectNoBarrier(page, 'the choice of bundles');
  await page.keyboard.press('Escape');
});

test('neither the searches of a case nor the help have a serious barrier', async ({ vouch }) => {
  const { page } = vouch;
  await vouch.home.open(samplePath(''));
  await vouch.bundles.receipt.waitFor();
  await vouch.show('Explore');
  const search = new SearchArea(page);
  await search.run('outcome=denied');
  await expect(search.words).toContainText('“denied”');
  await search.openSearches('Past');
  await expect(search.searches.getByRole('row')).toHaveCount(2);
  await expectNoBarrier(page, 'past searches');
  await search.searches.getByRole('button', { name: 'Save this query…' }).click();
  await expect(page.getByRole('dialog', { name: 'Save a search' })).toBeVisible();
  await expectNoBarrier(page, 'the form of a search');
  await page.getByRole('textbox', { name: 'Name' }).fill('Denied');
  await page.keyboard.press('Enter');
  await expect(search.searches.getByRole('button', { name: 'Edit Denied' })).toBeVisible();
  await expectNoBarrier(page, 'saved searches');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'How to write a query' }).click();
  await expect(page.getByRole('dialog').getByRole('heading').first()).toBeVisible();
  await expectNoBarrier(page, 'the page of the query language');
});
