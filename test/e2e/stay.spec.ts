import { expect, test } from './fixture.ts';
import { samplePath, samplePins } from './sample-files.ts';

test('a reload shows the same case with the same verdict', async ({ vouch }) => {
  await vouch.home.open(samplePath(''));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  const address = vouch.page.url();
  const receipt = await vouch.bundles.receipt.innerText();
  await vouch.page.reload();
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  expect(vouch.page.url()).toBe(address);
  expect(await vouch.bundles.receipt.innerText()).toBe(receipt);
});

test('a restart keeps the case, its pinned keys and its custody log', async ({ vouch, restart }) => {
  await vouch.home.open(samplePath(''));
  for (const pin of samplePins()) await vouch.trust.pin(pin);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: VERIFIED');

  const again = await restart();
  await expect(again.verdict).toHaveAccessibleName('Verdict: NO BUNDLE OPEN');
  await again.home.recentCases.getByRole('link').click();
  await expect(again.verdict).toHaveAccessibleName('Verdict: VERIFIED');
  await again.show('Trust');
  for (const { fingerprint } of samplePins()) {
    await expect(again.trust.pinnedKeys.getByRole('listitem').filter({ hasText: fingerprint })).toHaveCount(
      1,
    );
  }
  await again.show('Custody');
  await expect(again.custody.state).toContainText('The chain holds');
  await expect(again.custody.records.filter({ hasText: 'Key pinned' })).toHaveCount(2);
});

test('exactly one element of each screen may show a verdict', async ({ vouch }) => {
  await vouch.home.open(samplePath('-tampered-edited'));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: BROKEN');
  for (const screen of ['Home', 'Bundles', 'Explore', 'Trust', 'Custody'] as const) {
    await vouch.show(screen);
    await expect(vouch.verdictElements, screen).toHaveCount(1);
  }
});
