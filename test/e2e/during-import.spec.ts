import { basename, join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { alteredCopy } from './altered-sample.ts';
import { catchWorkers } from './case-worker-calls.ts';
import { expect } from './fixture.ts';
import { makeHideable, setHidden } from './hide-page.ts';
import { expectNothingAdded, importLarge, showEarlierCase, test, waitForRow } from './large-import.ts';
import { SearchArea } from './pages/search-area.ts';
import { Window } from './pages/window.ts';
import { sampleLines, samplePath } from './sample-files.ts';
import { heldMedium, pieceBytes, tellMedium } from './slow-medium.ts';
import { rowsOfBundles } from './stored-rows.ts';

// Each import stands where the test wants it to: its file is held back, and given piece by piece.

const imported = 'Verdict: INTACT, SIGNER NOT TRUSTED';

/** Lets nothing of a file be read. */
async function holdFile(page: Page, path: string, pieceMillis: number | null = null): Promise<void> {
  await tellMedium(page, { kind: 'hold-file', fileName: basename(path), pieceMillis });
}

async function passPieces(page: Page, pieces: number): Promise<void> {
  await tellMedium(page, { kind: 'pass-pieces', pieces });
}

async function releaseFile(page: Page): Promise<void> {
  await tellMedium(page, { kind: 'release-file' });
}

test('an earlier case is searched while a large bundle is imported into another one', async ({
  earlier,
  large,
  openEarlier,
}) => {
  const lines = await sampleLines(samplePath(''));
  const failures = lines.filter((line) => line.includes('"outcome":"failure"')).length;
  // So a first row with one is not that of before the search.
  expect(lines[0]).not.toContain('"failure"');
  const { page } = await openEarlier(catchWorkers, heldMedium);
  const vouch = new Window(page);
  await showEarlierCase(vouch, earlier);
  await holdFile(page, large.path);
  await vouch.show('Home');
  await vouch.home.open(large.path);
  await expect(vouch.home.stopOpening).toBeVisible();

  await vouch.show('Explore');
  const search = new SearchArea(page);
  await expect(search.total).toHaveText('25,000 lines');
  // All but the last is read, and its first segment indexed, while the query is answered.
  await passPieces(page, Math.floor(large.bytes / pieceBytes));
  await search.run('outcome=failure');
  await expect(search.total).toHaveText(`${failures.toLocaleString('en-GB')} of 25,000 lines`);
  await expect(vouch.explore.row(1)).toContainText('failure');
  await expect(vouch.home.stopOpening).toBeVisible();

  await releaseFile(page);
  await expect(vouch.verdict).toHaveAccessibleName(imported);
  await expect(vouch.home.stopOpening).toHaveCount(0);
  await vouch.show('Home');
  // One below the other, and the line of the headings.
  await expect(vouch.home.recentCases.getByRole('row')).toHaveCount(3);
});

/** What stands there of the import, without the places of its words. */
function progressOf(page: Page): () => Promise<string> {
  const line = page.getByRole('progressbar', { name: /^Progress of / });
  return async () => (await line.innerText()).replaceAll(/\s+/g, ' ');
}

test('the line of an import says bytes of how many, entries, rates and the time left', async ({
  earlier,
  large,
  openEarlier,
}) => {
  const { page } = await openEarlier(catchWorkers, heldMedium);
  const vouch = new Window(page);
  const progress = progressOf(page);
  await showEarlierCase(vouch, earlier);
  const pieceSeconds = 20;
  await holdFile(page, large.path, pieceSeconds * 1_000);
  await vouch.bundles.add(large.path);
  await expect.poll(progress).toBe('Starting…');

  const counted = (bytes: number) =>
    `${bytes.toLocaleString('en-GB')} of ${large.bytes.toLocaleString('en-GB')} bytes`;
  await passPieces(page, 1);
  await expect.poll(progress).toContain(counted(pieceBytes));
  expect(await progress()).toBe(`Reading and digesting 20 % ${counted(pieceBytes)} 0 entries 0 rejects`);

  // A rate takes two pieces, and one more to be believed.
  await passPieces(page, 1);
  await expect.poll(progress).toContain(`${counted(2 * pieceBytes)} 0.4 MB/s`);
  expect(await progress()).not.toContain('left');
  await passPieces(page, 1);
  await expect.poll(progress).toContain(`${counted(3 * pieceBytes)} 0.4 MB/s`);
  expect(secondsLeftOf(await progress())).toBeCloseTo(
    (large.bytes - 3 * pieceBytes) / (pieceBytes / pieceSeconds),
    -1,
  );

  // With the fourth, the first of the two segments is there: its entries are read at once.
  await passPieces(page, 1);
  await expect.poll(progress).toContain(' 65,536 entries ');
  const last = await progress();
  expect(last).toMatch(/ 0\.4 MB\/s 65,536 entries [23],\d{3}\/s 0 rejects$/);
  expect(last).toContain(counted(4 * pieceBytes));
  expect(secondsLeftOf(last)).toBeLessThan(20);
  await releaseFile(page);
  await expect(vouch.verdict).toHaveAccessibleName(imported);
});

function secondsLeftOf(progress: string): number {
  return Number(/ about (\d+) s left /.exec(progress)?.[1]);
}

test('the line of an import counts the lines that cannot be read', async ({
  earlier,
  large,
  openEarlier,
  folder,
}) => {
  const unreadable = [0, 5, 17];
  const path = await alteredCopy(large.path, join(folder, 'unreadable.evb.zip'), (members) => {
    const segment = Buffer.from(members.get('data/segments/000000000000.ndjson') ?? []);
    let start = 0;
    for (let line = 0; line <= 17; line++) {
      if (unreadable.includes(line)) segment.write('?', start);
      start = segment.indexOf('\n', start) + 1;
    }
    members.set('data/segments/000000000000.ndjson', segment);
  });
  const { page } = await openEarlier(catchWorkers, heldMedium);
  const vouch = new Window(page);
  const progress = progressOf(page);
  await showEarlierCase(vouch, earlier);
  await holdFile(page, path, 1_000);
  await vouch.bundles.add(path);
  // A segment with such a line is read again, line by line: the whole file, and two pieces more.
  await passPieces(page, Math.ceil(large.bytes / pieceBytes) + 2);
  await expect.poll(progress).toMatch(/ [1-9][\d,]+ entries .* 3 rejects$/);
  await releaseFile(page);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: BROKEN');
});

test('an import ends with its verdict in a window that nobody sees meanwhile', async ({
  earlier,
  large,
  openEarlier,
}) => {
  const { page, context } = await openEarlier(async (opened: BrowserContext) => {
    await catchWorkers(opened);
    await makeHideable(opened);
  }, heldMedium);
  const vouch = new Window(page);
  await showEarlierCase(vouch, earlier);
  await holdFile(page, large.path);
  await vouch.bundles.add(large.path);
  await passPieces(page, 1);
  await expect.poll(progressOf(page)).toContain('20 %');
  await (await context.newPage()).bringToFront();
  await setHidden(page, true);
  await releaseFile(page);
  await expect(vouch.verdict).toHaveAccessibleName(imported);
  await expect(vouch.bundles.list.getByRole('link')).toHaveCount(2);
  await setHidden(page, false);
  await page.bringToFront();
  await expect(vouch.verdict).toHaveAccessibleName(imported);
  await expect(vouch.home.stopOpening).toHaveCount(0);
  expect(Object.keys(await rowsOfBundles(page))).toHaveLength(2);
});

test('a case worker that ends without a word during an import is said to have ended, and leaves nothing', async ({
  earlier,
  large,
  openEarlier,
}) => {
  const { page } = await openEarlier(catchWorkers, heldMedium);
  const vouch = new Window(page);
  await showEarlierCase(vouch, earlier);
  await holdFile(page, large.path);
  await vouch.bundles.add(large.path);
  await passPieces(page, Math.floor(large.bytes / pieceBytes));
  await waitForRow(page, earlier, 'parts');
  await page.evaluate(() => window.caseWorkerOfWindow?.terminate());
  await expect(vouch.notice).toContainText(`${basename(large.path)} could not be opened`);
  await expect(vouch.notice).toContainText('The case worker stopped.');
  await expect(vouch.notice).toContainText('Reload the window');
  // It may have come just after all was stored: who saw no answer cannot know.
  await expect(vouch.notice).not.toContainText('Nothing of it was stored');
  await expect(vouch.home.stopOpening).toHaveCount(0);

  await page.reload();
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: VERIFIED');
  await expectNothingAdded(vouch, earlier);
  await importLarge(vouch, large);
});
