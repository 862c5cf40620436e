import type { Page } from '@playwright/test';
import { type ByteRange, yardstickWorkerPath } from './yardstick.ts';

/**
 * Hands a file to the yardstick as a person would choose it, and says how many milliseconds its worker, already
 * started, took. Throws when it read another number of entries.
 */
export async function timeYardstick(
  page: Page,
  path: string,
  ranges: readonly ByteRange[],
  entries: number,
): Promise<number> {
  const watch = await page.evaluateHandle(startYardstick, { ranges, workerPath: yardstickWorkerPath });
  await page.getByLabel('File').setInputFiles(path);
  const answer = await watch.evaluate(({ answered }) => answered);
  if (answer.entries !== entries)
    throw new Error(`The yardstick read ${answer.entries} entries instead of ${entries}.`);
  return answer.millis;
}

/**
 * Hands a bundle to the window as a person would choose it, and says how many milliseconds passed until the strip
 * showed its verdict. Throws when it is not the one of a sound bundle whose keys nobody pinned.
 */
export async function timeImport(page: Page, path: string): Promise<number> {
  await page.getByRole('heading', { name: 'Open a bundle' }).waitFor();
  const watch = await page.evaluateHandle(watchForVerdict);
  await page.getByLabel('Bundle files', { exact: true }).setInputFiles(path);
  const answer = await watch.evaluate(({ answered }) => answered);
  if (answer.state !== 'not-verifiable')
    throw new Error(`The window did not import the bundle, but showed: ${answer.text}`);
  return answer.millis;
}

// What follows runs in a page, as its own text: it may use nothing from this file. Both clocks start there, in the
// moment in which the page learns of its file.

declare const trustedTypes: {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
};

function startYardstick(options: { readonly ranges: readonly ByteRange[]; readonly workerPath: string }) {
  const policy = trustedTypes.createPolicy('vouch-worker', { createScriptURL: (url) => url });
  const worker = new Worker(policy.createScriptURL(options.workerPath));
  const answered = new Promise<{ readonly millis: number; readonly entries: number }>((resolve, reject) => {
    let startedAt = 0;
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }) => resolve({ millis: performance.now() - startedAt, entries: data });
    document.addEventListener('change', ({ target }) => {
      startedAt = performance.now();
      const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined;
      worker.postMessage({ file, ranges: options.ranges });
    });
  });
  return { answered };
}

function watchForVerdict() {
  interface Answer {
    readonly millis: number;
    readonly state: string;
    readonly text: string;
  }
  const answered = new Promise<Answer>((resolve) => {
    let startedAt: number | null = null;
    const start = () => {
      startedAt ??= performance.now();
    };
    document.addEventListener('input', start, { capture: true });
    document.addEventListener('change', start, { capture: true });
    const observer = new MutationObserver(() => {
      const verdict = document.querySelector('[data-verdict]');
      const alert = document.querySelector('[role=alert]');
      const state = verdict?.getAttribute('data-verdict') ?? 'none';
      if (startedAt === null || (state === 'none' && alert === null)) return;
      observer.disconnect();
      const text = (alert ?? verdict)?.textContent ?? '';
      resolve({ millis: performance.now() - startedAt, state, text });
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true });
  });
  return { answered };
}
