import { expect, test } from './fixture.ts';
import { expectNoBarrier } from './no-barrier.ts';
import { ResultArea } from './pages/result-area.ts';
import { SearchArea } from './pages/search-area.ts';
import { samplePath } from './sample-files.ts';

test('no state of a result has a serious barrier', async ({ vouch }) => {
  const { page } = vouch;
  await vouch.home.open(samplePath('-tampered-edited'));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: BROKEN');
  await vouch.show('Explore');
  const search = new SearchArea(page);
  const result = new ResultArea(page);
  await expect(search.total).toHaveText('25,000 lines');

  await search.run('outcome:failure');
  await expect(result.row(1).locator('mark')).toHaveText('failure');
  await vouch.explore.grid.focus();
  await page.keyboard.press('Shift+PageDown');
  await expect(result.said).toContainText('lines chosen');
  await expectNoBarrier(page, 'found texts and chosen lines');

  await result
    .facet('Action')
    .getByRole('button', { name: /^Include/ })
    .first()
    .click();
  await expect(result.facet('Action')).toContainText('counted without its own terms');
  await result.facet('Actor').getByRole('row').first().hover();
  await result
    .facet('Actor')
    .getByRole('button', { name: /^Exclude/ })
    .first()
    .click();
  await result.facet('Actor').getByRole('button', { name: 'Search in Actor' }).click();
  await expect(result.facet('Actor').getByRole('textbox')).toBeFocused();
  await page.keyboard.type('a');
  await expectNoBarrier(page, 'facets with values asked for, left out and searched');

  await result.bars.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(result.barsReading).toContainText('bars chosen');
  await expectNoBarrier(page, 'bars chosen');
});

test('neither the dialogs of a result nor its menu have a serious barrier', async ({ vouch }) => {
  const { page } = vouch;
  await vouch.home.open(samplePath(''));
  await vouch.bundles.receipt.waitFor();
  await vouch.show('Explore');
  const result = new ResultArea(page);
  await expect(result.row(1)).toContainText('2026');
  await page.getByRole('button', { name: 'Columns' }).click();
  await expect(page.getByRole('option').first()).toBeVisible();
  await expectNoBarrier(page, 'the dialog of columns');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Numbers' }).click();
  await expect(page.getByRole('dialog').getByRole('row').nth(1)).toBeVisible();
  await expectNoBarrier(page, 'bars in numbers');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Jump to time' }).click();
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
  await page.keyboard.type('noon');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('expected, found');
  await expectNoBarrier(page, 'a time that cannot be read');
  await page.keyboard.press('Escape');
  await result.cell(1, 4).click({ button: 'right' });
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  await expectNoBarrier(page, 'the menu of a cell');
});
