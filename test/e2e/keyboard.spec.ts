import type { Page } from '@playwright/test';
import { allowed } from '../../scripts/test/slowness.ts';
import { expect, test } from './fixture.ts';
import { sampleLines, samplePath } from './sample-files.ts';

test('the raw bytes of an entry are reached from Home without a mouse', async ({ vouch }) => {
  const { page, explore } = vouch;
  const lines = await sampleLines(samplePath(''));
  await tabTo(page, 'Open the sample case');
  await page.keyboard.press('Enter');
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: VERIFIED', { timeout: allowed(60_000) });

  await page.keyboard.press('3');
  await expect(explore.grid).toBeVisible();
  await expect(page.locator('.result-total')).toHaveText('25,000 lines');
  await expect(explore.row(1)).toContainText('2026');
  await tabTo(page, 'Entries');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(explore.panel.getByRole('heading', { name: 'Line 2' })).toBeVisible();
  await expect(explore.panel.getByRole('tab', { name: 'Fields' })).toBeVisible();
  await tabTo(page, 'Fields');
  await page.keyboard.press('ArrowRight');
  await expect(explore.rawText).toHaveText(lines[1] ?? '');

  await tabTo(page, 'Entries', 'Shift+Tab');
  await page.keyboard.press('End');
  await expect(explore.panel.getByRole('heading', { name: 'Line 25,000' })).toBeVisible();
  await expect(explore.rawText).toHaveText(lines.at(-1) ?? '');

  await page.keyboard.press('Escape');
  await expect(explore.panel).toBeHidden();
  await expect(explore.grid).toBeFocused();

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Go to' }).getByRole('combobox')).toBeFocused();
  await page.keyboard.type('12');
  await expect(page.getByRole('option', { selected: true })).toContainText('Line 12');
  await page.keyboard.press('Enter');
  await expect(explore.panel.getByRole('heading', { name: 'Line 12' })).toBeVisible();
});

test('the place of a failed check opens in Explore with the keyboard alone', async ({ vouch }) => {
  const { page } = vouch;
  await vouch.home.open(samplePath('-tampered-edited'));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: BROKEN');
  const check = vouch.bundles.failedChecks('Bytes').filter({ hasText: 'Hash chain' });
  const line = /Line (\d+)/.exec((await check.textContent()) ?? '')?.[1];
  await check.focus();
  await page.keyboard.press('Enter');
  await expect(check).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Show in Explore' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(vouch.explore.row(Number(line))).toHaveAttribute('aria-selected', 'true');
  await expect(vouch.explore.row(Number(line))).toContainText('Damaged');
});

/** Presses Tab until the focus is on something with this name; a screen with more stops than this is unusable. */
async function tabTo(page: Page, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let stops = 0; stops < 40; stops += 1) {
    await page.keyboard.press(key);
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (focused === name) return;
  }
  throw new Error(`Tab does not lead to "${name}"`);
}
