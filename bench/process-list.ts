import type { BrowserContext } from '@playwright/test';
import { readPeakRssMB } from './run-program.ts';

/** One process of the browser, at one moment. */
export interface ProcessState {
  readonly id: number;
  readonly cpuSeconds: number;
  /** 0 where the system does not tell (it does on Linux). */
  readonly peakRssMB: number;
}

export interface ProcessList {
  /** Of the tabs, their workers included, and of those that wait for a tab. */
  renderers(): Promise<readonly ProcessState[]>;
  /** The browser process copies what a page stores, so memory can hide there. */
  browser(): Promise<ProcessState>;
}

/** Asks the browser which processes it has; their memory is the kernel's own word. */
export async function openProcessList(context: BrowserContext): Promise<ProcessList> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('The browser does not speak of its processes.');
  const list = async (type: string): Promise<readonly ProcessState[]> => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo
      .filter((each) => each.type === type)
      .map(({ id, cpuTime }) => ({ id, cpuSeconds: cpuTime, peakRssMB: readPeakRssMB(id) ?? 0 }));
  };
  return {
    renderers: () => list('renderer'),
    browser: async () => {
      const [browser] = await list('browser');
      if (browser === undefined) throw new Error('The browser does not speak of itself.');
      return browser;
    },
  };
}

/** What became of one process between two moments. */
export interface ProcessChange {
  readonly before: ProcessState;
  readonly after: ProcessState;
}

/** The browser does not say which process a tab has; but it is the one that worked while the tab was at work. */
export function findBusiest(before: readonly ProcessState[], after: readonly ProcessState[]): ProcessChange {
  const changes = after.flatMap((state) => {
    const earlier = before.find(({ id }) => id === state.id);
    return earlier === undefined ? [] : [{ before: earlier, after: state }];
  });
  const [busiest] = changes.toSorted((left, right) => cpuSecondsOf(right) - cpuSecondsOf(left));
  if (busiest === undefined) throw new Error('No process of a tab was there all the time.');
  return busiest;
}

export function cpuSecondsOf({ before, after }: ProcessChange): number {
  return after.cpuSeconds - before.cpuSeconds;
}
