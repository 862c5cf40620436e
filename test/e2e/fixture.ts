import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { readBuiltFiles } from '../../scripts/build/built-files.ts';
import { type LoopbackServer, startLoopbackServer } from '../../scripts/loopback-server.ts';
import { windowHostName } from '../../scripts/start/browser-arguments.ts';
import { type OpenWindow, openWindow, root } from './open-window.ts';
import { Window } from './pages/window.ts';

export interface TestFixtures {
  /** Set by the tests that provoke what every other test must not see. */
  readonly mayViolate: boolean;
  /** A folder that is gone after the test. */
  readonly folder: string;
  readonly opened: OpenWindow;
  /** The page objects of a window with an empty profile. */
  readonly vouch: Window;
  /** Closes the window and opens it again on the same profile, as after a restart of the machine. */
  readonly restart: () => Promise<Window>;
}

/** Playwright's `test` with a real window, watched for everything that it must never do. */
export const test = base.extend<TestFixtures, { readonly server: LoopbackServer }>({
  mayViolate: [false, { option: true }],
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from this pattern.
    async ({}, use) => {
      const files = readBuiltFiles(join(root, 'build/renderer'));
      const server = await startLoopbackServer({ files, hostNames: [windowHostName], port: 0 });
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from this pattern.
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'vouch-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  opened: async ({ server, folder, mayViolate }, use) => {
    const opened = await openWindow({ profile: join(folder, 'profile'), port: server.port });
    await use(opened);
    if (!mayViolate) expectUneventful(opened);
    await opened.close();
  },
  vouch: async ({ opened }, use) => {
    await use(new Window(opened.page));
  },
  restart: async ({ opened, server, folder }, use) => {
    const again: OpenWindow[] = [];
    await use(async () => {
      await (again.at(-1) ?? opened).close();
      const next = await openWindow({ profile: join(folder, 'profile'), port: server.port });
      again.push(next);
      return new Window(next.page);
    });
    again.forEach(expectUneventful);
    await again.at(-1)?.close();
  },
});

/** Fails the test for whatever its window did that no window of ours does. */
export function expectUneventful({ watch }: OpenWindow): void {
  expect.soft(watch, 'a request, a console error or a crash').toEqual({
    foreignRequests: [],
    consoleErrors: [],
    crashes: [],
  });
}

export { expect };
