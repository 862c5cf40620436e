import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createDeflateRaw, createInflateRaw } from 'node:zlib';
import type { DeflateRaw, InflateRaw } from '../../shared/bytes/byte-source.ts';
import { FormatError } from '../../shared/bytes/errors.ts';

/** Raw deflate by Node's zlib, which alone neither minds bytes after the end nor says where it stopped. */
export const inflateRawNode: InflateRaw = async function* (compressed) {
  const engine = createInflateRaw();
  let fedBytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of compressed) {
      fedBytes += chunk.length;
      yield chunk;
    }
  }
  try {
    yield* through(counted(), engine);
  } catch (cause) {
    // Errors of the source pass as they are; only those of zlib speak of the data.
    if (!isZlibError(cause)) throw cause;
    const message = `The compressed data is damaged or ends early: zlib reports "${cause.message}".`;
    throw new FormatError('member-inflate', message, {}, cause);
  }
  if (engine.bytesWritten !== fedBytes) {
    const message = `The compressed data ends after ${engine.bytesWritten} bytes, but more bytes follow it.`;
    throw new FormatError('member-inflate', message, { offset: engine.bytesWritten });
  }
};

/** Raw deflate at zlib's default level. The bytes may differ between zlib versions: a ZIP is never digested. */
export const deflateRawNode: DeflateRaw = (plain) => through(plain, createDeflateRaw());

async function* through(input: AsyncIterable<Uint8Array>, engine: Transform): AsyncGenerator<Uint8Array> {
  // An error of either side destroys both and reaches the loop below; the promise only repeats it.
  const fed = pipeline(Readable.from(input), engine).catch(() => {});
  for await (const chunk of engine) yield chunk;
  await fed;
}

function isZlibError(cause: unknown): cause is Error {
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_');
}
