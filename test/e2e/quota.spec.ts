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
    await expectFullStorage(vouch, large.bytes);
    await expectNothingAdded(vouch, earlier);
    await giveBackRoom();
    await importLarge(vouch, large);
  });
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

async function expectFullStorage(vouch: Window, fileBytes: number): Promise<void> {
  await expect(vouch.notice).toContainText('could not be stored');
  await expect(vouch.notice).toContainText('Nothing was stored');
  const text = await vouch.notice.innerText();
  console.log(text.replaceAll('\n', ' '));
  const [, needed = ''] = /([\d,]+) bytes are needed/.exec(text) ?? [];
  expect(Number(needed.replaceAll(',', '')), text).toBeGreaterThan(fileBytes);
  await vouch.notice.getByRole('button', { name: /^Dismiss/ }).click();
}
