import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { allowed } from '../../scripts/test/slowness.ts';
import { expect } from './fixture.ts';
import { expectEarlierCase, showEarlierCase, test, without } from './large-import.ts';
import { Window } from './pages/window.ts';
import { samplePath } from './sample-files.ts';
import { rowsOfBundles } from './stored-rows.ts';

/** Promised is a fifth of a second; a machine that does ten other things at once may be ten times as slow. */
const mostMillis = 2_000;
/** So many moments of the import, at most: until one comes after the bundle was published. */
const moments = 16;

test('an import that is stopped says so at once, at whatever moment, and leaves nothing', async ({
  earlier,
  large,
  openEarlier,
}) => {
  const { page } = await openEarlier();
  const vouch = new Window(page);
  await showEarlierCase(vouch, earlier);
  const links = vouch.bundles.list.getByRole('link');
  const waits: number[] = [];
  for (let moment = 0; ; moment += earlier.importMillis / moments) {
    const watch = await page.evaluateHandle(watchForStop);
    await vouch.bundles.add(large.path);
    await expect(vouch.home.stopOpening.or(links.nth(1)).first()).toBeVisible();
    await sleep(moment);
    const isStopped = await stop(page);
    if (!isStopped) await expect(links).toHaveCount(2);
    else waits.push(await watch.evaluate(({ stopped }) => stopped));
    const added = Object.values(without(await rowsOfBundles(page), earlier.stored));
    if (added.length === 0) continue;
    // Too late: the bundle is whole.
    expect(added, `after ${moment} ms`).toEqual([earlier.wholeImport]);
    break;
  }
  console.log(`stopped after ${waits.map((millis) => `${Math.round(millis)} ms`).join(', ')}`);
  expect(waits.length).toBeGreaterThan(2);
  expect(Math.max(...waits)).toBeLessThan(allowed(mostMillis));
  await expect(vouch.bundles.list.getByRole('link')).toHaveCount(2);
  await expectEarlierCase(vouch, earlier);
});

test('when one of several files is stopped, the others are imported as if it had not been there', async ({
  earlier,
  large,
  openEarlier,
}) => {
  const { page } = await openEarlier();
  const vouch = new Window(page);
  await showEarlierCase(vouch, earlier);
  const [first, second] = [samplePath('-unknown-signer'), samplePath('-tampered-edited')];
  await vouch.bundles.add(large.path, first, second);
  await page.getByRole('button', { name: /^Stop opening log\.evb\.zip/ }).click();
  const links = vouch.bundles.list.getByRole('link');
  await expect(links).toHaveCount(3);
  await expect(links.filter({ hasText: 'acme-q3-unknown-signer' })).toHaveCount(1);
  await expect(links.filter({ hasText: 'acme-q3-tampered-edited' })).toHaveCount(1);
  expect(Object.keys(await rowsOfBundles(page))).toHaveLength(3);
});

test('a file that waits for another one can be stopped before its turn, and is never read', async ({
  earlier,
  large,
  openEarlier,
}) => {
  const { page } = await openEarlier();
  const vouch = new Window(page);
  await showEarlierCase(vouch, earlier);
  await vouch.bundles.add(large.path, samplePath('-unknown-signer'));
  await page.getByRole('button', { name: /^Stop opening acme-q3-unknown-signer/ }).click();
  await expect(vouch.bundles.list.getByRole('link')).toHaveCount(2);
  await expect(vouch.home.stopOpening).toHaveCount(0);
  expect(Object.keys(await rowsOfBundles(page))).toHaveLength(2);
});

/** False when the import had ended before. */
async function stop(page: Page): Promise<boolean> {
  const button = page.getByRole('button', { name: /^Stop opening/ });
  if ((await button.count()) === 0) return false;
  return button.click({ timeout: allowed(2_000) }).then(
    () => true,
    () => false,
  );
}

/** Both moments are taken in the page, which runs this text and nothing of this file. */
function watchForStop() {
  const stopped = new Promise<number>((resolve) => {
    const isOpening = () => document.querySelector('[aria-label^="Stop opening"]') !== null;
    document.addEventListener(
      'click',
      ({ target }) => {
        if (!(target instanceof Element) || target.closest('[aria-label^="Stop opening"]') === null) return;
        const clickedAt = performance.now();
        const observer = new MutationObserver(() => {
          if (isOpening()) return;
          observer.disconnect();
          resolve(performance.now() - clickedAt);
        });
        observer.observe(document, { subtree: true, childList: true });
      },
      { capture: true, once: true },
    );
  });
  return { stopped };
}
