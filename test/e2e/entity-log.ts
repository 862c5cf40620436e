import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeZip } from '../../shared/archive/zip-writer.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { seal } from '../unit/seal/sealed.ts';

/** A name that turns its neighbours around and hides a character, with markup in it. */
export const hostileActor = 'eve\u202e<b>\u200b"gnp.exe" or *';

/**
 * Sixty lines of two days: u-1 works on the first day, u-9 with the same e-mail on the second; one sign-in names no actor but the
 * e-mail. A hostile name and a namesake come with the second day.
 */
export async function writeEntityLog(folder: string): Promise<string> {
  const { members } = await seal(
    Array.from({ length: 60 }, (_, index) => eventOf(index)),
    { mapping, segmentLines: 16 },
  );
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeZip(inputsOf(members), { deflate: null })) chunks.push(chunk);
  const path = join(folder, 'people.evb.zip');
  writeFileSync(path, concatBytes(chunks));
  return path;
}

const mapping = {
  ...{ actor: '/actor/id', action: '/action', target: '/target', outcome: '/outcome' },
  ...{ address: '/ip', session: '/session' },
};

function eventOf(index: number): object {
  const isFirstDay = index < 30;
  const minute = index % 30;
  return {
    ts: `2026-03-0${isFirstDay ? 1 : 2}T10:${String(minute).padStart(2, '0')}:00Z`,
    ...(index === 45 ? { actor: { email: 'dana@acme.example' } } : { actor: actorOf(index) }),
    action: ['read', 'write', isFirstDay ? 'list' : 'delete'][index % 3],
    target: `orders-${index % 7}`,
    outcome: index % 10 === 3 ? 'access_denied' : index % 10 === 7 ? 'failure' : 'success',
    ip: isFirstDay ? '10.0.0.1' : `10.0.0.${2 + (index % 2)}`,
    session: `s-${Math.floor(index / 6)}`,
  };
}

function actorOf(index: number): object {
  if (index % 3 === 0) return { id: 'u-2', name: 'Dana Smith', email: 'other@acme.example' };
  if (index === 31 || index === 40) return { id: hostileActor, email: 'eve@acme.example' };
  const id = index < 30 ? 'u-1' : 'u-9';
  return { id, email: 'dana@acme.example', ...(id === 'u-1' ? { name: 'Dana Smith' } : {}) };
}

async function* inputsOf(members: ReadonlyMap<string, Uint8Array>) {
  for (const [path, bytes] of members) yield { path, chunks: whole(bytes) };
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
