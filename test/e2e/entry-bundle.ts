import { join } from 'node:path';
import { writeSealed } from './sealed-file.ts';

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
  const path = join(folder, 'entries.evb.zip');
  await writeSealed(path, events, { mapping, committedFields: ['/actor/email'], segmentLines: 16 });
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
