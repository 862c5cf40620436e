import { writeFileSync } from 'node:fs';
import { writeZip } from '../../shared/archive/zip-writer.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { seal } from '../unit/seal/sealed.ts';

/** Seals events into a bundle and writes it as one ZIP file, as a sender hands it over. */
export async function writeSealed(
  path: string,
  events: Parameters<typeof seal>[0],
  options?: Parameters<typeof seal>[1],
): Promise<void> {
  const { members } = await seal(events, options);
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeZip(inputsOf(members), { deflate: null })) chunks.push(chunk);
  writeFileSync(path, concatBytes(chunks));
}

async function* inputsOf(members: ReadonlyMap<string, Uint8Array>) {
  for (const [path, bytes] of members) yield { path, chunks: chunk(bytes) };
}

async function* chunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
