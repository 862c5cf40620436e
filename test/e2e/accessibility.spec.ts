import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixture.ts';
import { expectNoBarrier } from './no-barrier.ts';
import { samplePath, samplePins } from './sample-files.ts';

// axe puts its own program into the page, past the policy, and looks for what a person with a screen reader would miss.
test('no screen has a serious barrier', async ({ vouch }) => {
  await expectNoBarrier(vouch.page, 'Home without a case');
  await vouch.home.open(samplePath('-tampered-edited'));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: BROKEN');
  for (const screen of ['Home', 'Bundles', 'Explore', 'Trust', 'Custody'] as const) {
    await vouch.show(screen);
    if (screen === 'Explore') {
      await vouch.explore.row(1).click();
      // The parts of the entry are looked at one by one in entry-panel.spec.ts.
      await expect(vouch.explore.panel.getByRole('tab', { name: 'Fields' })).toBeVisible();
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

test('neither the trust of a log nor its dialogs have a serious barrier', async ({ vouch, folder }) => {
  const [log] = samplePins();
  await vouch.home.open(samplePath(''));
  await vouch.trust.pin(log);
  await vouch.show('Trust');
  await expect(vouch.page.getByRole('table', { name: 'Remembered heads' })).toBeVisible();
  // The component library says aloud that a button was busy, and takes the words away some seconds later.
  await expect(vouch.page.locator('div[role="img"]')).toHaveCount(0);
  await expectNoBarrier(vouch.page, 'Trust with a pinned key and a remembered head');
  await vouch.page.getByRole('button', { name: 'Revoke…' }).click();
  await expect(vouch.page.getByRole('dialog', { name: 'Revoke this key?' })).toBeVisible();
  await expectNoBarrier(vouch.page, 'the dialog that revokes a key');
  await vouch.page.keyboard.press('Escape');
  await vouch.page.getByRole('button', { name: 'Import keys or witnesses…' }).click();
  const file = join(folder, 'keys');
  writeFileSync(file, 'quorum none\nnonsense\n');
  await vouch.page.getByLabel('File with keys or witnesses').setInputFiles(file);
  await expect(vouch.page.getByText('Line 2:')).toBeVisible();
  await expectNoBarrier(vouch.page, 'the dialog that imports keys');
});
