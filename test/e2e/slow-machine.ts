import type { BrowserContext, Page } from '@playwright/test';
import { slowness } from '../../scripts/test/slowness.ts';

/** How much later the window hears its case worker, for each time that it is slower. */
const answerMillis = 40;

/**
 * Makes every page of a browser as slow as on a poor machine, so that a test which does not wait for what it needs fails here and not
 * there: the browser slows the thread that draws, and what the case worker says comes late, in its order. Does nothing unless asked.
 */
export async function slowDown(context: BrowserContext): Promise<void> {
  if (slowness === 1) return;
  await context.addInitScript(delayWorkers, (slowness - 1) * answerMillis);
  context.on('page', (page) => {
    // A page that is gone before has no need of it.
    throttle(context, page).catch(() => {});
  });
  await Promise.all(context.pages().map((page) => throttle(context, page)));
}

async function throttle(context: BrowserContext, page: Page): Promise<void> {
  // The session stays open: what it slows is as fast as ever without it.
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowness });
}

/** Runs in the page, as its own text: it may use nothing from this file. */
function delayWorkers(millis: number): void {
  const Original = window.Worker;
  window.Worker = class extends Original {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options);
      // The first listener of all, so every other one hears the second event alone.
      this.addEventListener('message', (event) => {
        if (!event.isTrusted) return;
        event.stopImmediatePropagation();
        const again = new MessageEvent('message', { data: event.data, ports: [...event.ports] });
        setTimeout(() => this.dispatchEvent(again), millis);
      });
    }
  };
}
