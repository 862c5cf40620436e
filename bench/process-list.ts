import type { BrowserContext, Page } from '@playwright/test';
import { readPeakRssMB } from './run-program.ts';

/** One process of the browser, at one moment. */
export interface ProcessState {
  readonly id: number;
  readonly cpuSeconds: number;
  /** 0 where the system does not tell (it does on Linux). */
  readonly peakRssMB: number;
}

export interface ProcessList {
  /** The process that the code of a tab runs in, its workers included. */
  idOf(page: Page): Promise<number>;
  /** Throws when the process has ended. */
  stateOf(id: number): Promise<ProcessState>;
  /** The browser process copies what a page stores, so memory can hide there. */
  browser(): Promise<ProcessState>;
}

/** Asks the browser which processes it has; their memory is the kernel's own word. */
export async function openProcessList(context: BrowserContext): Promise<ProcessList> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('The browser does not speak of its processes.');
  const all = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.map(({ id, type, cpuTime }) => ({ id, type, cpuSeconds: cpuTime }));
  };
  const find = async (matches: (process: { readonly id: number; readonly type: string }) => boolean) => {
    const found = (await all()).find(matches);
    if (found === undefined) throw new Error('A process of the browser is not there any more.');
    return { ...found, peakRssMB: readPeakRssMB(found.id) ?? 0 };
  };
  return {
    idOf: async (page) => {
      // The browser does not say which process a tab has, but it says which one has just worked.
      const before = new Map((await all()).map(({ id, cpuSeconds }) => [id, cpuSeconds]));
      await page.evaluate(work);
      const renderers = (await all()).filter(({ type }) => type === 'renderer');
      const worked = ({ id, cpuSeconds }: ProcessTime) => cpuSeconds - (before.get(id) ?? 0);
      const [busiest] = renderers.toSorted((left, right) => worked(right) - worked(left));
      if (busiest === undefined) throw new Error('The browser has no process for a tab.');
      return busiest.id;
    },
    stateOf: (id) => find((each) => each.id === id),
    browser: () => find(({ type }) => type === 'browser'),
  };
}

type ProcessTime = Pick<ProcessState, 'id' | 'cpuSeconds'>;

/** Runs in the page, as its own text. */
function work(): void {
  const until = performance.now() + 100;
  while (performance.now() < until);
}
