import type { Locator } from '@playwright/test';
import { prepareBundle } from '../../bench/prepare-bundle.ts';
import { allowed } from '../../scripts/test/slowness.ts';
import { manyFields, specialLines, writeEntryBundle } from './entry-bundle.ts';
import { expect, test } from './fixture.ts';
import { expectNoBarrier } from './no-barrier.ts';
import type { Window } from './pages/window.ts';
import { samplePath, samplePins } from './sample-files.ts';

test('each field stands with the path that it came from, and null is not called absent', async ({
  vouch,
  folder,
}) => {
  await openEntries(vouch, folder);
  await openLine(vouch, 1);
  const { panel } = vouch.explore;
  await expect(fieldOf(panel, 'Actor')).toContainText('u-0');
  await expect(fieldOf(panel, 'Actor')).toContainText('at /actor/id');
  await expect(fieldOf(panel, 'Session')).toContainText('null: there is no value');
  await expect(fieldOf(panel, 'Session')).toContainText('at /session');
  await expect(fieldOf(panel, 'Service')).toContainText('absent');
  await expect(fieldOf(panel, 'Service')).toContainText('not mapped');
  await expect(fieldOf(panel, 'Time')).toContainText('2026-03-01 10:00:00.123 UTC');
  await expect(fieldOf(panel, 'Time')).toContainText('as written: 2026-03-01T10:00:00.123456Z');
  await expect(fieldOf(panel, '/actor/email')).toContainText('u-0@acme.example');
  await expect(fieldOf(panel, '/actor/email')).toContainText('disclosed');
});

test('what would not show itself is marked in fields, in text and laid out', async ({ vouch, folder }) => {
  await openEntries(vouch, folder);
  await openLine(vouch, specialLines.hostile);
  const { explore } = vouch;
  await expect(fieldOf(explore.panel, '/request/file').locator('.mark')).toHaveText('RLO');
  await expect(fieldOf(explore.panel, '/request/agent').locator('.mark')).toHaveText('ZWSP');
  await expect(fieldOf(explore.panel, '/request/two').locator('.evidence').last()).toHaveCSS(
    'white-space-collapse',
    'preserve',
  );
  await expect(fieldOf(explore.panel, '/request/none')).toContainText('null');
  await expect(fieldOf(explore.panel, '/request/list')).toContainText('empty list');
  await explore.openPart('Raw');
  await expect(explore.rawText.locator('.mark')).toHaveText(['RLO', 'ZWSP']);
  await explore.panel.getByRole('tab', { name: 'Pretty' }).click();
  await expect(explore.panel.getByRole('tabpanel', { name: 'Pretty' }).locator('.mark')).toHaveText([
    'RLO',
    'ZWSP',
  ]);
});

test('of thousands of fields a part is drawn, and any of them is found or opened', async ({
  vouch,
  folder,
}) => {
  await openEntries(vouch, folder);
  await openLine(vouch, specialLines.manyFields);
  const { panel } = vouch.explore;
  const total = (manyFields + 1).toLocaleString('en-US');
  await expect(panel.getByRole('heading', { name: `Further fields (${total})` })).toBeVisible();
  await expect(panel).toContainText(`100 of ${total} fields shown`);
  await panel.getByRole('button', { name: 'Show 500 more fields' }).click();
  await expect(panel).toContainText(`600 of ${total} fields shown`);
  await panel.getByRole('searchbox', { name: 'Filter by path or value' }).fill('k4199');
  await expect(panel).toContainText(`1 of ${total} match`);
  await expect(fieldOf(panel, '/many/k4199')).toContainText('4199');
});

test('a value of 60,000 characters is opened piece by piece, to its end', async ({ vouch, folder }) => {
  await openEntries(vouch, folder);
  await openLine(vouch, specialLines.longValue);
  const body = fieldOf(vouch.explore.panel, '/body');
  await expect(body).toContainText(/59,70\d characters not shown/);
  const more = body.getByRole('button', { name: /^Show .* more characters$/ });
  while ((await more.count()) > 0) await more.click();
  // Its last space ends the value, so that one is marked.
  await expect(body.locator('.mark')).toHaveText(['SP']);
  const text = (await body.locator('.evidence').last().textContent()) ?? '';
  expect(text.replace(/SP$/, '')).toHaveLength('The quick brown fox '.length * 3_000 - 1);
});

