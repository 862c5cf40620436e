import { allowed } from '../../scripts/test/slowness.ts';
import { expect, test } from './fixture.ts';
import type { Window } from './pages/window.ts';
import { sampleLines, samplePath, samplePins } from './sample-files.ts';

test('the sample case shows a verified bundle beside a broken one', async ({ vouch }) => {
  await vouch.home.openSample.click();
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: VERIFIED', { timeout: allowed(60_000) });
  await expect(vouch.bundles.list.getByRole('link')).toHaveCount(2);
  await vouch.bundles.list.getByRole('link', { name: 'tampered' }).click();
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: BROKEN');
  await expect(vouch.verdictElements).toHaveCount(1);
});

test('a bundle is not green until both its keys are pinned by their typed fingerprints', async ({
  vouch,
}) => {
  const [log, packer] = samplePins();
  await vouch.home.open(samplePath(''));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await expect(vouch.verdict).toHaveAttribute('data-tone', 'open');
  await vouch.trust.pin(packer);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await vouch.trust.pin(log);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: VERIFIED');
  await expect(vouch.verdict).toHaveAttribute('data-tone', 'good');
});

test('a fingerprint that differs in one character pins nothing', async ({ vouch }) => {
  const [log] = samplePins();
  await vouch.home.open(samplePath(''));
  const last = log.fingerprint.at(-2) === 'A' ? 'B' : 'A';
  await vouch.trust.askToPin({
    ...log,
    fingerprint: `${log.fingerprint.slice(0, -2)}${last}${log.fingerprint.at(-1)}`,
  });
  await expect(vouch.trust.dialog.getByRole('alert')).toContainText('1 character differs');
  await vouch.trust.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await vouch.show('Trust');
  await expect(vouch.trust.pinnedKeys.getByRole('listitem')).toHaveCount(0);
});

test('a bundle by an unknown signer under a known origin is not verifiable, and not green', async ({
  vouch,
}) => {
  await openWithPinnedKeys(vouch);
  await vouch.bundles.add(samplePath('-unknown-signer'));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await expect(vouch.verdict).toHaveAttribute('data-verdict', 'not-verifiable');
  await expect(vouch.verdict).toHaveAttribute('data-tone', 'open');
});

test('an edited entry is named by its line', async ({ vouch }) => {
  const [good, edited] = await goodAnd('-tampered-edited');
  const line = good.findIndex((text, index) => text !== edited[index]) + 1;
  await openTampered(vouch, '-tampered-edited', 'BROKEN');
  await expect(vouch.bundles.axis('Bytes')).toContainText(
    `line ${line} of data/segments/000000000000.ndjson`,
  );
  await expect(vouch.bundles.failedChecks('Bytes').filter({ hasText: 'Hash chain' })).toContainText(
    `Line ${line} of`,
  );
});

test('deleted entries are named by their numbers', async ({ vouch }) => {
  const [good, deleted] = await goodAnd('-tampered-deleted');
  const kept = new Set(deleted);
  const numbers = good.flatMap((text, seq) => (kept.has(text) ? [] : [seq]));
  expect(numbers).toHaveLength(7);
  await openTampered(vouch, '-tampered-deleted', 'BROKEN');
  await expect(vouch.bundles.axis('Completeness')).toContainText(
    `7 entries missing: ${count(numbers.at(0))} to ${count(numbers.at(-1))}`,
  );
});

test('an inserted entry is named by its line', async ({ vouch }) => {
  const [good, inserted] = await goodAnd('-tampered-inserted');
  const line = good.findIndex((text, index) => text !== inserted[index]) + 1;
  expect(inserted).toHaveLength(good.length + 1);
  await openTampered(vouch, '-tampered-inserted', 'BROKEN');
  // Two lines claim one number; which of them is false, their order cannot say.
  await expect(vouch.bundles.axis('Bytes')).toContainText(new RegExp(`line (?:${line}|${line + 1}) of`));
});

test('a cut-off end is named with the number of entries that are gone', async ({ vouch }) => {
  const [good, truncated] = await goodAnd('-tampered-truncated');
  await openTampered(vouch, '-tampered-truncated', 'INCOMPLETE');
  await expect(vouch.bundles.axis('Completeness')).toContainText(
    `${count(good.length - truncated.length)} entries are cut off at the end`,
  );
});

test('a head under a forged signature is named by its checkpoint', async ({ vouch }) => {
  const [, forged] = await goodAnd('-tampered-forged-head');
  await openTampered(vouch, '-tampered-forged-head', 'BROKEN');
  await expect(
    vouch.bundles.failedChecks('Signer').filter({ hasText: 'Signature of the log' }),
  ).toContainText(`data/checkpoints/${forged.length}.note`);
});

async function openWithPinnedKeys(vouch: Window): Promise<void> {
  await vouch.home.open(samplePath(''));
  for (const pin of samplePins()) await vouch.trust.pin(pin);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: VERIFIED');
}

/** With the genuine keys pinned, as by an auditor who has worked with this sender before. */
async function openTampered(vouch: Window, name: `-${string}`, headline: string): Promise<void> {
  await openWithPinnedKeys(vouch);
  await vouch.bundles.add(samplePath(name));
  await expect(vouch.verdict).toHaveAccessibleName(`Verdict: ${headline}`);
  await expect(vouch.verdict).toHaveAttribute('data-tone', 'bad');
}

function goodAnd(name: `-${string}`) {
  return Promise.all([sampleLines(samplePath('')), sampleLines(samplePath(name))]);
}

/** As the window writes it: 25,000. */
function count(value: number | undefined): string {
  return (value ?? Number.NaN).toLocaleString('en-GB');
}
