import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { readBuiltFiles } from '../scripts/build/built-files.ts';
import { startLoopbackServer } from '../scripts/loopback-server.ts';
import { offlineArguments, windowAddress, windowHostName } from '../scripts/start/browser-arguments.ts';
import { findChromium } from '../scripts/test/find-chromium.ts';
import { openProcessList, type ProcessList } from './process-list.ts';
import { yardstickFiles } from './yardstick.ts';

/** A site of its own, so that the yardstick shares no process with the window. */
const yardstickHostName = 'yardstick.localhost';

export interface BenchBrowser {
  readonly processes: ProcessList;
  /** A tab with the built window, at a route. `prepare` runs in it before the window's own code does. */
  openWindow(route?: string, prepare?: () => void): Promise<Page>;
  openYardstick(): Promise<Page>;
  close(): Promise<void>;
}

/** Starts a browser as `npm start` does, headless, on a profile that lies on disk. */
export async function openBrowser(profile: string): Promise<BenchBrowser> {
  const window = await startLoopbackServer({
    files: readBuiltFiles(join(process.cwd(), 'build/renderer')),
    hostNames: [windowHostName],
    port: 0,
  });
  // Under the same policy as the window, because a policy has a price, too.
  const yardstick = await startLoopbackServer({
    files: yardstickFiles,
    hostNames: [yardstickHostName],
    port: 0,
  });
  const closeServers = () => Promise.all([window.close(), yardstick.close()]);
  try {
    const context = await launch(profile, window.port, yardstick.port);
    return {
      processes: await openProcessList(context),
      openWindow: (route = '', prepare) => openTab(context, `${windowAddress}${route}`, prepare),
      openYardstick: () => openTab(context, `http://${yardstickHostName}/`),
      close: async () => {
        await context.close();
        await closeServers();
      },
    };
  } catch (error) {
    await closeServers();
    throw error;
  }
}

function launch(profile: string, windowPort: number, yardstickPort: number): Promise<BrowserContext> {
  const browser = findChromium('installed');
  const oneMoreHost = `MAP ${yardstickHostName}:80 127.0.0.1:${yardstickPort}, MAP * `;
  return chromium.launchPersistentContext(profile, {
    executablePath: browser.path,
    env: { ...process.env, ...browser.environment },
    args: offlineArguments(windowPort).map((argument) => argument.replace('MAP * ', oneMoreHost)),
    headless: true,
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 860 },
  });
}

async function openTab(context: BrowserContext, address: string, prepare?: () => void): Promise<Page> {
  const page = await context.newPage();
  if (prepare !== undefined) await page.addInitScript(prepare);
  await page.goto(address);
  return page;
}
