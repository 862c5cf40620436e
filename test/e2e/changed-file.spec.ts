import { copyFileSync, openSync, rmSync, truncateSync, utimesSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './fixture.ts';
import { expectNothingAdded, importLarge, showEarlierCase, test } from './large-import.ts';
import { Window } from './pages/window.ts';

const changes = [
  {
    what: 'changed in one byte',
    change: (path: string, bytes: number) => {
      writeSync(openSync(path, 'r+'), 'x', bytes - 10_000_000);
    },
  },
  { what: 'cut to its half', change: (path: string, bytes: number) => truncateSync(path, bytes / 2) },
  { what: 'removed', change: (path: string) => rmSync(path) },
] as const;

for (const { what, change } of changes) {
  test(`a file that is ${what} while it is imported is refused by name, and nothing of it is stored`, async ({
    earlier,
    large,
    openEarlier,
    folder,
  }) => {
    const { page } = await openEarlier();
    const vouch = new Window(page);
    await showEarlierCase(vouch, earlier);
    const path = join(folder, 'delivered.evb.zip');
    copyFileSync(large.path, path);
    // Last changed on a day in the past, as a delivered file is.
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    await vouch.bundles.add(path);
    // At once: a second later the whole file may have been read.
    change(path, large.bytes);
    await expect(vouch.notice).toContainText('delivered.evb.zip');
    await expect(vouch.notice.getByText('source-changed', { exact: true })).toBeVisible();
    await vouch.notice.getByRole('button', { name: /^Dismiss/ }).click();
    await expectNothingAdded(vouch, earlier);
    await importLarge(vouch, large);
  });
}
