import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareBundle } from '../../bench/prepare-bundle.ts';
import { allowed } from '../../scripts/test/slowness.ts';
import { test as base, expect } from './fixture.ts';
import { expectNoBarrier } from './no-barrier.ts';
import type { Window } from './pages/window.ts';
import { alterStoredIndex, recordStrip, seenOnStrip } from './stored-copy.ts';

/** Enough entries that checking them takes longer than a person needs to see that they are not checked yet. */
const entries = 300_000;

const test = base.extend<object, { readonly bigBundle: string }>({
  bigBundle: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from this pattern.
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'vouch-e2e-big-'));
      await use((await prepareBundle(folder, entries)).path);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: allowed(120_000) },
  ],
});

test.describe.configure({ mode: 'serial' });

const judged = 'Verdict: INTACT, SIGNER NOT TRUSTED';

test('a reload shows the rows before the verdict, and nothing green or final before it', async ({
  vouch,
  bigBundle,
}) => {
  await openAtExplore(vouch, bigBundle);
  await recordStrip(vouch.page);
  await vouch.page.reload();
  await expect(vouch.explore.row(1)).toContainText('u-');
  await expect(vouch.verdict).toHaveAccessibleName(judged);

  const seen = await seenOnStrip(vouch.page);
  const verdictAt = seen.findIndex(({ verdict }) => verdict !== 'none');
  const rowsAt = seen.findIndex(({ hasRows }) => hasRows);
  expect(rowsAt).toBeGreaterThan(-1);
  expect(rowsAt).toBeLessThan(verdictAt);
  const before = seen.slice(0, verdictAt);
  expect(before.filter(({ tone }) => tone !== 'none')).toEqual([]);
  expect(before.filter(({ conclusions }) => conclusions > 0)).toEqual([]);
  expect(before.at(-1)?.words).toBe('Verdict: Checking the stored copy');
  // The place of the verdict is as wide before it as after it, and so is what stands below.
  expect(new Set(seen.filter(({ hasRows }) => hasRows).map(({ place }) => place)).size).toBe(1);
});

test('while a copy is checked, an entry opens, says what its bytes are, and concludes nothing from them', async ({
  vouch,
  bigBundle,
}) => {
  await openAtExplore(vouch, bigBundle);
  await recordStrip(vouch.page);
  await vouch.page.reload();
  await vouch.explore.row(2).click();
  await vouch.explore.openPart('Raw');
  await expect(vouch.explore.rawText).toContainText('"seq":1');
  await vouch.explore.openPart('Proof');
  const holds = 'Link to the line before: holds';
  await expect(vouch.explore.panel).toContainText(holds);
  await expect(vouch.verdict).toHaveAccessibleName(judged);
  const good = vouch.explore.panel.locator('.conclusion[data-tone=good]');
  await expect(good.filter({ hasText: holds })).toBeVisible();
  const seen = await seenOnStrip(vouch.page);
  expect(seen.filter(({ verdict, conclusions }) => verdict === 'none' && conclusions > 0)).toEqual([]);
});

test('a check that is stopped leaves the copy unchecked everywhere, until it is asked for', async ({
  vouch,
  bigBundle,
}) => {
  await openAtExplore(vouch, bigBundle);
  await vouch.page.reload();
  await vouch.storedCopy.getByRole('button', { name: 'Stop checking' }).click();
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: Not checked');
  await expect(vouch.verdict).toHaveAttribute('data-tone', 'none');
  await expect(vouch.storedCopy).toContainText('nobody has compared it with the bytes');
  await vouch.show('Bundles');
  await expect(vouch.bundles.list.getByRole('link')).toContainText('not checked');
  await expect(vouch.page.getByRole('region', { name: 'What is proven' })).toContainText(
    'once the stored copy',
  );
  await vouch.show('Trust');
  await expect(vouch.storedCopy).toContainText('Not checked');
  await vouch.show('Home');
  await expect(vouch.home.recentCases.getByRole('row').nth(1)).toContainText('Not checked');
  await expect(vouch.verdictElements).toHaveCount(1);
  await vouch.page.getByRole('banner').getByRole('button', { name: 'Check now' }).click();
  await expect(vouch.verdict).toHaveAccessibleName(judged);
  await expect(vouch.home.recentCases.getByRole('row').nth(1)).not.toContainText('hecke');
});

test('an altered index shows rows until the check has found it; then they go, and the copy is called altered', async ({
  vouch,
  bigBundle,
}) => {
  await openAtExplore(vouch, bigBundle);
  await alterStoredIndex(vouch.page);
  await vouch.page.reload();
  await expect(vouch.explore.row(1)).toContainText('mallory');
  await expect(vouch.verdict).toHaveAttribute('data-verdict', 'none');
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: LOCAL COPY ALTERED');
  await expect(vouch.explore.grid).toHaveCount(0);
  await expect(vouch.page.getByRole('main')).toContainText('No table is made from this copy');
  await expect(vouch.page.getByRole('main')).not.toContainText('mallory');
});

test('a bundle is verified again on demand, and what was altered meanwhile is found', async ({
  vouch,
  bigBundle,
}) => {
  await openAtExplore(vouch, bigBundle);
  await vouch.storedCopy.getByRole('button', { name: 'Verify again' }).click();
  await expect(vouch.verdict).toHaveAttribute('data-verdict', 'none');
  await expect(vouch.verdict).toHaveAccessibleName(judged);
  await alterStoredIndex(vouch.page);
  await vouch.storedCopy.getByRole('button', { name: 'Verify again' }).click();
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: LOCAL COPY ALTERED');
  await vouch.show('Bundles');
  await expect(vouch.bundles.failedChecks('Bytes').first()).toContainText('does not follow from their bytes');
});

test('an unchecked copy has no serious barrier on any screen', async ({ vouch, bigBundle }) => {
  await openAtExplore(vouch, bigBundle);
  await vouch.page.reload();
  await expect(vouch.explore.row(1)).toContainText('u-');
  await expectNoBarrier(vouch.page, 'being checked');
  await expect(vouch.verdict).toHaveAccessibleName(judged);
  await vouch.page.reload();
  await vouch.storedCopy.getByRole('button', { name: 'Stop checking' }).click();
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: Not checked');
  for (const screen of ['Home', 'Bundles', 'Explore', 'Trust', 'Custody'] as const) {
    await vouch.show(screen);
    await expectNoBarrier(vouch.page, screen);
  }
});

async function openAtExplore(vouch: Window, path: string): Promise<void> {
  await vouch.home.open(path);
  await expect(vouch.verdict).toHaveAccessibleName(judged, { timeout: allowed(60_000) });
  await vouch.show('Explore');
  await expect(vouch.explore.row(1)).toContainText('u-');
}
