import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { timeImport } from './hand-over.ts';
import type { Bench, Results } from './measurement.ts';
import { openBrowser } from './open-browser.ts';

/** The longest of all counts, so a few imports are enough. */
const imports = 3;

/** How long the window does not answer while it imports. Apart from the timed imports: to look at it costs frames. */
export async function measureUi({ bundle, pairs, talk }: Bench): Promise<Results> {
  const longTasks: number[] = [];
  const frameGaps: number[] = [];
  for (let round = 0; round < Math.min(imports, pairs); round++) {
    const profile = mkdtempSync(join(bundle.folder, 'profile-'));
    const browser = await openBrowser(profile);
    try {
      const page = await browser.openWindow();
      const watch = await page.evaluateHandle(watchTasks);
      await timeImport(page, bundle.path);
      const seen = await watch.evaluate((now) => ({
        longestTask: now.longestTask(),
        longestGap: now.longestGap(),
      }));
      longTasks.push(seen.longestTask);
      frameGaps.push(seen.longestGap);
    } finally {
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
    }
  }
  talk(`ui: long tasks ${longTasks.map(Math.round)} ms, gaps between frames ${frameGaps.map(Math.round)} ms`);
  return {
    'ui.longTaskMaxMs': Math.round(Math.max(...longTasks)),
    'ui.frameGapMaxMs': Math.round(Math.max(...frameGaps)),
  };
}

/** Runs in the page, as its own text: it may use nothing from this file. */
function watchTasks() {
  let longestTask = 0;
  let longestGap = 0;
  let lastFrameAt: number | null = null;
  const note = (entries: PerformanceEntryList) => {
    for (const { duration } of entries) longestTask = Math.max(longestTask, duration);
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: 'longtask' });
  const frame = (now: number) => {
    longestGap = Math.max(longestGap, now - (lastFrameAt ?? now));
    lastFrameAt = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  return {
    longestTask: () => {
      note(observer.takeRecords());
      return longestTask;
    },
    longestGap: () => longestGap,
  };
}
