import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeZip } from '../../shared/archive/zip-writer.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { seal } from '../unit/seal/sealed.ts';

/** The lines of the bundle below, counted from 1, by what is special about them. */
export const specialLines = { hostile: 4, manyFields: 11, longValue: 13 } as const;
/** Fields of the line with many of them, besides the two committed ones. */
export const manyFields = 4_200;

/** Forty entries a minute apart, four actors in turn; some of them as an attacker, or a careless system, would write them. */
export async function writeEntryBundle(folder: string): Promise<string> {
  const events = Array.from({ length: 40 }, (_, index) => ({
    ts: `2026-03-01T10:${String(index).padStart(2, '0')}:00.123456Z`,
    actor: { id: `u-${index % 4}`, email: `u-${index % 4}@acme.example` },
    action: ['db.query', 'file.read', 'user.login'][index % 3],
    target: `orders-${index % 5}`,
    session: index % 8 === 0 ? null : `s-${Math.floor(index / 8)}`,
    ...specialOf(index + 1),
  }));
  const mapping = { actor: '/actor/id', action: '/action', target: '/target', session: '/session' };
  const { members } = await seal(events, { mapping, committedFields: ['/actor/email'], segmentLines: 16 });
  const path = join(folder, 'entries.evb.zip');
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeZip(inputsOf(members), { deflate: null })) chunks.push(chunk);
  writeFileSync(path, concatBytes(chunks));
  return path;
}

function specialOf(line: number): object {
  switch (line) {
    case specialLines.hostile:
      return {
        request: { file: 'a\u202egnp.exe', agent: 'zero\u200bwidth', two: 'a  b', none: null, list: [] },
      };
    case specialLines.manyFields:
      return {
        many: Object.fromEntries(Array.from({ length: manyFields }, (_, index) => [`k${index}`, index])),
      };
    case specialLines.longValue:
      return { body: 'The quick brown fox '.repeat(3_000) };
    default:
      return {};
  }
}

async function* inputsOf(members: ReadonlyMap<string, Uint8Array>) {
  for (const [path, bytes] of members) yield { path, chunks: chunk(bytes) };
}

async function* chunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
