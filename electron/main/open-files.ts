import { basename } from 'node:path';
import { text } from './text.ts';

/** Files on their way from the system to the window, whoever named them: the command line, Finder, the menu. */
export interface OpenFiles {
  /** Takes the paths that are bundles, tells the person about the others, and hands over when the window is ready. */
  offer(paths: readonly string[]): Promise<void>;
  /** The window listens: what waited is handed over, and later files follow at once. */
  windowReady(): Promise<void>;
  /** The window stopped listening: files wait again. */
  windowGone(): void;
}

/** What the queue needs from the platform. */
export interface OpenFilesPlatform {
  isOpenable(path: string): Promise<boolean>;
  /** Throws when the window did not take the files. */
  handOver(paths: readonly string[]): Promise<void>;
  tell(sentences: readonly string[]): void;
}

/** A person opens a handful; hundreds are a slip of the hand or a hostile script. */
export const maximumWaitingFiles = 32;

/** Makes the queue, empty and with the window not yet ready. */
export function createOpenFiles(platform: OpenFilesPlatform): OpenFiles {
  const waiting: string[] = [];
  let isWindowReady = false;
  let isHandingOver = false;

  async function offer(paths: readonly string[]): Promise<void> {
    const openable = await Promise.all(paths.map((path) => platform.isOpenable(path)));
    const refusals: string[] = [];
    for (const [index, path] of paths.entries()) {
      const name = basename(path);
      if (openable[index] !== true) refusals.push(text.notABundle(name));
      else if (waiting.length >= maximumWaitingFiles) refusals.push(text.tooMany(name, maximumWaitingFiles));
      else if (!waiting.includes(path)) waiting.push(path);
    }
    if (refusals.length > 0) platform.tell(refusals);
    await handOverWaiting();
  }

  // One batch at a time: a second one would replace the files of the first in the input before the page saw them.
  async function handOverWaiting(): Promise<void> {
    if (isHandingOver) return;
    isHandingOver = true;
    try {
      while (isWindowReady && waiting.length > 0) await handOverBatch(waiting.splice(0));
    } finally {
      isHandingOver = false;
    }
  }

  async function handOverBatch(paths: readonly string[]): Promise<void> {
    try {
      await platform.handOver(paths);
    } catch {
      platform.tell(paths.map((path) => text.notHandedOver(basename(path))));
    }
  }

  return {
    offer,
    async windowReady() {
      isWindowReady = true;
      await handOverWaiting();
    },
    windowGone() {
      isWindowReady = false;
    },
  };
}
