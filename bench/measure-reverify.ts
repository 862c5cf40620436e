import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { timeImport } from './hand-over.ts';
import type { Bench, Results } from './measurement.ts';
import { openBrowser } from './open-browser.ts';
import { reopenCase } from './reopen-case.ts';
import { describe, median, ratio } from './statistics.ts';
import { withStoredCase } from './stored-case.ts';

/**
 * How long a stored copy takes that a person verifies again, against the import before it in the same window: that one
 * verifies as well, and stores. And how long a case takes until its verdict after a restart, its first search beside it.
 */
export async function measureReverify(bench: Bench): Promise<Results> {
  const { bundle, pairs, talk } = bench;
  const imports: number[] = [];
  const again: number[] = [];
  for (let round = 0; round < pairs; round++) {
    const profile = mkdtempSync(join(bundle.folder, 'profile-'));
    const browser = await openBrowser(profile);
    try {
      const page = await browser.openWindow();
      imports.push(await timeImport(page, bundle.path));
      again.push(await timeAgain(page));
    } finally {
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
    }
  }
  talk(`reverify: again ${describe(again, 'ms')}; import ${describe(imports, 'ms')}`);
  return withStoredCase(bundle, async (stored) => {
    const verdictAt: number[] = [];
    for (let round = 0; round < pairs; round++) verdictAt.push((await reopenCase(stored)).verdictAt);
    talk(`reverify: verdict after a restart ${describe(verdictAt, 'ms')}`);
    return {
      'reverify.ms': Math.round(median(again)),
      'reverify.toImport': ratio(again, imports),
      'reverify.restartMs': Math.round(median(verdictAt)),
    };
  });
}

async function timeAgain(page: Page): Promise<number> {
  const button = page.getByRole('button', { name: 'Verify again' });
  await button.waitFor();
  const watch = await page.evaluateHandle(watchForNextVerdict);
  await button.click();
  return watch.evaluate(({ answered }) => answered);
}

/** Runs in the page, as its own text: it may use nothing from this file. */
function watchForNextVerdict() {
  const answered = new Promise<number>((resolve) => {
    let startedAt: number | null = null;
    let isTakenBack = false;
    const start = () => {
      startedAt ??= performance.now();
    };
    document.addEventListener('click', start, { capture: true });
    const observer = new MutationObserver(() => {
      const verdict = document.querySelector('[data-verdict]')?.getAttribute('data-verdict') ?? 'none';
      if (startedAt === null) return;
      if (verdict === 'none') isTakenBack = true;
      else if (isTakenBack) {
        observer.disconnect();
        resolve(performance.now() - startedAt);
      }
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true });
  });
  return { answered };
}
