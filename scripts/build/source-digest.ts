import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that a build is made from: a change in any of it makes the last build stale. */
const sources = [
  'shared',
  'kernel',
  'renderer',
  'electron',
  'cli',
  'scripts/build',
  'scripts/build.ts',
  'package.json',
  'package-lock.json',
];

/** SHA-256, as hex, over the names and bytes of every source file, in the order of their names. */
export function digestSources(root: string): string {
  const digest = createHash('sha256');
  for (const path of sources.flatMap((source) => filesBelow(root, source)).sort()) {
    const bytes = readFileSync(join(root, path));
    // The length keeps one file's end from being read as the next file's beginning.
    digest.update(`${path}\n${bytes.byteLength}\n`).update(bytes);
  }
  return digest.digest('hex');
}

function filesBelow(root: string, path: string): readonly string[] {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (path.includes('.')) return [path];
  return readdirSync(full, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}
