import { lstat, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { memberNameDefect } from '../../shared/archive/member-name.ts';
import type { BundleSource } from '../../shared/bundle/bundle-source.ts';
import { namedSubjectOf } from '../../shared/bundle/formats/statement-names.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { UsageError } from '../options.ts';
import { type OpenFile, openFileSource } from './file-source.ts';
import { withBundle } from './open-bundle.ts';

const chunkBytes = 256 * 1024;

/**
 * Opens what a person wants to have judged: a bundle, a folder, or one file that states something about others. Beside the
 * latter lie the files that were named for it, or else the one of its own name. Throws FormatError or UsageError.
 */
export async function withEvidence<Answer>(
  path: string,
  files: readonly string[],
  use: (source: BundleSource) => Promise<Answer>,
): Promise<Answer> {
  const isStatement =
    namedSubjectOf(basename(path)) !== null && (await stat(path).catch(() => null))?.isFile() === true;
  if (isStatement) return withFiles([path, ...(files.length > 0 ? files : await findNamed(path))], use);
  if (files.length > 0) {
    throw new UsageError(
      `--file names what one proof, envelope or Sigstore bundle is about, not ${basename(path)}.`,
    );
  }
  return withBundle(path, use);
}

async function findNamed(path: string): Promise<readonly string[]> {
  const named = join(dirname(path), namedSubjectOf(basename(path)) ?? '');
  const found = await lstat(named).catch(() => null);
  return found?.isFile() === true ? [named] : [];
}

async function withFiles<Answer>(
  paths: readonly string[],
  use: (source: BundleSource) => Promise<Answer>,
): Promise<Answer> {
  const opened = new Map<string, OpenFile>();
  try {
    for (const path of paths) {
      const name = basename(path);
      const defect = memberNameDefect(name, limits);
      if (defect !== null)
        throw new FormatError('zip-name', `The name of a file ${defect}.`, { member: name });
      if (opened.has(name)) throw new UsageError(`Two files are named ${name}.`);
      // Opening a pipe would wait for a writer, perhaps for ever.
      const found = await stat(path).catch(() => null);
      if (found !== null && !found.isFile())
        throw new FormatError('source-unreadable', `${name} is no file.`);
      opened.set(name, await openFileSource(path));
    }
    return await use(toBundleSource(basename(paths[0] ?? ''), opened));
  } finally {
    for (const file of opened.values()) await file.close();
  }
}

function toBundleSource(name: string, files: ReadonlyMap<string, OpenFile>): BundleSource {
  return {
    name,
    kind: 'folder',
    members: [...files].map(([path, { source }]) => ({ path, size: source.size })),
    async *open(path) {
      const file = files.get(path);
      if (file === undefined) {
        throw new FormatError('member-missing', `There is no file "${path}".`, { member: path });
      }
      for (let at = 0; at < file.source.size; at += chunkBytes) {
        yield await file.source.read(at, Math.min(chunkBytes, file.source.size - at));
      }
    },
  };
}
