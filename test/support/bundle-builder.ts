import { writeZip } from '../../shared/archive/zip-writer.ts';
import { memberPaths } from '../../shared/bundle/bundle-layout.ts';
import type { BundleSource } from '../../shared/bundle/bundle-source.ts';
import type { BundleObservation } from '../../shared/bundle/observation.ts';
import { observeBundle } from '../../shared/bundle/observe-bundle.ts';
import { type LogEnd, sealBundle } from '../../shared/bundle/seal.ts';
import { openZipBundle } from '../../shared/bundle/zip-source.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import { type Limits, limits } from '../../shared/bytes/limits.ts';
import { memorySource } from '../../shared/bytes/memory-source.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { firstLink } from '../../shared/chain/chain-link.ts';
import { renderCheckpoint } from '../../shared/chain/checkpoint.ts';
import { leafDigest } from '../../shared/chain/leaf.ts';
import { createCompactRange } from '../../shared/chain/merkle-tree.ts';
import { publicKeyOf } from '../../shared/crypto/ed25519.ts';
import { type NoteSigner, renderSignedNote } from '../../shared/crypto/signed-note.ts';
import { renderSshPublicKey } from '../../shared/crypto/ssh-public-key.ts';
import { renderVerifierKey, toVerifierKey } from '../../shared/crypto/verifier-key.ts';
import type { JsonObject, JsonValue } from '../../shared/json/json-value.ts';
import {
  readLines,
  readText,
  remakeManifests,
  replaceLines,
  replaceText,
  signAsPacker,
} from '../../shared/samples/sample-members.ts';
import { fingerprintOf } from '../../shared/trust/fingerprint.ts';
import type { TrustedKey } from '../../shared/trust/trusted-key.ts';
import type { Place } from '../../shared/verify/check-result.ts';
import type { Verdict } from '../../shared/verify/verdict.ts';
import { verifyBundle } from '../../shared/verify/verify-bundle.ts';
import { withKeysOnly } from '../../shared/verify/verify-input.ts';

/** The files of one small bundle, by path. */
export type Members = ReadonlyMap<string, Uint8Array>;

export const origin = 'audit.example.com/prod-gateway';
export const logKey = new Uint8Array(32).fill(1);
export const packerKey = new Uint8Array(32).fill(2);
/** What the clock shows in these tests. */
export const testTime = Date.UTC(2026, 0, 1);
export const strangerKey = new Uint8Array(32).fill(3);

/** A key as the trust store holds it after a person pinned it. */
export function pinned(
  role: TrustedKey['role'],
  secretKey: Uint8Array = role === 'log' ? logKey : packerKey,
  name: string = origin,
): TrustedKey {
  const rawKey = publicKeyOf(secretKey);
  const publicKey =
    role === 'log' ? renderVerifierKey(toVerifierKey(name, rawKey)) : renderSshPublicKey(rawKey);
  const fingerprint = fingerprintOf(publicKey, role);
  const keyId = `${role} ${name} ${fingerprint}`;
  const compared = { compared: 'by phone', comparedBy: 'A. Auditor', pinnedAt: 0 };
  const always = { validAfter: null, validBefore: null, revoked: null };
  return { keyId, role, origin: name, publicKey, fingerprint, ...compared, ...always };
}

export const bothPinned: readonly TrustedKey[] = [pinned('log'), pinned('packer')];

export interface SmallOrder {
  /** Segments have four lines: twelve entries are three whole segments. */
  readonly entries?: number;
  readonly origin?: string;
  readonly logKey?: Uint8Array;
  readonly packerKey?: Uint8Array;
  readonly continues?: LogEnd;
  /** Commits the e-mail address of each actor, so that it can be hidden later. */
  readonly commitsEmail?: boolean;
}

const segmentLines = 4;

/** Seals entries a minute apart from 2025-11-20T00:00Z on. Entry 5 is `{"seq":5,…,"action":"act-5"}`. */
export async function sealSmall(order: SmallOrder = {}): Promise<{ members: Members; end: LogEnd }> {
  const start = order.continues?.size ?? 0;
  let salts = 0;
  const sealing = sealBundle(eventsFrom(start, order), {
    origin: order.origin ?? origin,
    title: 'Gateway',
    mapping: { actor: '/actor/id', action: '/action' },
    committedFields: order.commitsEmail === true ? ['/actor/email'] : [],
    continues: order.continues ?? null,
    segmentLines,
    logKey: order.logKey ?? logKey,
    packerKey: order.packerKey ?? packerKey,
    salt: () => new Uint8Array(16).fill(salts++),
  });
  const members = new Map<string, Uint8Array>();
  for (;;) {
    const next = await sealing.next();
    if (next.done === true) return { members, end: next.value };
    members.set(next.value.path, await whole(next.value.chunks));
  }
}

async function* eventsFrom(
  start: number,
  { entries = 8, commitsEmail }: SmallOrder,
): AsyncGenerator<JsonObject> {
  for (let seq = start; seq < start + entries; seq++) {
    const actor = new Map<string, JsonValue>([['id', `u-${seq}`]]);
    if (commitsEmail === true) actor.set('email', `u-${seq}@example.com`);
    yield new Map<string, JsonValue>([
      ['ts', `2025-11-20T00:${String(seq).padStart(2, '0')}:00Z`],
      ['actor', actor],
      ['action', `act-${seq}`],
    ]);
  }
}

/** The members as they lie in a folder. */
export function folderOf(members: Members): BundleSource {
  return {
    name: 'bundle',
    kind: 'folder',
    members: [...members].map(([path, bytes]) => ({ path, size: bytes.length })),
    async *open(path) {
      yield members.get(path) ?? new Uint8Array(0);
    },
  };
}

