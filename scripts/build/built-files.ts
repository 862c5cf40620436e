import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

interface BuiltFile {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** By URL path, such as `/index.html`. */
export type BuiltFiles = ReadonlyMap<string, BuiltFile>;

const mediaTypes: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.woff2', 'font/woff2'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
]);

/** Reads a folder of built files into memory. Throws on a kind of file that the window does not consist of. */
export function readBuiltFiles(folder: string): BuiltFiles {
  const files = new Map<string, BuiltFile>();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const mediaType = mediaTypes.get(extname(path));
    if (mediaType === undefined) throw new Error(`${path}: no media type is known for this kind of file`);
    const url = path.slice(folder.length).replaceAll('\\', '/');
    files.set(url, { mediaType, bytes: readFileSync(path) });
  }
  if (!files.has('/index.html')) throw new Error(`${folder} holds no index.html`);
  return files;
}
