import type { ByteSource } from './byte-source.ts';
import type { ByteCount, ByteOffset } from './units.ts';

/** Large enough that a read costs little beside its bytes, small enough that a dozen of them cost no memory. */
const defaultSliceBytes = 256 * 1024;

/** Reads a range from front to back, at most `sliceBytes` at a time and only as fast as it is consumed. */
export async function* readSlices(
  source: ByteSource,
  offset: ByteOffset,
  length: ByteCount,
  sliceBytes: ByteCount = defaultSliceBytes,
): AsyncGenerator<Uint8Array, void, undefined> {
  const end = offset + length;
  for (let at = offset; at < end; at += sliceBytes) {
    yield await source.read(at, Math.min(sliceBytes, end - at));
  }
}
