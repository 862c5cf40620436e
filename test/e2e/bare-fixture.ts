import { join } from 'node:path';
import { readBuiltFiles } from '../../scripts/build/built-files.ts';
import { type LoopbackServer, startLoopbackServer } from '../../scripts/loopback-server.ts';
import { windowHostName } from '../../scripts/start/browser-arguments.ts';
import { type BareBrowser, startBareBrowser } from './bare-browser.ts';
import { type BareCase, openBareCase } from './bare-case.ts';
import { test as base } from './fixture.ts';
import { withHeldWorker } from './hold-worker.ts';
import { root } from './open-window.ts';
import type { RowsOfBundles } from './stored-rows.ts';

/** Starts the browser on the profile of the test. */
export type OpenBare = (look?: (left: RowsOfBundles) => void) => Promise<BareCase>;

/** A test whose case worker tells of its writes and can be held at any of them, in a browser without a window. */
export const test = base.extend<{ readonly open: OpenBare }, { readonly heldServer: LoopbackServer }>({
  heldServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from this pattern.
    async ({}, use) => {
      const files = withHeldWorker(readBuiltFiles(join(root, 'build/renderer')));
      const server = await startLoopbackServer({ files, hostNames: [windowHostName], port: 0 });
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  open: async ({ folder, heldServer }, use) => {
    const started: BareBrowser[] = [];
    await use(async (look) => {
      const browser = await startBareBrowser(join(folder, 'profile'), heldServer.port);
      started.push(browser);
      return openBareCase(browser, look);
    });
    for (const browser of started) await browser.kill();
  },
});
