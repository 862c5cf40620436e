import type { ByteSource } from './byte-source.ts';
import type { ByteCount, ByteOffset } from './units.ts';

/** Large enough that a read costs little beside its bytes, small enough that a dozen of them cost no memory. */
const defaultSliceBytes = 256 * 1024;

/**
 * Reads a range from front to back, at most `sliceBytes` at a time and never more than one slice ahead of its consumer:
 * the disk works while the slice before is being looked at.
 */
export async function* readSlices(
  source: ByteSource,
  offset: ByteOffset,
  length: ByteCount,
  sliceBytes: ByteCount = defaultSliceBytes,
): AsyncGenerator<Uint8Array, void, undefined> {
  const end = offset + length;
  const readAt = (at: ByteOffset) => {
    const slice = source.read(at, Math.min(sliceBytes, end - at));
    // A consumer that stops early never asks how the last read went; one that goes on hears of it below.
    slice.catch(() => {});
    return slice;
  };
  let next = offset < end ? readAt(offset) : null;
  for (let at = offset; next !== null; at += sliceBytes) {
    const slice = await next;
    next = at + sliceBytes < end ? readAt(at + sliceBytes) : null;
    yield slice;
  }
}
