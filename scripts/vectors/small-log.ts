import { deflateRawNode } from '../../cli/platform/inflate.ts';
import { writeZip } from '../../shared/archive/zip-writer.ts';
import { memberPaths } from '../../shared/bundle/bundle-layout.ts';
import { type LogEnd, sealBundle } from '../../shared/bundle/seal.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import type { JsonObject, JsonValue } from '../../shared/json/json-value.ts';
import {
  readText,
  remakeManifests,
  replaceText,
  type SampleMembers,
  signAsPacker,
} from '../../shared/samples/sample-members.ts';
import { logKey, packerKey, vectorOrigin } from './vector-keys.ts';

export interface SmallOrder {
  readonly entries?: number;
  readonly origin?: string;
  readonly logKey?: Uint8Array;
  readonly packerKey?: Uint8Array;
  readonly continues?: LogEnd;
}

/** Twelve entries are three whole segments, with a checkpoint at 4, 8 and 12. */
export const segmentLines = 4;
/** Entries 2, 5 and 8 commit an e-mail address. */
const committedSeqs: readonly number[] = [2, 5, 8];

/** Seals entries a minute apart. The same order gives the same bytes. */
export async function sealSmall(order: SmallOrder = {}): Promise<{ members: SampleMembers; end: LogEnd }> {
  let salts = 0;
  const sealing = sealBundle(smallEvents(order.continues?.size ?? 0, order.entries ?? 12), {
    origin: order.origin ?? vectorOrigin,
    title: 'A test vector',
    mapping: { actor: '/actor', action: '/action' },
    committedFields: ['/email'],
    continues: order.continues ?? null,
    segmentLines,
    logKey: order.logKey ?? logKey,
    packerKey: order.packerKey ?? packerKey,
    // Counted salts hide nothing. These bundles hide nothing either.
    salt: () => new Uint8Array(16).fill(salts++),
  });
  const members = new Map<string, Uint8Array>();
  for (;;) {
    const next = await sealing.next();
    if (next.done === true) return { members, end: next.value };
    members.set(next.value.path, await whole(next.value.chunks));
  }
}

async function* smallEvents(start: number, count: number): AsyncGenerator<JsonObject> {
  for (let seq = start; seq < start + count; seq++) {
    const event = new Map<string, JsonValue>([
      ['ts', `2026-03-01T10:${String(seq).padStart(2, '0')}:00Z`],
      ['actor', `u-${seq}`],
      ['action', `act-${seq}`],
    ]);
    if (committedSeqs.includes(seq)) event.set('email', `u-${seq}@example.com`);
    yield event;
  }
}

/** Stored, so that the same members give the same bytes with every zlib. */
export function zipMembers(members: SampleMembers): Promise<Uint8Array> {
  return whole(writeZip(inputsOf(members), { deflate: null }));
}

/** Deflated and streamed: sizes and CRCs stand in data descriptors. Another zlib may give other bytes. */
export function zipStreamed(members: SampleMembers): Promise<Uint8Array> {
  return whole(writeZip(inputsOf(members), { deflate: deflateRawNode, heldBytes: 0 }));
}

async function* inputsOf(members: SampleMembers) {
  for (const [path, bytes] of members) yield { path, chunks: once(bytes) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return concatBytes(parts);
}

/** What the holder of the packer's key can do: the manifests made anew and signed, whatever the members are. */
export function repacked(members: SampleMembers, secretKey: Uint8Array = packerKey): SampleMembers {
  return signAsPacker(remakeManifests(members), secretKey);
}

export function without(members: SampleMembers, ...paths: readonly string[]): SampleMembers {
  return new Map([...members].filter(([path]) => !paths.includes(path)));
}

export function editText(
  members: SampleMembers,
  path: string,
  edit: (text: string) => string,
): SampleMembers {
  return replaceText(members, path, edit(readText(members, path)));
}

export function editDescriptor(members: SampleMembers, changes: object): SampleMembers {
  return editText(
    members,
    memberPaths.descriptor,
    (text) => `${JSON.stringify({ ...JSON.parse(text), ...changes }, null, 2)}\n`,
  );
}

export function segmentPath(first: number): string {
  return `data/segments/${String(first).padStart(12, '0')}.ndjson`;
}

export function disclosurePath(first: number): string {
  return `data/disclosures/${String(first).padStart(12, '0')}.ndjson`;
}

export function notePath(size: number): string {
  return `data/checkpoints/${size}.note`;
}
