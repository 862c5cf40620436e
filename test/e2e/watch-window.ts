import type { BrowserContext, Page } from '@playwright/test';
import { windowAddress } from '../../scripts/start/browser-arguments.ts';

/** What no test may cause, unless it says that it does. */
export interface WindowWatch {
  /** Requests for anything but the built files and their icon. */
  readonly foreignRequests: readonly string[];
  /** Errors on the console; the browser reports a violated content policy here, too. */
  readonly consoleErrors: readonly string[];
  readonly crashes: readonly string[];
}

const builtFiles = [
  '',
  'index.html',
  'start.js',
  'main.js',
  'main.css',
  'case-worker.js',
  'worker-thread.js',
  'favicon.ico',
];
const ownAddresses = new Set(builtFiles.map((file) => `${windowAddress}${file}`));
/** Parts of both programs that are loaded later. Their names hold what they were built from. */
const laterPart = /^(screens|case-(judging|further|report))-[0-9a-f]{16}\.js$/;

/** Writes down, from now on, everything that a window of ours does not do. */
export function watchWindow(context: BrowserContext, page: Page): WindowWatch {
  const foreignRequests: string[] = [];
  const consoleErrors: string[] = [];
  const crashes: string[] = [];
  context.on('request', (request) => {
    const address = request.url().replace(/#.*$/, '');
    const name = address.startsWith(windowAddress) ? address.slice(windowAddress.length) : '';
    if (!ownAddresses.has(address) && !laterPart.test(name)) foreignRequests.push(address);
  });
  context.on('console', (message) => {
    if (message.type() === 'error') consoleErrors.push(message.text());
  });
  context.on('weberror', (error) => crashes.push(String(error.error())));
  page.on('crash', () => crashes.push('the page crashed'));
  return { foreignRequests, consoleErrors, crashes };
}
