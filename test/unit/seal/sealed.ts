import type { BundleSource } from '../../../shared/bundle/bundle-source.ts';
import { type LogEnd, type SealOrder, sealBundle } from '../../../shared/bundle/seal.ts';
import type { JsonObject, JsonValue } from '../../../shared/json/json-value.ts';

export const origin = 'audit.example.com/prod-gateway';
export const logKey = new Uint8Array(32).fill(1);
export const packerKey = new Uint8Array(32).fill(2);

export interface Sealed {
  readonly members: ReadonlyMap<string, Buffer>;
  readonly end: LogEnd;
  text(path: string): string;
}

/** Seals plain objects with fixed keys and counted salts. */
export async function seal(events: readonly object[], changes: Partial<SealOrder> = {}): Promise<Sealed> {
  let salts = 0;
  const sealed = sealBundle(toEvents(events), {
    origin,
    title: 'A test',
    mapping: { actor: '/actor' },
    committedFields: [],
    continues: null,
    segmentLines: 4,
    logKey,
    packerKey,
    salt: () => {
      salts += 1;
      return new Uint8Array(16).fill(salts);
    },
    ...changes,
  });
  const members = new Map<string, Buffer>();
  let next = await sealed.next();
  while (next.done !== true) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of next.value.chunks) chunks.push(chunk);
    members.set(next.value.path, Buffer.concat(chunks));
    next = await sealed.next();
  }
  const text = (path: string) => members.get(path)?.toString('utf8') ?? `there is no ${path}`;
  return { members, end: next.value, text };
}

/** One event a minute. */
export function minutes(count: number, first = 0): readonly object[] {
  return Array.from({ length: count }, (_, index) => ({
    ts: `2026-03-01T10:${String(first + index).padStart(2, '0')}:00Z`,
    actor: `u-${first + index}`,
  }));
}

export function toSource(members: ReadonlyMap<string, Uint8Array>): BundleSource {
  return {
    name: 'test.evb.zip',
    kind: 'folder',
    members: [...members].map(([path, bytes]) => ({ path, size: bytes.length })),
    async *open(path) {
      yield members.get(path) ?? new Uint8Array(0);
    },
  };
}

export async function* toEvents(events: readonly object[]): AsyncGenerator<JsonObject> {
  for (const event of events)
    yield new Map(Object.entries(event).map(([name, value]) => [name, toJson(value)]));
}

function toJson(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object' && value !== null) {
    return new Map(Object.entries(value).map(([name, member]) => [name, toJson(member)]));
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
