import { expect, type Page } from '@playwright/test';
import { allowed } from '../../scripts/test/slowness.ts';

/** Drops a real file or folder of the disk, as the system does: the page gets it from the browser, not from a script. */
export async function dropFile(
  page: Page,
  path: string,
  place: { readonly x: number; readonly y: number } = { x: 400, y: 400 },
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', { type, ...place, data });
  await send('dragEnter');
  // As a system does while the pointer rests: one alone is lost when the page is drawn anew under it.
  await expect(async () => {
    await send('dragOver');
    await expect(page.locator('.drop-overlay')).toBeVisible({ timeout: allowed(1_000) });
  }).toPass();
  // What is under the pointer is drawn by now, and decides what becomes of the file.
  await send('dragOver');
  await send('drop');
  await session.detach();
}
