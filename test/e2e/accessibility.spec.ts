import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { samplePath } from './sample-files.ts';

// axe puts its own program into the page, past the policy, and looks for what a person with a screen reader would miss.
for (const appearance of ['light', 'dark'] as const) {
  test.describe(`in the ${appearance} appearance`, () => {
    test.use({ appearance, mayViolate: true });

    test('no screen has a serious barrier', async ({ vouch }) => {
      await expectNoBarrier(vouch.page, 'Home without a case');
      await vouch.home.open(samplePath('-tampered-edited'));
      await expect(vouch.verdict).toHaveAccessibleName('Verdict: BROKEN');
      for (const screen of ['Home', 'Bundles', 'Explore', 'Trust', 'Custody'] as const) {
        await vouch.show(screen);
        if (screen === 'Explore') {
          await vouch.explore.row(1).click();
          await expect(vouch.explore.rawText).toBeVisible();
        }
        await expectNoBarrier(vouch.page, screen);
      }
    });

    test('neither a dialog nor an error has a serious barrier', async ({ vouch }) => {
      await vouch.home.open(samplePath('').replace('acme-q3.evb.zip', 'FINGERPRINTS.txt'));
      await expect(vouch.notice).toBeVisible();
      await expectNoBarrier(vouch.page, 'an error');
      await vouch.home.open(samplePath('-unknown-signer'));
      await expect(vouch.bundles.offeredKeys).toBeVisible();
      await vouch.trust.askToPin({ role: 'Log key', fingerprint: `SHA256:${'A'.repeat(43)}` });
      await expect(vouch.trust.dialog.getByRole('alert')).toBeVisible();
      await expectNoBarrier(vouch.page, 'the dialog that pins a key');
    });
  });
}

async function expectNoBarrier(page: Page, what: string): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page }).analyze();
  expect(passes.length, 'rules that found something to look at').toBeGreaterThan(10);
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ target }) => target.join(' ')).slice(0, 5),
    }));
  expect(serious, what).toEqual([]);
}
