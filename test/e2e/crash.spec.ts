import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { windowAddress } from '../../scripts/start/browser-arguments.ts';
import { allowed } from '../../scripts/test/slowness.ts';
import { expect } from './fixture.ts';
import { killAll, killProcesses } from './kill-processes.ts';
import {
  type EarlierCase,
  expectEarlierCase,
  importLarge,
  showEarlierCase,
  test,
  waitForRow,
  without,
} from './large-import.ts';
import { openWindow } from './open-window.ts';
import { Window } from './pages/window.ts';
import { seeded } from './seeded.ts';
import { describeRows, rowsOfBundles } from './stored-rows.ts';

const { VOUCH_CRASHES, VOUCH_SEED } = process.env;
/** Of each kind. Four are what `npm test` has time for; `VOUCH_CRASHES=6` makes them twelve. */
const crashes = Number(VOUCH_CRASHES ?? 2);
/** Printed, so that the moments of a run that failed can be tried again. */
const seed = Number(VOUCH_SEED ?? Date.now() % 1_000_000);

/** A page of the same origin in which nothing of the application runs. */
const inertAddress = `${windowAddress}main.css`;

type Rows = Awaited<ReturnType<typeof rowsOfBundles>>;

type Killing = (context: BrowserContext, page: Page) => Promise<void>;

/** In turn. What the small bundles of kill.spec.ts cannot show is a large one, with a window that shows how far it is. */
const killings: readonly {
  readonly what: string;
  readonly isOfBrowser: boolean;
  readonly ways: readonly [Killing, Killing];
}[] = [
  { what: 'the page crashes or is killed', isOfBrowser: false, ways: [crashPage, killProcesses('renderer')] },
  { what: 'the browser is killed', isOfBrowser: true, ways: [killProcesses('browser'), killAll] },
];

for (const [number, { what, isOfBrowser, ways }] of killings.entries()) {
  test(`an import during which ${what} is there as a whole or not at all, and the case is as before`, async ({
    earlier,
    large,
    server,
    openEarlier,
  }) => {
    test.setTimeout(allowed(60_000 + crashes * 20_000));
    const random = seeded(seed + number);
    const report: string[] = [];
    let window = await openEarlier();
    let page = window.page;
    for (let round = 0; round < crashes; round++) {
      // One moment in each of as many stretches of the import, which was timed with its display.
      const moment = ((round - 1 + random()) / (crashes - 1)) * earlier.importMillis * 0.9;
      await showEarlierCase(new Window(page), earlier);
      await new Window(page).bundles.add(large.path);
      if (round === 0) await waitForRow(page, earlier, 'staging');
      else await sleep(moment);
      await ways[round % 2 === 0 ? 0 : 1](window.context, page);
      // Before the application starts again: it removes what it finds.
      let left: Rows = {};
      const look = async (inert: Page) => {
        await inert.goto(inertAddress);
        left = without(await rowsOfBundles(inert), earlier.stored);
      };
      if (isOfBrowser) {
        await window.close().catch(() => {});
        const prepare = (_context: BrowserContext, opened: Page) => look(opened);
        const again = await openWindow({ profile: window.profile, port: server.port, prepare });
        window = { ...again, profile: window.profile };
        page = window.page;
      } else {
        page = await window.context.newPage();
        await look(page);
      }
      // What is there once is still there after the end of any process.
      if (round === 0) expect(left).not.toEqual({});
      const isWhole = await expectWholeOrNothing(new Window(page), earlier);
      const when = round === 0 ? 'its mark' : `${Math.round(moment)} ms`;
      report.push(`${when}: ${describeRows(Object.values(left))}, then ${isWhole ? 'whole' : 'nothing'}`);
      if (isWhole) {
        await window.close();
        window = await openEarlier();
        page = window.page;
      }
    }
    console.log(`VOUCH_SEED=${seed}; ${what}; left behind after\n  ${report.join('\n  ')}`);
    await page.goto(earlier.address);
    await importLarge(new Window(page), large);
    await window.close();
  });
}

/** Says which of the two it is, after the application has started again; anything else fails. */
async function expectWholeOrNothing(vouch: Window, earlier: EarlierCase): Promise<boolean> {
  await expectEarlierCase(vouch, earlier);
  const rows = await rowsOfBundles(vouch.page);
  expect(rows).toMatchObject(earlier.stored);
  const added = Object.values(without(rows, earlier.stored));
  await vouch.show('Bundles');
  const links = vouch.bundles.list.getByRole('link');
  if (added.length === 0) {
    await expect(links).toHaveCount(1);
    return false;
  }
  expect(added).toEqual([earlier.wholeImport]);
  await links.filter({ hasText: 'log.evb.zip' }).click();
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
  return true;
}

async function crashPage(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // The process that should answer is gone.
  session.send('Page.crash').catch(() => {});
  await crashed;
  await page.close();
}
