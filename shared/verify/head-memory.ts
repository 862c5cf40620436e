import { memberPaths } from '../bundle/bundle-layout.ts';
import type { BundleObservation } from '../bundle/observation.ts';
import { derivedOnce } from '../bytes/derived-once.ts';
import { equalBytes } from '../bytes/equal.ts';
import { tryParse } from '../bytes/try-parse.ts';
import type { UnixMillis } from '../bytes/units.ts';
import { parseCheckpoint } from '../chain/checkpoint.ts';
import { parseSignedNote } from '../crypto/signed-note.ts';
import { headsOf, isSameHead, type RememberedHead } from '../trust/head-memory.ts';
import type { Head, ReadCheckpoint } from './head.ts';
import { type PinnedLogKey, signersOf } from './log-keys.ts';

/** What is remembered of this log, as far as it can be used against or for this bundle. */
export interface HeadMemory {
  /** Signed by a pinned key and unchanged, smallest first. */
  readonly heads: readonly RememberedHead[];
  /** Those among them that were seen before this delivery came: a smaller head is a step back from them. */
  readonly seenBefore: readonly RememberedHead[];
  /** Those among these that came in another delivery: no delivery confirms itself. */
  readonly earlier: readonly RememberedHead[];
  /** Remembered, but no pinned key signed it so: another hand than ours wrote it, or the key was unpinned. */
  readonly unusable: readonly RememberedHead[];
  /** The newest checkpoint, when a pinned key validly signed it: nothing else is compared with memory. */
  readonly signedHead: ReadCheckpoint | null;
}

/** Reads the memory of one log anew: what is stored is not believed, its notes are. */
export function readHeadMemory(
  observation: BundleObservation,
  head: Head,
  remembered: readonly RememberedHead[],
  pinned: readonly PinnedLogKey[],
  receivedAt: UnixMillis,
): HeadMemory {
  const { origin } = observation.descriptor;
  const all = headsOf(remembered, origin);
  const heads = all.filter((each) => isItsNote(each, pinned));
  const delivery = deliveryOf(observation);
  const newest = head.checkpoints.at(-1);
  const isSigned = newest?.checkpoint.origin === origin && signersOf(newest.note, pinned).length > 0;
  const seenBefore = heads.filter((each) => each.firstSeenAt < receivedAt);
  return {
    heads,
    seenBefore,
    earlier: seenBefore.filter((each) => each.delivery !== delivery),
    unusable: all.filter((each) => !heads.includes(each)),
    signedHead: isSigned ? newest : null,
  };
}

/** The head of a bundle as it is remembered; null when no pinned key validly signed it, or it has no entry. */
export function toRememberedHead(
  observation: BundleObservation,
  { signedHead }: Pick<HeadMemory, 'signedHead'>,
  firstSeenAt: UnixMillis,
): RememberedHead | null {
  if (signedHead === null || signedHead.checkpoint.size === 0) return null;
  const { origin, size, root } = signedHead.checkpoint;
  return { origin, size, root, note: signedHead.bytes, firstSeenAt, delivery: deliveryOf(observation) };
}

/** The tag manifest covers every file of a delivery, whatever it travels in. */
function deliveryOf({ members }: BundleObservation): string {
  return members.find(({ path }) => path === memberPaths.tagManifest)?.sha256 ?? '';
}

/** All bundles of a log are compared with the same heads. */
const readNote = derivedOnce((bytes: Uint8Array) =>
  tryParse(() => {
    const note = parseSignedNote(bytes);
    return { note, checkpoint: parseCheckpoint(note.text) };
  }),
);

function isItsNote(remembered: RememberedHead, pinned: readonly PinnedLogKey[]): boolean {
  const parsed = readNote(remembered.note);
  if (parsed.kind === 'error') return false;
  const { note, checkpoint } = parsed.value;
  const isSame = checkpoint.origin === remembered.origin && isSameHead(checkpoint, remembered);
  return isSame && signersOf(note, pinned).length > 0;
}

/** The root that the entries have at this size, when the root at the signed head confirms that they are the log's. */
export function provenRoot(
  { roots }: BundleObservation,
  { signedHead }: Pick<HeadMemory, 'signedHead'>,
  size: number,
): Uint8Array | null {
  if (signedHead === null || size > signedHead.checkpoint.size) return null;
  const rootAt = (wanted: number) => roots.find((each) => each.size === wanted)?.root ?? null;
  const atHead = rootAt(signedHead.checkpoint.size);
  if (atHead === null || !equalBytes(atHead, signedHead.checkpoint.root)) return null;
  return rootAt(size);
}
