import type { BrowserContext, Page } from '@playwright/test';

declare global {
  interface Window {
    /** The worker of the window, caught when the window starts it. */
    caseWorkerOfWindow?: Worker;
  }
}

/** From the next load on, `callWorker` can speak with the worker that the window itself has. Use as `prepare`. */
export async function catchWorkers(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const Original = window.Worker;
    window.Worker = class extends Original {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options);
        window.caseWorkerOfWindow ??= this;
      }
    };
  });
}

/** One request of the protocol, as the window asks it; a refusal is thrown. */
export async function callWorker<Answer>(page: Page, name: string, args: unknown): Promise<Answer> {
  await page.waitForFunction(() => window.caseWorkerOfWindow !== undefined);
  return page.evaluate(
    ([request, given]: readonly [string, unknown]) =>
      new Promise<never>((resolve, reject) => {
        const worker = window.caseWorkerOfWindow;
        if (worker === undefined) return reject(new Error('The window has no worker.'));
        // Far from the numbers that the window itself gives.
        const id = 1_000_000_000 + Math.floor(Math.random() * 1_000_000_000);
        const listen = ({ data }: MessageEvent) => {
          if (data.id !== id || data.kind === 'progress') return;
          worker.removeEventListener('message', listen);
          if (data.kind === 'answer') resolve(data.value as never);
          else reject(new Error(data.error.message));
        };
        worker.addEventListener('message', listen);
        worker.postMessage({ kind: 'request', id, name: request, args: given });
      }),
    [name, args] as const,
  );
}
