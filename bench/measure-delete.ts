import type { Page } from '@playwright/test';
import type { Bench, Results } from './measurement.ts';
import { openBrowser } from './open-browser.ts';
import { describe, median } from './statistics.ts';
import { readStoredBytes } from './stored-bytes.ts';
import { type StoredCase, withCopy, withStoredCase } from './stored-case.ts';

/** Deletes copies of one case; to import it for each would take most of the time. */
const copies = 3;

/** How long it takes to delete a case, from the button to the end of the dialog. */
export async function measureDelete({ bundle, talk }: Bench): Promise<Results> {
  return withStoredCase(bundle, async (stored) => {
    const millis: number[] = [];
    const left: number[] = [];
    for (let copy = 0; copy < copies; copy++) {
      const deleted = await withCopy(stored, deleteCase);
      millis.push(deleted.millis);
      left.push(deleted.left);
    }
    talk(`delete: ${describe(millis, 'ms')}`);
    return { 'delete.ms': Math.round(median(millis)), 'delete.leftBytes': Math.max(...left) };
  });
}

async function deleteCase({ profile }: StoredCase) {
  const browser = await openBrowser(profile);
  try {
    const page = await browser.openWindow();
    await page.getByRole('button', { name: /^Delete the case/ }).click();
    const millis = await timeDeletion(page);
    return { millis, left: (await readStoredBytes(page)).values };
  } finally {
    await browser.close();
  }
}

async function timeDeletion(page: Page): Promise<number> {
  const dialog = page.getByRole('alertdialog');
  const watch = await dialog.evaluateHandle(watchForEnd);
  await dialog.getByRole('button', { name: 'Delete case' }).click();
  return watch.evaluate(({ answered }) => answered);
}

/** Runs in the page, as its own text: it may use nothing from this file. */
function watchForEnd(dialog: Element) {
  const answered = new Promise<number>((resolve) => {
    let pressedAt = 0;
    dialog.addEventListener('pointerdown', () => {
      pressedAt = performance.now();
    });
    const observer = new MutationObserver(() => {
      if (dialog.isConnected) return;
      observer.disconnect();
      resolve(performance.now() - pressedAt);
    });
    observer.observe(document, { subtree: true, childList: true });
  });
  return { answered };
}
