import type { EventMapping } from '../adapters/read-event.ts';
import { FormatError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import { limits } from '../bytes/limits.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { firstLink } from '../chain/chain-link.ts';
import { renderCheckpoint } from '../chain/checkpoint.ts';
import { createCompactRange } from '../chain/merkle-tree.ts';
import { type DigestEngine, portableDigests } from '../crypto/digest.ts';
import { publicKeyOf } from '../crypto/ed25519.ts';
import { renderSignedNote } from '../crypto/signed-note.ts';
import { renderSshSignature } from '../crypto/sshsig.ts';
import { isKeyName, renderVerifierKey, toVerifierKey } from '../crypto/verifier-key.ts';
import {
  type BagTally,
  bagDeclaration,
  createBagTally,
  type OutgoingMember,
  renderBagInfo,
  renderBagManifest,
  toManifestDigest,
} from './bag-tags.ts';
import { memberPaths } from './bundle-layout.ts';
import type { Descriptor } from './descriptor.ts';
import { packerNamespace } from './packer-namespace.ts';
import { createCommitFields } from './seal-commitments.ts';
import type { OutgoingEvent } from './seal-line.ts';
import { type GrowingLog, sealSegment } from './seal-segment.ts';

/** Where a log stands after its last sealed entry: what the next bundle of the same log goes on from (R7). */
export interface LogEnd {
  readonly size: number;
  readonly frontier: readonly Uint8Array[];
  readonly lastLeaf: Uint8Array;
  /** The checkpoint of this size as it was signed, with every cosignature that it has got since. */
  readonly note: Uint8Array;
}

export interface SealOrder {
  readonly origin: string;
  readonly title: string;
  /** Asked for once, after the last event: it may follow from what the events hold. */
  readonly mapping: EventMapping;
  /** JSON pointers of fields that must be removable later. */
  readonly committedFields: readonly string[];
  /** Null for a log that begins here. */
  readonly continues: LogEnd | null;
  readonly segmentLines: number;
  /** Signs checkpoints, under the origin as its name. Best held by another machine than the packer's. */
  readonly logKey: Uint8Array;
  /** Signs the files of this bundle. */
  readonly packerKey: Uint8Array;
  /** `portableDigests` if none is given. */
  readonly digests?: DigestEngine;
  /** 16 bytes that nobody can guess, new for each call. */
  salt(): Uint8Array;
}

/**
 * Seals events into the members of an EVB/1 bundle, in the order in which they can be written.
 * At most one run of lines is held in memory. Each member must be read to its end before the next is asked for.
 * Returns the end of the log; throws FormatError `json`.
 */
export async function* sealBundle(
  events: AsyncIterable<OutgoingEvent>,
  order: SealOrder,
): AsyncGenerator<OutgoingMember, LogEnd> {
  if (!isKeyName(order.origin))
    throw new FormatError('json', 'An origin is text without spaces or plus signs.');
  // What `parseDescriptor` would refuse must not be sealed: the sender would learn of it from the recipient.
  if (order.title === '' || order.title.length > limits.descriptorText)
    throw new FormatError('json', `A title has 1 to ${limits.descriptorText} characters (descriptorText).`);
  const start = order.continues?.size ?? 0;
  const frontier = order.continues?.frontier ?? [];
  const digests = order.digests ?? portableDigests;
  const log: GrowingLog = {
    tree: createCompactRange({ size: start, digests: frontier }, digests),
    lastLeaf: order.continues?.lastLeaf ?? firstLink(order.origin),
    commitFields:
      order.committedFields.length === 0 ? null : createCommitFields(order.committedFields, order.salt),
    segmentLines: order.segmentLines,
    digests,
  };
  const bag = createBagTally(digests);
  const renderHead = (): Uint8Array => {
    const text = renderCheckpoint({ origin: order.origin, size: log.tree.size, root: log.tree.root() });
    return renderSignedNote(text, [{ name: order.origin, secretKey: order.logKey }]);
  };

  // At the start of a range, and at the end of a log that has no entry at all, there is a head too.
  const source = events[Symbol.asyncIterator]();
  let next = await source.next();
  let note = order.continues?.note ?? renderHead();
  if (start > 0 || next.done === true) yield bag.add(`data/checkpoints/${start}.note`, whole(note));
  let lastTime: string | null = null;
  while (next.done !== true) {
    const segment = sealSegment(log, next.value, source);
    yield bag.add(`data/segments/${segment.name}.ndjson`, segment.lines);
    const end = await segment.end();
    ({ next, lastTime } = end);
    if (end.disclosures.length > 0) {
      yield bag.add(`data/disclosures/${segment.name}.ndjson`, whole(encodeUtf8(end.disclosures.join(''))));
    }
    note = renderHead();
    yield bag.add(`data/checkpoints/${log.tree.size}.note`, whole(note));
  }

  const descriptor = renderDescriptor(order, start, log.tree.size);
  yield bag.add(memberPaths.descriptor, whole(encodeUtf8(descriptor)));
  yield* closeBag(bag, order, lastTime);
  return { size: log.tree.size, frontier: log.tree.frontier(), lastLeaf: log.lastLeaf, note };
}

function renderDescriptor(order: SealOrder, start: number, end: number): string {
  const logKey = toVerifierKey(order.origin, publicKeyOf(order.logKey));
  const descriptor: Descriptor = {
    format: 'evb/1',
    origin: order.origin,
    title: order.title,
    range: { start, end },
    frontier: (order.continues?.frontier ?? []).map(toHex),
    mapping: order.mapping,
    offeredLogKey: renderVerifierKey(logKey),
  };
  return `${JSON.stringify(descriptor, null, 2)}\n`;
}

/** The tag files. The packer signs the last manifest, which covers the other two, which cover the rest. */
export async function* closeBag(
  payload: BagTally,
  order: Pick<SealOrder, 'origin' | 'packerKey'>,
  lastTime: string | null,
): AsyncGenerator<OutgoingMember, void> {
  const tags: readonly (readonly [string, string])[] = [
    [memberPaths.bagDeclaration, bagDeclaration],
    [memberPaths.bagInfo, renderBagInfo(order.origin, lastTime?.slice(0, 10) ?? null, payload)],
    [memberPaths.manifest, renderBagManifest(payload.files)],
  ];
  const digests = new Map(tags.map(([path, text]) => [path, toManifestDigest(encodeUtf8(text))]));
  const tagManifest = encodeUtf8(renderBagManifest(digests));
  for (const [path, text] of tags) yield { path, chunks: whole(encodeUtf8(text)) };
  yield { path: memberPaths.tagManifest, chunks: whole(tagManifest) };
  const signature = renderSshSignature(tagManifest, order.packerKey, packerNamespace);
  yield { path: memberPaths.packerSignature, chunks: whole(signature) };
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
