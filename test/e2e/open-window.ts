import { resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { offlineArguments, windowAddress } from '../../scripts/start/browser-arguments.ts';
import { findChromium } from '../../scripts/test/find-chromium.ts';
import { allowed } from '../../scripts/test/slowness.ts';
import { slowDown } from './slow-machine.ts';
import { type WindowWatch, watchWindow } from './watch-window.ts';

/** Where the build lies. */
export const root = resolve(import.meta.dirname, '../..');

export interface OpenWindow {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watch: WindowWatch;
  close(): Promise<void>;
}

export interface OpenWindowOptions {
  readonly profile: string;
  /** Of the loopback server. */
  readonly port: number;
  readonly appearance?: 'light' | 'dark';
  /** Runs before the window is opened, in the page that will become it. */
  readonly prepare?: (context: BrowserContext, page: Page) => Promise<void>;
}

/**
 * Opens the built window as `npm start` does: same address, same switches, a profile on disk. Not in private mode,
 * where storage behaves otherwise.
 */
export async function openWindow(options: OpenWindowOptions): Promise<OpenWindow> {
  const opened = await openBrowser(options);
  await opened.page.getByRole('heading', { name: 'Open a bundle' }).waitFor();
  return opened;
}

/** The same, with whatever page the server has. */
export async function openBrowser({
  profile,
  port,
  appearance = 'light',
  prepare,
}: OpenWindowOptions): Promise<OpenWindow> {
  const browser = findChromium();
  const launch = () =>
    chromium.launchPersistentContext(profile, {
      executablePath: browser.path,
      env: { ...process.env, ...browser.environment },
      args: [...offlineArguments(port)],
      headless: true,
      colorScheme: appearance,
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 860 },
    });
  // A browser that ends while it starts, as one of some hundred does on a busy machine, has run nothing of ours.
  const context = await launch().catch(launch);
  // What cannot be clicked or filled by then never can: the test need not wait for its own end to say so.
  context.setDefaultTimeout(allowed(60_000));
  await slowDown(context);
  const page = context.pages()[0] ?? (await context.newPage());
  const watch = watchWindow(context, page);
  await prepare?.(context, page);
  await page.goto(windowAddress);
  return { context, page, watch, close: () => context.close() };
}
