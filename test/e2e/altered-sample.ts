import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withBundle } from '../../cli/platform/open-bundle.ts';
import { writeZip, type ZipInput } from '../../shared/archive/zip-writer.ts';
import { samplePath } from './sample-files.ts';

/** Members of a bundle by path. */
export type Members = Map<string, Uint8Array>;

/** Writes a copy of the good sample whose members `alter` has changed, and returns its path. */
export function alteredSample(
  folder: string,
  name: string,
  alter: (members: Members) => void,
): Promise<string> {
  return alteredCopy(samplePath(''), join(folder, name), alter);
}

/** The same of any bundle. */
export async function alteredCopy(
  bundle: string,
  path: string,
  alter: (members: Members) => void,
): Promise<string> {
  const members = await membersOf(bundle);
  alter(members);
  const pieces: Uint8Array[] = [];
  for await (const piece of writeZip(inputs(members), { deflate: null })) pieces.push(piece);
  writeFileSync(path, Buffer.concat(pieces));
  return path;
}

async function membersOf(bundle: string): Promise<Members> {
  return withBundle(bundle, async (source) => {
    const members: Members = new Map();
    for (const { path } of source.members) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of source.open(path)) chunks.push(chunk);
      members.set(path, Buffer.concat(chunks));
    }
    return members;
  });
}

async function* inputs(members: Members): AsyncGenerator<ZipInput> {
  for (const [path, bytes] of members) yield { path, chunks: once(bytes) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
