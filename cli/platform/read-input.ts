import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { CancelledError, FormatError } from '../../shared/bytes/errors.ts';
import { toUnreadable } from './file-source.ts';

const gzipMagic = [0x1f, 0x8b] as const;

/**
 * Streams a file, or stdin for `-`, and unpacks gzip wherever the bytes begin as gzip does, whatever the name says.
 * Throws CancelledError as soon as the person interrupts, also while nothing comes.
 */
export async function* readInput(
  path: string,
  stdin: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const name = path === '-' ? 'the input' : basename(path);
  const source = untilInterrupted(path === '-' ? stdin : readFile(path), signal);
  try {
    const start = await readStart(source);
    const whole = joinAgain(start, source);
    const isGzip = gzipMagic.every((byte, index) => start[index] === byte);
    yield* isGzip ? unpack(whole, name) : whole;
  } finally {
    await source.return?.();
  }
}

async function* readFile(path: string): AsyncGenerator<Uint8Array, void> {
  const stream: AsyncIterable<Uint8Array> = createReadStream(path, { highWaterMark: 256 * 1024 });
  try {
    yield* stream;
  } catch (cause) {
    throw toUnreadable(basename(path), cause);
  }
}

async function readStart(source: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let start: Uint8Array = new Uint8Array(0);
  while (start.length < gzipMagic.length) {
    const next = await source.next();
    if (next.done === true) break;
    start = start.length === 0 ? next.value : Buffer.concat([start, next.value]);
  }
  return start;
}

async function* joinAgain(
  start: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  if (start.length > 0) yield start;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** All members of a gzip file, and nothing behind the last one: zlib alone would pass over what follows zero bytes. */
async function* unpack(packed: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array, void> {
  const engine = createGunzip();
  let fedBytes = 0;
  let failure: unknown = null;
  async function* counted(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of packed) {
        fedBytes += chunk.length;
        yield chunk;
      }
    } catch (error) {
      failure = error;
      throw error;
    }
  }
  const fed = pipeline(Readable.from(counted()), engine).catch(() => {});
  try {
    for await (const chunk of engine) yield chunk;
  } catch (cause) {
    // An error of the source passes as it is; only those of zlib speak of the data.
    if (failure !== null) throw failure;
    const reason = cause instanceof Error ? cause.message : 'an unknown error';
    const message = `${name} is damaged gzip or ends early: zlib reports "${reason}".`;
    throw new FormatError('member-inflate', message, {}, cause);
  }
  await fed;
  if (engine.bytesWritten === fedBytes) return;
  const message = `The gzip data of ${name} ends after ${engine.bytesWritten} bytes, but more bytes follow it.`;
  throw new FormatError('member-inflate', message, { offset: engine.bytesWritten });
}

/** A pipe may be silent for hours: an interrupt must not wait for its next byte. */
async function* untilInterrupted(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const source = chunks[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await nextOrInterrupt(source, signal);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // The source is closed, but one that gives nothing would close only after its next byte.
    const closed = source.return?.().catch(() => {});
    if (!signal.aborted) await closed;
  }
}

function nextOrInterrupt(
  source: AsyncIterator<Uint8Array>,
  signal: AbortSignal,
): Promise<IteratorResult<Uint8Array>> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new CancelledError());
    if (signal.aborted) return stop();
    // Taken off again each time: on a promise that never settles, every wait would leave something behind.
    signal.addEventListener('abort', stop, { once: true });
    source
      .next()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}
