import type { ByteSource } from './byte-source.ts';
import type { ByteCount } from './units.ts';

/**
 * Serves small reads that mostly go forward out of one window in memory.
 * A file handle or a `File` answers each read with a task of its own; a hundred thousand headers would take minutes.
 */
export function readAhead(source: ByteSource, windowBytes: ByteCount = 64 * 1024): ByteSource {
  let start = 0;
  let window: Uint8Array = new Uint8Array(0);
  return {
    name: source.name,
    size: source.size,
    async read(offset, length) {
      // Only the source may judge a read beyond its end, and say where that was.
      if (length > windowBytes || offset + length > source.size) return source.read(offset, length);
      if (offset < start || offset + length > start + window.length) {
        // At the end of a file what lies before is asked for next: a directory, behind the record that says where it is.
        const first = Math.min(offset, Math.max(0, source.size - windowBytes));
        window = await source.read(first, Math.min(windowBytes, source.size - first));
        start = first;
      }
      return window.subarray(offset - start, offset - start + length);
    },
  };
}
