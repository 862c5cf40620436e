import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** Set before the code of the window runs, so there is nothing else to hold it. */
    benchWorker: Worker | undefined;
  }
}

/** Runs in the page, as its own text. Keeps the worker that the window starts: requests go to the application's own. */
export function holdWorker(): void {
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      // The window starts one; whatever comes later is a thread of another kind.
      window.benchWorker ??= this;
    }
  };
}

/** Asks the window's own case worker, one request after the other. Throws when one is refused. */
export async function askHeldWorker<Answer>(
  page: Page,
  name: string,
  args: readonly unknown[],
): Promise<readonly Answer[]> {
  const answers = await page.evaluate(askInPage, { name, args });
  return answers as readonly Answer[]; // what the protocol of the case worker says of this name
}

/** Runs in the page, as its own text. */
async function askInPage({ name, args }: { readonly name: string; readonly args: readonly unknown[] }) {
  const worker = window.benchWorker;
  if (worker === undefined) throw new Error('The window has started no worker.');
  const ask = (each: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      // Far from every id that the window gives.
      const id = 1_000_000_000 + Math.floor(Math.random() * 1_000_000_000);
      const listen = ({ data }: MessageEvent) => {
        if (data.id !== id || data.kind === 'progress') return;
        worker.removeEventListener('message', listen);
        if (data.kind === 'answer') resolve(data.value);
        else reject(new Error(`${name}: ${JSON.stringify(data).slice(0, 300)}`));
      };
      worker.addEventListener('message', listen);
      worker.postMessage({ kind: 'request', id, name, args: each });
    });
  const answers: unknown[] = [];
  for (const each of args) answers.push(await ask(each));
  return answers;
}
