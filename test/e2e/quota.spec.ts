import type { BrowserContext, Page } from '@playwright/test';
import { windowAddress } from '../../scripts/start/browser-arguments.ts';
import { expect } from './fixture.ts';
import { expectNothingAdded, importLarge, showEarlierCase, test } from './large-import.ts';
import { Window } from './pages/window.ts';

const megabyte = 1024 * 1024;

const shortages = [
  { what: 'the file', room: () => megabyte },
  { what: 'the index beside the file', room: (fileBytes: number) => fileBytes + megabyte },
] as const;

for (const { what, room } of shortages) {
  test(`an import is refused with the number of bytes when there is no room for ${what}`, async ({
    earlier,
    large,
    openEarlier,
  }) => {
    let giveBackRoom = async () => {};
    // Before the window is opened: the browser takes a look at the room and believes it for half a minute.
    const { page } = await openEarlier(async (context, blank) => {
      giveBackRoom = await leaveRoom(context, blank, room(large.bytes));
    });
    const vouch = new Window(page);
    await showEarlierCase(vouch, earlier);
    await vouch.bundles.add(large.path);
    const { needed, said } = await readRefusal(vouch, large.bytes);
    // Known beforehand, so it says of what the sum is.
    expect(said).toContain(`Needed are ${inWords(large.bytes)} for the file and about `);
    const [, available = ''] = /, ([\d,]+) bytes are available\. Needed are/.exec(said) ?? [];
    expect(toNumber(available)).toBeLessThan(Math.min(room(large.bytes) + 1, needed));
    await expectNothingAdded(vouch, earlier);
    await giveBackRoom();
    await importLarge(vouch, large);
  });
}

/** At which write the browser has no more room, when nobody could know it before. */
const fullWrites = [
  { what: 'the file', table: 'files', room: (fileBytes: number) => fileBytes / 2 },
  // Opening the window takes five megabytes, and the index would take eight.
  { what: 'its index', table: 'parts', room: (fileBytes: number) => fileBytes + 8 * megabyte },
] as const;

for (const { what, table, room } of fullWrites) {
  test(`an import that finds the storage full when it writes ${what} says so, and leaves nothing`, async ({
    earlier,
    large,
    openEarlier,
  }) => {
    let giveBackRoom = async () => {};
    const refused: string[] = [];
    const { page } = await openEarlier(async (context, blank) => {
      giveBackRoom = await leaveRoom(context, blank, room(large.bytes));
      context.on('console', (message) => {
        const [, tables] = /^QuotaExceededError in (.*)$/.exec(message.text()) ?? [];
        if (tables !== undefined) refused.push(tables);
      });
    }, promiseRoom);
    const vouch = new Window(page);
    await showEarlierCase(vouch, earlier);
    await vouch.bundles.add(large.path);
    const { said } = await readRefusal(vouch, large.bytes);
    expect(said).toContain(', an unknown number of bytes are available. Nothing was stored.');
    expect(refused).toEqual([table]);
    await expectNothingAdded(vouch, earlier);
    await vouch.show('Home');
    // The one of before, and the line of the headings.
    await expect(vouch.home.recentCases.getByRole('row')).toHaveCount(2);
    await giveBackRoom();
    await page.goto(earlier.address);
    await importLarge(vouch, large);
  });
}

/**
 * Makes the browser state what it states on every larger disk, full or not, and tells the console which write it then refuses. Runs in the
 * case worker before its own code, as its own text: it may use nothing from this file.
 */
function promiseRoom(): void {
  const estimate = StorageManager.prototype.estimate;
  StorageManager.prototype.estimate = async function (this: StorageManager) {
    const { usage = 0 } = await estimate.call(this);
    return { usage, quota: usage + 10 * 1024 ** 3 };
  };
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args: Parameters<typeof begin>) {
    const transaction = begin.apply(this, args);
    const tables = [...transaction.objectStoreNames].join('+');
    transaction.addEventListener('abort', () => console.info(`${transaction.error?.name} in ${tables}`));
    return transaction;
  };
}

/** Lets the browser give this origin so many bytes more than it has stored, until the returned function is called. */
async function leaveRoom(context: BrowserContext, page: Page, bytes: number): Promise<() => Promise<void>> {
  // The session stays open: what it overrides ends with it.
  const session = await context.newCDPSession(page);
  const { origin } = new URL(windowAddress);
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + bytes });
  return async () => {
    await session.send('Storage.overrideQuotaForOrigin', { origin });
  };
}

/** How many bytes the only notice says are needed, and all of its words; it is dismissed. */
async function readRefusal(vouch: Window, fileBytes: number) {
  await expect(vouch.notice).toContainText('could not be stored');
  await expect(vouch.notice).toContainText('There is not enough room for this bundle: about ');
  await expect(vouch.notice).toContainText('Nothing was stored');
  await expect(vouch.notice).toContainText('Free some disk space');
  const said = (await vouch.notice.innerText()).replaceAll('\n', ' ');
  console.log(said);
  const needed = toNumber(/([\d,]+) bytes are needed/.exec(said)?.[1] ?? '');
  expect(needed, said).toBeGreaterThan(fileBytes);
  await vouch.notice.getByRole('button', { name: /^Dismiss/ }).click();
  return { needed, said };
}

function inWords(bytes: number): string {
  return bytes.toLocaleString('en-US');
}

function toNumber(words: string): number {
  return words === '' ? Number.NaN : Number(words.replaceAll(',', ''));
}
