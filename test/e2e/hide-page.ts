import type { BrowserContext, Page } from '@playwright/test';

declare global {
  interface Window {
    /** Makes the page one that nobody sees, or one that is seen again. */
    hidePage?: (isHidden: boolean) => void;
  }
}

/** What a browser lets a page that nobody sees do in a second, of what is to happen after a time. */
const hiddenTimerMillis = 1_000;

/**
 * From the next load on, pages can be hidden as behind another tab. The browser of the tests has no screen, so to it every page is
 * seen: what a browser does to a hidden one is done by hand. It draws no frame, and its timers are looked at once a second.
 * Use as `prepare`.
 */
export async function makeHideable(context: BrowserContext): Promise<void> {
  await context.addInitScript((timerMillis) => {
    let isHidden = false;
    let frames: FrameRequestCallback[] = [];
    const drawNext = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (draw) => {
      if (!isHidden) return drawNext(draw);
      frames.push(draw);
      return 0;
    };
    const startTimer = window.setTimeout.bind(window) as (...args: unknown[]) => number;
    const later = (handler: unknown, millis?: number, ...args: unknown[]) =>
      startTimer(handler, isHidden ? Math.max(timerMillis, millis ?? 0) : millis, ...args);
    window.setTimeout = later as typeof window.setTimeout;
    Object.defineProperty(document, 'hidden', { get: () => isHidden });
    Object.defineProperty(document, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') });
    window.hidePage = (next) => {
      isHidden = next;
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      if (isHidden) return;
      for (const draw of frames) drawNext(draw);
      frames = [];
    };
  }, hiddenTimerMillis);
}

export async function setHidden(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate((next) => window.hidePage?.(next), isHidden);
  expectState(await page.evaluate(() => document.visibilityState), isHidden);
}

function expectState(state: string, isHidden: boolean): void {
  if ((state === 'hidden') !== isHidden) throw new Error(`The page is ${state}: it was not prepared.`);
}