test('the proof of an entry leads to the key that a person pinned, and says how to check each step', async ({
  vouch,
}) => {
  const [log, packer] = samplePins();
  await vouch.home.open(samplePath(''));
  await vouch.trust.pin(log);
  await vouch.trust.pin(packer);
  await vouch.show('Explore');
  await openLine(vouch, 2);
  const { panel } = vouch.explore;
  await vouch.explore.openPart('Proof');
  for (const step of ['link', 'next', 'tree', 'checkpoint', 'signature', 'pin', 'file', 'manifest', 'packer'])
    await expect(stepOf(panel, step).locator('.conclusion')).toHaveAttribute('data-tone', 'good');
  await expect(stepOf(panel, 'tree')).toContainText('digests to the root in data/checkpoints/25000.note');
  await expect(stepOf(panel, 'pin')).toContainText(log.fingerprint);
  await expect(panel.getByRole('tab', { name: 'Proof' })).toHaveAccessibleName(
    'Proof (leads to a pinned key)',
  );
  await stepOf(panel, 'leaf').getByRole('button', { name: 'Check by hand' }).click();
  await expect(stepOf(panel, 'leaf').locator('pre')).toHaveText(
    String.raw`sed -n '2{p;q;}' data/segments/000000000000.ndjson | tr -d '\n' | { printf '\0'; cat; } | sha256sum | cut -c1-64`,
  );
  await panel.getByRole('button', { name: 'Next entry' }).click();
  await expect(panel.getByRole('heading', { name: 'Line 3' })).toBeVisible();
  await expect(stepOf(panel, 'leaf').locator('.digest code')).toBeVisible();
  await expect(panel.getByRole('tab', { name: 'Proof' })).toHaveAttribute('aria-selected', 'true');
});

test('under a bundle that was changed, no path leads to the root, and the sign stands on the tab', async ({
  vouch,
}) => {
  await vouch.home.open(samplePath('-tampered-edited'));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: BROKEN');
  await vouch.show('Explore');
  await openLine(vouch, 1);
  const { panel } = vouch.explore;
  const tab = panel.getByRole('tab', { name: 'Proof' });
  await expect(tab).toHaveAccessibleName('Proof (a step does not hold)');
  await vouch.explore.openPart('Proof');
  await expect(stepOf(panel, 'tree')).toContainText('does not lead to the root');
});

test('the lines of a large bundle are digested for a path only when it is asked for, and that can be stopped', async ({
  vouch,
  folder,
}) => {
  await vouch.home.open((await prepareBundle(folder, 400_000)).path);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED', {
    timeout: allowed(60_000),
  });
  await vouch.show('Explore');
  await openLine(vouch, 2);
  const { panel } = vouch.explore;
  await vouch.explore.openPart('Proof');
  const compute = stepOf(panel, 'tree').getByRole('button', { name: 'Compute the path' });
  await compute.click();
  await expect(stepOf(panel, 'tree').getByRole('progressbar')).toBeVisible();
  await stepOf(panel, 'tree').getByRole('button', { name: 'Stop' }).click();
  await expect(compute).toBeVisible();
  await compute.click();
  await expect(stepOf(panel, 'tree')).toContainText('to the root in', { timeout: allowed(60_000) });
  await panel.getByRole('button', { name: 'Next entry' }).click();
  await expect(panel.getByRole('heading', { name: 'Line 3' })).toBeVisible();
  await expect(stepOf(panel, 'tree')).toContainText('to the root in');
});

test('the lines before and after with the same value are found, whatever the log has between them', async ({
  vouch,
  folder,
}) => {
  await openEntries(vouch, folder);
  await openLine(vouch, 6);
  const { panel } = vouch.explore;
  await vouch.explore.openPart('Neighbours');
  const actor = panel.getByRole('region', { name: 'Same actor' });
  await expect(actor).toContainText('2 of 10 lines');
  await expect(actor.getByRole('button')).toHaveText([/^Line 2.*before/, /^Line 10.*after/]);
  await expect(panel).toContainText('What the search above filters by is not applied here.');
  await expect(panel.getByRole('region', { name: 'Same address' })).toContainText('absent');
  await actor.getByRole('button', { name: /^Line 10/ }).click();
  await expect(panel.getByRole('heading', { name: 'Line 10' })).toBeVisible();
  await expect(actor).toContainText('3 of 10 lines');
  const around = panel.getByRole('region', { name: 'In the log' });
  await expect(around.getByRole('button')).toHaveText([/^Line 8/, /^Line 9/, /^Line 11/, /^Line 12/]);
});

test('no part of an entry has a serious barrier, opened or not', async ({ vouch, folder }) => {
  await openEntries(vouch, folder);
  const { explore, page } = vouch;
  await openLine(vouch, specialLines.hostile);
  for (const part of ['Fields', 'Raw', 'Proof', 'Neighbours'] as const) {
    await explore.openPart(part);
    for (const button of await explore.panel.getByRole('button', { name: 'Check by hand' }).all())
      await button.click();
    // Without the headings of the screen around it those of the panel begin low; each thing to check has its own commands.
    await expectNoBarrier(page, part, { within: '.panel', without: ['heading-order', 'landmark-unique'] });
  }
});

async function openEntries(vouch: Window, folder: string): Promise<void> {
  await vouch.home.open(await writeEntryBundle(folder));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  await vouch.show('Explore');
}

async function openLine({ explore }: Window, line: number): Promise<void> {
  await explore.row(line).click();
  await expect(explore.panel.getByRole('heading', { name: `Line ${line}`, exact: true })).toBeVisible();
}

/** The row of a field, by the name or the path that it stands under. */
function fieldOf(panel: Locator, name: string): Locator {
  return panel
    .locator('.entry-field')
    .filter({ has: panel.page().getByText(name, { exact: true }) })
    .first();
}

function stepOf(panel: Locator, name: string): Locator {
  return panel.locator(`[data-step="${name}"]`);
}
