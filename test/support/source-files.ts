import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';

export interface SourceFile {
  /** Relative to the checkout, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  readonly from: string;
  /** A path relative to the checkout for own files, else the name of the package. */
  readonly to: string;
  readonly isTypeOnly: boolean;
}

/** Every source file below the folders, in the order of their paths. */
export function sourceFiles(...folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap(filesBelow).map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** The imports and re-exports of a file. The address of a worker (`?worker&url`) is data and no import of its code. */
export function importsOf({ path, text }: SourceFile): readonly Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const statements =
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'/g;
  return [...code.matchAll(statements)]
    .map(([, typeWord, statement, call]) => ({
      isTypeOnly: typeWord !== undefined,
      target: statement ?? call ?? '',
    }))
    .filter(({ target }) => !target.endsWith('?worker&url'))
    .map(({ isTypeOnly, target }) => ({
      from: path,
      isTypeOnly,
      to: target.startsWith('.') ? posix.join(dirname(path), target) : target,
    }));
}

/** The words of all names in a file: `claimedTime` gives `claimed` and `time`. Comments and texts are left out. */
export function wordsOfNames({ text }: SourceFile): ReadonlySet<string> {
  const code = text
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/\/\/.*$/gm, ' ')
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, ' ');
  const names = code.match(/[A-Za-z_$][\w$]*/g) ?? [];
  return new Set(
    names.flatMap((name) => name.split(/(?<=[a-z0-9])(?=[A-Z])|_/)).map((word) => word.toLowerCase()),
  );
}

/** Folders below the given ones that hold a source file themselves. */
export function foldersWithCode(...folders: readonly string[]): readonly string[] {
  return [...new Set(folders.flatMap(filesBelow).map((path) => posix.dirname(path)))].sort();
}

/** A folder without files does not exist in a fresh checkout. */
function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|tsx|mjs)$/.test(basename(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
    .sort();
}
