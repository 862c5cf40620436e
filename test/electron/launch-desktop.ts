import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { installedElectron } from '../../scripts/start/electron-binary.ts';

/** The checkout: Electron finds package.json there and, through it, build/electron/main.mjs. */
const root = resolve(import.meta.dirname, '../..');

/** A running desktop edition with an empty profile of its own. */
export interface Desktop {
  readonly application: ElectronApplication;
  readonly page: Page;
  /** Everything that the page asked for, from its first request on. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Why the real thing cannot be driven on this machine, or null when it can. Fetches nothing. */
export function reasonToSkip(): string | null {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (installedElectron(root) === null) return 'electron: skipped, no Electron binary here';
  const needsDisplay = process.platform === 'linux' && DISPLAY === undefined && WAYLAND_DISPLAY === undefined;
  return needsDisplay ? 'electron: skipped, no display here' : null;
}

/** Starts the built application as `npm start` does, with files to open, and waits for its window. */
export async function launchDesktop(files: readonly string[] = []): Promise<Desktop> {
  const executablePath = installedElectron(root);
  if (executablePath === null) throw new Error('there is no Electron binary');
  const profile = mkdtempSync(join(tmpdir(), 'vouch-electron-'));
  const isRoot = process.getuid?.() === 0;
  const application = await _electron.launch({
    executablePath,
    args: [...(isRoot ? ['--no-sandbox'] : []), `--user-data-dir=${profile}`, root, ...files],
  });
  const requests: string[] = [];
  application.context().on('request', (request) => requests.push(request.url()));
  const page = await application.firstWindow();
  return {
    application,
    page,
    requests,
    async close() {
      await application.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
