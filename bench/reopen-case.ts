import { openBrowser } from './open-browser.ts';
import type { StoredCase } from './stored-case.ts';

/** Milliseconds from the start of the navigation; the start of the browser is not in them. */
export interface Reopened {
  readonly rowsAt: number;
  readonly verdictAt: number;
}

/**
 * Starts the browser again and opens the case at its table of entries, by the address. `restMillis` is how long the browser is
 * left alone before: after its own start it goes on working for a second or two, on the same processors.
 */
export async function reopenCase({ profile, routeQuery }: StoredCase, restMillis = 0): Promise<Reopened> {
  const browser = await openBrowser(profile);
  try {
    await new Promise((resolve) => setTimeout(resolve, restMillis));
    const page = await browser.openWindow(`#/explore?${routeQuery}`, watchForRowsAndVerdict);
    return await page.evaluate(() => window.benchReopened);
  } finally {
    await browser.close();
  }
}

declare global {
  interface Window {
    /** Set before the code of the window runs, so there is nothing else to hold it. */
    benchReopened: Promise<Reopened>;
  }
}

/** Runs in the page, as its own text: it may use nothing from this file. */
function watchForRowsAndVerdict(): void {
  window.benchReopened = new Promise((resolve) => {
    let rowsAt: number | null = null;
    let verdictAt: number | null = null;
    const observer = new MutationObserver(() => {
      const now = performance.now();
      const rows = document.querySelectorAll('[role=grid] [role=row][aria-busy=false] [role=gridcell]');
      if (rows.length > 0) rowsAt ??= now;
      const verdict = document.querySelector('[data-verdict]')?.getAttribute('data-verdict') ?? 'none';
      if (verdict !== 'none') verdictAt ??= now;
      if (rowsAt === null || verdictAt === null) return;
      observer.disconnect();
      resolve({ rowsAt, verdictAt });
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true });
  });
}
