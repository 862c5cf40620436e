/** A reader that nobody else holds may be collected while it reads, and its read then never ends (measured). */
const readers = new Set<ReadableStreamBYOBReader>();

/**
 * Reads a blob into memory of at least its size, which is taken and given back with the answer. What `arrayBuffer()` makes
 * is left to the collector, which let 90 MB of it pile up (measured). Rejects when the blob cannot be read as a stream, or
 * has other bytes than its size: whoever asks then reads it as a whole, and learns why.
 */
export async function readBlobInto(blob: Blob, memory: ArrayBuffer): Promise<Uint8Array<ArrayBuffer>> {
  const reader = blob.stream().getReader({ mode: 'byob' });
  readers.add(reader);
  try {
    let room = memory;
    let done = 0;
    while (done < blob.size) {
      const answer = await reader.read(new Uint8Array(room, done, blob.size - done));
      if (answer.done) throw new RangeError('The stream ended early.');
      room = answer.value.buffer;
      done += answer.value.length;
    }
    return new Uint8Array(room, 0, done);
  } finally {
    readers.delete(reader);
    reader.cancel().catch(() => {});
  }
}
