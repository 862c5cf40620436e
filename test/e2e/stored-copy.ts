import type { Page } from '@playwright/test';

/** What stood on screen at one moment of a load. */
export interface StripSight {
  readonly verdict: string;
  readonly tone: string;
  readonly words: string;
  readonly hasRows: boolean;
  /** Marks of something that holds, outside the log of custody. */
  readonly conclusions: number;
  /** Where the verdict stands and where the table begins. */
  readonly place: string;
}

declare global {
  interface Window {
    /** Set before the code of the window runs. */
    seenOnStrip: StripSight[];
  }
}

/** From the next load on, writes down every state of the strip, each once as long as it lasts. */
export function recordStrip(page: Page): Promise<unknown> {
  return page.addInitScript(watchStrip);
}

export function seenOnStrip(page: Page): Promise<readonly StripSight[]> {
  return page.evaluate(() => window.seenOnStrip);
}

/** Runs in the page, as its own text: it may use nothing from this file. */
function watchStrip(): void {
  window.seenOnStrip = [];
  const rows = '[role=grid][aria-multiselectable] [role=row][aria-busy=false] [role=gridcell]';
  const placeOf = (selector: string) => {
    const { left, top, width } = document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
    return `${left} ${top} ${width}`;
  };
  const look = () => {
    const strip = document.querySelector('[data-verdict]');
    if (strip === null) return;
    const sight = {
      verdict: strip.getAttribute('data-verdict') ?? '',
      tone: strip.getAttribute('data-tone') ?? '',
      words: strip.getAttribute('aria-label') ?? '',
      hasRows: document.querySelector(rows) !== null,
      conclusions: document.querySelectorAll('[data-tone=good], [data-tone=bad], [data-tone=partial]').length,
      place: `${placeOf('[data-verdict]')}, ${placeOf('[role=grid][aria-multiselectable]')}`,
    };
    const last = window.seenOnStrip.at(-1);
    if (JSON.stringify(last) !== JSON.stringify(sight)) window.seenOnStrip.push(sight);
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}

/** As somebody with access to the profile would: another actor in every row, and all evidence bytes as they were. */
export function alterStoredIndex(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const answer = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await answer(indexedDB.open('vouch-cases'));
    const transaction = database.transaction('parts', 'readwrite');
    // A window that goes away before that takes the transaction with it.
    const done = new Promise((resolve) => transaction.addEventListener('complete', resolve));
    const parts = transaction.objectStore('parts');
    for (const key of await answer(parts.getAllKeys())) {
      const part = await answer(parts.get(key));
      const text = new TextEncoder().encode('mallory');
      const { actor } = part.columns;
      actor.ids.fill(actor.ids[0]);
      actor.texts = { bytes: text, ends: actor.texts.ends.slice().fill(text.length) };
      await answer(parts.put(part));
    }
    await done;
    database.close();
  });
}
