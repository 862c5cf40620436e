/** Where a failure of the input is noted, so that it is not mistaken for one of the transform. */
export interface PumpInput {
  failure: { readonly thrown: unknown } | null;
}

/** Enough to keep the transform busy; inflated bytes are handed on as they come, so this bounds the memory. */
const writeBytes = 64 * 1024;

/**
 * Feeds chunks into a transform of the platform and gives out what comes. Small writes and the transform's own
 * back pressure keep a bomb from being inflated further than its reader has asked for.
 */
export async function* pumpThrough(
  transform: GenericTransformStream,
  chunks: AsyncIterable<Uint8Array>,
  input: PumpInput,
): AsyncGenerator<Uint8Array, void, undefined> {
  const writer: WritableStreamDefaultWriter<Uint8Array> = transform.writable.getWriter();
  const reader: ReadableStreamDefaultReader<Uint8Array> = transform.readable.getReader();
  const writing = writeAll(writer, chunks, input);
  // The reader reports a failure of the transform too; this promise is awaited below.
  writing.catch(() => {});
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    await writing;
  } finally {
    // When the consumer stops early, the waiting write must end, or the source would stay open.
    await reader.cancel().catch(() => {});
    await writing.catch(() => {});
  }
}

async function writeAll(
  writer: WritableStreamDefaultWriter<Uint8Array>,
  chunks: AsyncIterable<Uint8Array>,
  input: PumpInput,
): Promise<void> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await nextOf(iterator, input);
      if (done) break;
      for (let at = 0; at < value.length; at += writeBytes) {
        await writer.write(value.slice(at, at + writeBytes));
      }
    }
    await writer.close();
  } catch (thrown) {
    await writer.abort(thrown).catch(() => {});
    throw thrown;
  } finally {
    await iterator.return?.();
  }
}

async function nextOf(
  iterator: AsyncIterator<Uint8Array>,
  input: PumpInput,
): Promise<IteratorResult<Uint8Array>> {
  try {
    return await iterator.next();
  } catch (thrown) {
    input.failure = { thrown };
    throw thrown;
  }
}
