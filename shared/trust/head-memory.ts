import { equalBytes } from '../bytes/equal.ts';
import type { DigestHex, UnixMillis } from '../bytes/units.ts';

/** A head that the log signed and that was seen here. The note is kept whole: two of them can prove a fork. */
export interface RememberedHead {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: Uint8Array;
  readonly firstSeenAt: UnixMillis;
  /** Digest of the tag manifest of the delivery that it came in: no delivery confirms itself. */
  readonly delivery: DigestHex;
}

/**
 * The memory with one more head, which must have carried a valid signature by a pinned key and contradict nothing.
 * What was seen first stays as it was seen first; a second root for the same size is never taken in.
 */
export function rememberHead(
  heads: readonly RememberedHead[],
  head: RememberedHead,
): readonly RememberedHead[] {
  const isKnown = heads.some(({ origin, size }) => origin === head.origin && size === head.size);
  return isKnown ? heads : [...heads, head];
}

/** The heads of one log, smallest first. */
export function headsOf(heads: readonly RememberedHead[], origin: string): readonly RememberedHead[] {
  return heads.filter((head) => head.origin === origin).toSorted((left, right) => left.size - right.size);
}

/** The sizes at which a bundle must be measured to be compared with memory: `rootSizes` of `observeBundle`. */
export function rememberedSizes(heads: readonly RememberedHead[]): readonly number[] {
  return [...new Set(heads.map(({ size }) => size))];
}

export function isSameHead(
  left: Pick<RememberedHead, 'size' | 'root'>,
  right: Pick<RememberedHead, 'size' | 'root'>,
): boolean {
  return left.size === right.size && equalBytes(left.root, right.root);
}