/** The members as they arrive in a ZIP. */
export async function zipped(members: Members): Promise<BundleSource> {
  const zip = await whole(writeZip(inputsOf(members), { deflate: null }));
  return openZipBundle(memorySource('bundle.evb.zip', zip), (chunks) => chunks, limits);
}

async function* inputsOf(members: Members) {
  for (const [path] of members) yield { path, chunks: folderOf(members).open(path) };
}

async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return concatBytes(parts);
}

export function observe(members: Members, changed: Partial<Limits> = {}): Promise<BundleObservation> {
  const options = { limits: { ...limits, ...changed }, onLines: () => {}, onProgress: () => {} };
  return observeBundle(folderOf(members), options);
}

export async function verify(
  members: Members,
  trustedKeys: readonly TrustedKey[] = bothPinned,
  arrival: ReadonlyMap<string, string> | null = null,
): Promise<Verdict> {
  return verifyBundle(withKeysOnly({ observation: await observe(members), arrival }, trustedKeys, testTime));
}

/**
 * Every result that is not a pass, as `outcome code place`, in the order of the argument. The two that every bundle
 * has, because no independent authority is asked, are left out.
 */
export function objections({ results }: Verdict): readonly string[] {
  return results
    .filter(
      ({ code, outcome }) => outcome !== 'pass' && !(outcome === 'unknown' && alwaysOpen.includes(code)),
    )
    .map(({ outcome, code, place }) => `${outcome} ${code} ${placeText(place)}`);
}

const alwaysOpen: readonly string[] = ['head', 'claimed-time'];

function placeText(place: Place): string {
  if (place.kind === 'bundle') return 'bundle';
  const member = place.member.replace('data/', '').replace(/0{9}(\d{3})\.ndjson$/, '$1');
  return place.line === undefined ? member : `${member}:${place.line}`;
}

/** `data/segments/000000000004.ndjson` for 4. */
export function segmentPath(firstSeq: number): string {
  return `data/segments/${String(firstSeq).padStart(12, '0')}.ndjson`;
}

export function disclosuresPath(firstSeq: number): string {
  return segmentPath(firstSeq).replace('segments', 'disclosures');
}

export function checkpointPath(size: number): string {
  return `data/checkpoints/${size}.note`;
}

/** Somebody with an editor changes the lines of a segment. Nothing else is touched. */
export function editLines(
  members: Members,
  firstSeq: number,
  edit: (lines: readonly string[]) => readonly string[],
): Members {
  const path = segmentPath(firstSeq);
  return replaceLines(members, path, edit(readLines(members, path)));
}

export function editText(members: Members, path: string, edit: (text: string) => string): Members {
  return replaceText(members, path, edit(readText(members, path)));
}

export function editDescriptor(members: Members, changes: object): Members {
  return editText(members, memberPaths.descriptor, (text) =>
    JSON.stringify({ ...JSON.parse(text), ...changes }),
  );
}

export function without(members: Members, ...paths: readonly string[]): Members {
  return new Map([...members].filter(([path]) => !paths.includes(path)));
}

export function renamed(members: Members, from: string, to: string): Members {
  return new Map([...members].map(([path, bytes]) => [path === from ? to : path, bytes]));
}

/** The manifests made anew and signed, as only the packer can. */
export function repacked(members: Members, secretKey: Uint8Array = packerKey): Members {
  return signAsPacker(remakeManifests(members), secretKey);
}

/** All lines of the segments, in the order of the names. */
export function allLines(members: Members): readonly string[] {
  const paths = [...members.keys()].filter((path) => path.startsWith('data/segments/')).toSorted();
  return paths.flatMap((path) => readLines(members, path));
}

/** Writes `seq` and `prev` of every line anew: a chain that fits, which anybody can make. */
export function rechained(members: Members, from = 0): Members {
  let next = new Map(members);
  let seq = 0;
  let prev = toHex(firstLink(origin));
  for (const path of [...members.keys()].filter((name) => name.startsWith('data/segments/')).toSorted()) {
    const lines = readLines(members, path).map((line) => {
      const changed =
        seq < from
          ? line
          : line.replace(/^\{"seq":\d+,"prev":"[0-9a-f]{64}"/, `{"seq":${seq},"prev":"${prev}"`);
      seq += 1;
      prev = toHex(leafDigest(encodeUtf8(changed)));
      return changed;
    });
    next = new Map(replaceLines(next, path, lines));
  }
  return next;
}

/** A checkpoint over the lines as they lie there, signed by whoever holds these keys. */
export function withCheckpoint(
  members: Members,
  size: number,
  signers: readonly NoteSigner[] = [{ name: origin, secretKey: logKey }],
): Members {
  const tree = createCompactRange();
  for (const line of allLines(members).slice(0, size)) tree.append(leafDigest(encodeUtf8(line)));
  const text = renderCheckpoint({ origin, size, root: tree.root() });
  return new Map(members).set(checkpointPath(size), renderSignedNote(text, signers));
}

/** A log whose owner signs whatever the lines are: all checkpoints and manifests are made anew. */
export function resigned(members: Members): Members {
  const count = allLines(members).length;
  const kept = new Map([...members].filter(([path]) => !path.startsWith('data/checkpoints/')));
  const headed = withCheckpoint(editDescriptor(kept, { range: { start: 0, end: count } }), count);
  return repacked(headed);
}

export function stubOf(line: string): string {
  return `#withheld ${toHex(leafDigest(encodeUtf8(line)))}`;
}
