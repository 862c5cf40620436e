import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { samplePath } from './sample-files.ts';

/** Drops a real file or folder of the disk, as the system does: the page gets it from the browser, not from a script. */
async function drop(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 400, data });
  }
  await session.detach();
}

test('a bundle that is dropped anywhere in the window is opened and verified', async ({ vouch }) => {
  await drop(vouch.page, samplePath('-unknown-signer'));
  await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
});

test('a dropped folder is refused by name, also when it is named like a bundle', async ({
  vouch,
  folder,
}) => {
  const path = join(folder, 'acme-q3.evb.zip');
  mkdirSync(path);
  await drop(vouch.page, path);
  await expect(vouch.notice).toContainText('acme-q3.evb.zip');
  await expect(vouch.notice).toContainText('is-a-directory');
});
