import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { appOrigin } from './app-address.ts';

/** A built file of the window, held in memory from the start. */
export interface BundledFile {
  readonly contentType: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** By full address. What is not in here does not exist. */
export type BundledFiles = ReadonlyMap<string, BundledFile>;

/** With `nosniff` the browser believes these words, so an ending without one is not served at all. */
const contentTypes: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.svg', 'image/svg+xml; charset=utf-8'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
]);

/**
 * Reads every built file below the folder once. The addresses are made from the folder's listing and never the
 * other way round, so no request, however spelled, can name a file that was not listed.
 */
export function loadBundledFiles(folder: string): BundledFiles {
  const files = new Map<string, BundledFile>();
  addFolder(files, folder, appOrigin);
  return files;
}

// Its own recursion, not `readdirSync`'s: inside an asar archive only the plain call is emulated reliably.
function addFolder(files: Map<string, BundledFile>, folder: string, address: string): void {
  for (const child of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, child.name);
    const childAddress = `${address}/${encodeURIComponent(child.name)}`;
    const contentType = contentTypes.get(extname(child.name));
    if (child.isDirectory()) addFolder(files, path, childAddress);
    else if (child.isFile() && contentType !== undefined) {
      files.set(childAddress, { contentType, body: Uint8Array.from(readFileSync(path)) });
    }
  }
}
