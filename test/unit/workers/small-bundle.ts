import { writeZip } from '../../../shared/archive/zip-writer.ts';
import { type LogEnd, sealBundle } from '../../../shared/bundle/seal.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { publicKeyOf } from '../../../shared/crypto/ed25519.ts';
import { renderSshPublicKey } from '../../../shared/crypto/ssh-public-key.ts';
import { renderVerifierKey, toVerifierKey } from '../../../shared/crypto/verifier-key.ts';
import type { JsonObject, JsonValue } from '../../../shared/json/json-value.ts';
import { fingerprintOf } from '../../../shared/trust/fingerprint.ts';

export const origin = 'audit.example.com/prod-gateway';
const logKey = new Uint8Array(32).fill(1);
const packerKey = new Uint8Array(32).fill(2);

/** What the sender printed on paper. */
export const senderKeys = {
  log: renderVerifierKey(toVerifierKey(origin, publicKeyOf(logKey))),
  packer: renderSshPublicKey(publicKeyOf(packerKey)),
};
export const fingerprints = {
  log: fingerprintOf(senderKeys.log, 'log'),
  packer: fingerprintOf(senderKeys.packer, 'packer'),
};

export interface SmallBundle {
  readonly title?: string;
  readonly entries: number;
  readonly segmentLines?: number;
  readonly continues?: LogEnd;
}

export interface SealedBundle {
  readonly members: ReadonlyMap<string, Uint8Array>;
  readonly end: LogEnd;
}

/** A bundle with one entry a minute from 2025-11-20 on; entry 1 has an empty target and no outcome. */
export async function sealSmall({ entries, ...options }: SmallBundle): Promise<SealedBundle> {
  return sealEvents(eventsFrom(options.continues?.size ?? 0, entries), options);
}

/** The same with entries of one's own. */
export async function sealEvents(
  events: AsyncIterable<JsonObject>,
  { title = 'Gateway', segmentLines = 65_536, continues }: Omit<SmallBundle, 'entries'>,
): Promise<SealedBundle> {
  let salts = 0;
  const sealed = sealBundle(events, {
    origin,
    title,
    mapping: { actor: '/actor/id', action: '/action', target: '/target', outcome: '/outcome' },
    committedFields: ['/actor/email'],
    continues: continues ?? null,
    segmentLines,
    logKey,
    packerKey,
    salt: () => {
      salts += 1;
      return new Uint8Array(16).fill(salts % 251);
    },
  });
  const members = new Map<string, Uint8Array>();
  for (;;) {
    const next = await sealed.next();
    if (next.done === true) return { members, end: next.value };
    const chunks: Uint8Array[] = [];
    for await (const chunk of next.value.chunks) chunks.push(chunk);
    members.set(next.value.path, concatBytes(chunks));
  }
}

export async function zipOf(members: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeZip(inputsOf(members), { deflate: null })) chunks.push(chunk);
  return concatBytes(chunks);
}

export async function smallZip(order: SmallBundle): Promise<Uint8Array> {
  return zipOf((await sealSmall(order)).members);
}

async function* eventsFrom(start: number, count: number): AsyncGenerator<JsonObject> {
  for (let seq = start; seq < start + count; seq++) {
    const actor = new Map<string, JsonValue>([
      ['id', `u-${seq % 3}`],
      ['email', `u-${seq % 3}@example.com`],
    ]);
    const fields: [string, JsonValue][] = [
      ['ts', new Date(Date.UTC(2025, 10, 20, 0, seq)).toISOString()],
      ['actor', actor],
      ['action', 'db.query'],
      ['target', seq === 1 ? '' : 'orders-prod'],
    ];
    if (seq !== 1) fields.push(['outcome', 'success']);
    yield new Map(fields);
  }
}

async function* inputsOf(members: ReadonlyMap<string, Uint8Array>) {
  for (const [path, bytes] of members) yield { path, chunks: chunk(bytes) };
}

async function* chunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
