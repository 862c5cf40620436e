import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Electron's package brings a program that fetches the binary; it has no time limit of its own. */
const fetchSeconds = 20;

export type ElectronBinary =
  | { readonly kind: 'ready'; readonly path: string }
  | { readonly kind: 'absent'; readonly reason: string };

/**
 * The path of the Electron binary, fetched when it is missing. A fetch that failed is not repeated until
 * `tryAgain`: somebody without a network should not wait at every start.
 */
export async function electronBinary(
  root: string,
  { tryAgain, say }: { readonly tryAgain: boolean; readonly say: (line: string) => void },
): Promise<ElectronBinary> {
  const installed = installedElectron(root);
  if (installed !== null) return { kind: 'ready', path: installed };
  const failureNote = join(root, 'build/electron-not-fetched');
  if (existsSync(failureNote) && !tryAgain) {
    return { kind: 'absent', reason: 'it could not be fetched at an earlier start' };
  }
  say(`Electron is fetched once, for at most ${fetchSeconds} seconds …`);
  const reason = await fetchElectron(root);
  const fetched = installedElectron(root);
  if (fetched !== null) {
    rmSync(failureNote, { force: true });
    return { kind: 'ready', path: fetched };
  }
  mkdirSync(join(root, 'build'), { recursive: true });
  writeFileSync(failureNote, `${reason}\n`);
  return { kind: 'absent', reason };
}

/** The path of the Electron binary when it is there, without fetching anything. */
export function installedElectron(root: string): string | null {
  const { ELECTRON_OVERRIDE_DIST_PATH } = process.env;
  const folder = join(root, 'node_modules/electron');
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const path = join(ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name);
  return existsSync(path) ? path : null;
}

/** Resolves to why there is still no binary; the caller looks whether there is one. */
function fetchElectron(root: string): Promise<string> {
  const program = join(root, 'node_modules/electron/install.js');
  if (!existsSync(program)) return Promise.resolve('its package is not installed');
  return new Promise((resolve) => {
    // What it prints on failure is a stack trace, which says nothing that the sentence below does not.
    const child = spawn(process.execPath, [program], { stdio: 'ignore', timeout: fetchSeconds * 1_000 });
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (_code, signal) =>
      resolve(
        signal === null ? 'its download cannot be reached' : `it did not arrive in ${fetchSeconds} seconds`,
      ),
    );
  });
}
