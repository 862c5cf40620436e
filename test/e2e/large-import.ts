import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Bundle, prepareBundle } from '../../bench/prepare-bundle.ts';
import { readBuiltFiles } from '../../scripts/build/built-files.ts';
import { type LoopbackServer, startLoopbackServer } from '../../scripts/loopback-server.ts';
import { windowHostName } from '../../scripts/start/browser-arguments.ts';
import { allowed } from '../../scripts/test/slowness.ts';
import { withFirstInWorker } from './alter-worker.ts';
import { test as base, expect } from './fixture.ts';
import { type OpenWindow, type OpenWindowOptions, openWindow, root } from './open-window.ts';
import { Window } from './pages/window.ts';
import { samplePath, samplePins } from './sample-files.ts';
import { type RowsOfBundles, rowsOfBundles } from './stored-rows.ts';

/** A case that was there before the import that something happens to, and how it looked. */
export interface EarlierCase {
  /** A profile with this case alone, in no use: copy it. */
  readonly profile: string;
  readonly address: string;
  readonly firstRows: readonly string[];
  readonly stored: RowsOfBundles;
  /** What one whole import of the large bundle adds, and how long it took. */
  readonly wholeImport: Readonly<Record<string, number>>;
  readonly importMillis: number;
}

interface LargeImportFixtures {
  /** Opens a window on a copy of the earlier case's profile, closed with the test. */
  readonly openEarlier: (
    prepare?: OpenWindowOptions['prepare'],
    /** What the case worker of the window runs before its own code. */
    firstInWorker?: () => void,
  ) => Promise<OpenWindow & { readonly profile: string }>;
}

interface LargeImportWorkerFixtures {
  readonly workFolder: string;
  /** Some 100,000 entries in two segments; long enough to be interrupted anywhere. */
  readonly large: Bundle;
  readonly earlier: EarlierCase;
}

const entries = 100_000;
/** Both are made from nothing, and on a machine that others use the time of one test was not enough. */
const preparationMillis = 240_000;

/** `test` with a large bundle and a profile that holds a verified case; both are made once for each worker. */
export const test = base.extend<LargeImportFixtures, LargeImportWorkerFixtures>({
  workFolder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from this pattern.
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'vouch-e2e-large-'));
      await use(folder);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker' },
  ],
  large: [
    async ({ workFolder }, use) => {
      await use(await prepareBundle(workFolder, entries));
    },
    { scope: 'worker', timeout: allowed(preparationMillis) },
  ],
  earlier: [
    async ({ workFolder, server, large }, use) => {
      const profile = join(workFolder, 'earlier');
      const before = await makeEarlierCase(profile, server.port);
      const copy = join(workFolder, 'measured');
      cpSync(profile, copy, { recursive: true });
      const { page, close } = await openWindow({ profile: copy, port: server.port });
      await page.goto(before.address);
      const started = performance.now();
      await importLarge(new Window(page), large);
      const importMillis = performance.now() - started;
      const [wholeImport = {}] = Object.values(without(await rowsOfBundles(page), before.stored));
      await close();
      rmSync(copy, { recursive: true });
      await use({ ...before, profile, wholeImport, importMillis });
    },
    { scope: 'worker', timeout: allowed(preparationMillis) },
  ],
  openEarlier: async ({ earlier, server, folder }, use) => {
    const opened: OpenWindow[] = [];
    const altered: LoopbackServer[] = [];
    const serveAltered = async (firstInWorker: () => void) => {
      const files = withFirstInWorker(readBuiltFiles(join(root, 'build/renderer')), firstInWorker);
      const started = await startLoopbackServer({ files, hostNames: [windowHostName], port: 0 });
      altered.push(started);
      return started;
    };
    await use(async (prepare = async () => {}, firstInWorker) => {
      const profile = join(folder, `profile-${opened.length}`);
      cpSync(earlier.profile, profile, { recursive: true });
      const { port } = firstInWorker === undefined ? server : await serveAltered(firstInWorker);
      const one = await openWindow({ profile, port, prepare });
      opened.push(one);
      return { ...one, profile };
    });
    for (const { close } of opened) await close();
    for (const { close } of altered) await close();
  },
});

/** Imports the large bundle into the case that is shown, to its end. */
export async function importLarge(vouch: Window, large: Bundle): Promise<void> {
  await vouch.show('Bundles');
  const link = vouch.bundles.list.getByRole('link');
  const before = await link.count();
  await vouch.bundles.add(large.path);
  await expect(link).toHaveCount(before + 1);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
}

/** Opens the earlier case and fails unless it is what it was: headline, rows and custody log. */
export async function expectEarlierCase(vouch: Window, earlier: EarlierCase): Promise<void> {
  await vouch.page.goto(earlier.address);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: VERIFIED');
  expect(await firstRowsOf(vouch)).toEqual(earlier.firstRows);
  await vouch.show('Custody');
  await expect(vouch.custody.state).toContainText('The chain holds');
}

/** Shows the earlier case in a window, ready for a bundle to be added. */
export async function showEarlierCase(vouch: Window, earlier: EarlierCase): Promise<void> {
  await vouch.page.goto(earlier.address);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: VERIFIED');
  await vouch.show('Bundles');
}

/** Fails unless the earlier case is what it was and nothing else is stored of any bundle. */
export async function expectNothingAdded(vouch: Window, earlier: EarlierCase): Promise<void> {
  expect(await rowsOfBundles(vouch.page)).toEqual(earlier.stored);
  await expectEarlierCase(vouch, earlier);
  await vouch.show('Bundles');
  await expect(vouch.bundles.list.getByRole('link')).toHaveCount(1);
}

/** Waits until a table holds a row of a bundle that is not one of the earlier case: asked of the database itself. */
export async function waitForRow(
  page: Page,
  earlier: EarlierCase,
  table: 'staging' | 'files' | 'parts',
): Promise<void> {
  for (;;) {
    const added = Object.values(without(await rowsOfBundles(page), earlier.stored));
    if (added.some((rows) => table in rows)) return;
  }
}

/** What is stored of bundles that were not there before. */
export function without(rows: RowsOfBundles, before: RowsOfBundles): RowsOfBundles {
  return Object.fromEntries(Object.entries(rows).filter(([bundleId]) => !(bundleId in before)));
}

async function makeEarlierCase(profile: string, port: number) {
  const { page, close } = await openWindow({ profile, port });
  const vouch = new Window(page);
  await vouch.home.open(samplePath(''));
  for (const pin of samplePins()) await vouch.trust.pin(pin);
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: VERIFIED');
  const address = page.url();
  const firstRows = await firstRowsOf(vouch);
  const stored = await rowsOfBundles(page);
  await close();
  return { address, firstRows, stored };
}

const comparedRows = 12;

async function firstRowsOf(vouch: Window): Promise<readonly string[]> {
  await vouch.show('Explore');
  const rows: string[] = [];
  for (let line = 1; line <= comparedRows; line++) {
    const row = vouch.explore.row(line);
    // A row that is still being fetched has its number and nothing else.
    await expect(row).toContainText(/\d{4}-\d\d-\d\d/);
    rows.push(await row.innerText());
  }
  return rows;
}
