import type { Page } from '@playwright/test';
import type { Bench, Results } from './measurement.ts';
import { openBrowser } from './open-browser.ts';
import { describe, percentile } from './statistics.ts';
import { withStoredCase } from './stored-case.ts';

/** Typed letter by letter; each letter is a query of its own. Words, values of fields, a wildcard, two terms at once. */
const queries = [
  'denied',
  'u-12345',
  'record.update',
  'curl billing',
  'actor:u-77',
  'service:orders outcome:denied',
  'ts:2026-01-01',
  '*ession.c',
];
/** Slower than the slowest typist that is faster than the answer: no letter waits for the one before it. */
const betweenMillis = 150;

/** A round types a hundred letters, each with a pause behind it: half a minute. Two are letters enough for a percentile. */
const mostRounds = 2;

/** How soon after a key the lines, counts, facets and bars of the new query are on the screen. */
export async function measureKeystroke({ bundle, pairs, talk }: Bench): Promise<Results> {
  return withStoredCase(bundle, async (stored) => {
    const browser = await openBrowser(stored.profile);
    try {
      const page = await browser.openWindow(`#/explore?${stored.routeQuery}`, watchKeystrokes);
      await page.locator('[role=grid] [role=row][aria-busy=false]').first().waitFor();
      // The first answer loads what is searched, and the check of the stored copy reads every byte meanwhile.
      await page.locator('[data-verdict]:not([data-verdict=none])').waitFor({ timeout: 120_000 });
      const field = page.getByRole('search').getByRole('combobox');
      await field.fill('warm');
      await page.waitForTimeout(2_000);
      const keys: Keystroke[] = [];
      const longTasks: number[] = [];
      for (let round = 1; round <= Math.min(pairs, mostRounds); round++) {
        for (const query of queries) keys.push(...(await typeQuery(page, query)));
        longTasks.push(await page.evaluate(() => window.benchKeystrokes.longestTask()));
        talk(`keystroke ${round}: ${keys.length} letters`);
      }
      const answered = keys.flatMap(({ paintedMillis }) => paintedMillis ?? []);
      talk(`keystroke: ${describe(answered, 'ms')}; ${keys.length - answered.length} letters made no query`);
      return {
        'ui.keystrokeMedianMs': Math.round(percentile(answered, 0.5)),
        'ui.keystrokeP95Ms': Math.round(percentile(answered, 0.95)),
        'ui.keystrokeLongTaskMs': Math.round(Math.max(...longTasks)),
      };
    } finally {
      await browser.close();
    }
  });
}

interface Keystroke {
  /** Null for a letter after which the text is no query, such as the colon behind a field. */
  readonly paintedMillis: number | null;
}

async function typeQuery(page: Page, query: string): Promise<readonly Keystroke[]> {
  const field = page.getByRole('search').getByRole('combobox');
  await field.fill('');
  await page.waitForTimeout(betweenMillis * 3);
  const keys: Keystroke[] = [];
  for (const letter of query) {
    await page.evaluate(() => window.benchKeystrokes.begin());
    await page.keyboard.press(letter === ' ' ? 'Space' : letter);
    keys.push({ paintedMillis: await page.evaluate(() => window.benchKeystrokes.painted()) });
    await page.waitForTimeout(betweenMillis);
  }
  return keys;
}

declare global {
  interface Window {
    /** Set before the code of the window runs. */
    benchKeystrokes: {
      /** Watches from the next key on. */
      begin(): void;
      /** Milliseconds from that key until its result is painted; null when none comes within a second. */
      painted(): Promise<number | null>;
      longestTask(): number;
    };
  }
}

/** Runs in the page, as its own text: it may use nothing from this file. */
function watchKeystrokes(): void {
  let longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ type: 'longtask' });
  const isStale = () => document.querySelector('.hits[data-stale], .result-line[data-stale]') !== null;
  let painted: Promise<number | null> = Promise.resolve(null);
  window.benchKeystrokes = {
    longestTask: () => longest,
    painted: () => painted,
    begin: () => {
      painted = new Promise((resolve) => {
        setTimeout(() => resolve(null), 1_000);
        const onKey = (event: KeyboardEvent) => {
          const pressedAt = event.timeStamp;
          let wasStale = false;
          const observer = new MutationObserver(() => {
            if (isStale()) wasStale = true;
            else if (wasStale) {
              observer.disconnect();
              // The frame that shows it, and a task behind it: then it is painted.
              requestAnimationFrame(() => {
                const { port1, port2 } = new MessageChannel();
                port1.onmessage = () => resolve(performance.now() - pressedAt);
                port2.postMessage(null);
              });
            }
          });
          observer.observe(document, { subtree: true, childList: true, attributes: true });
        };
        document.addEventListener('keydown', onKey, { capture: true, once: true });
      });
    },
  };
}
