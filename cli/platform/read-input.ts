import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { toUnreadable } from './file-source.ts';

/** Streams a file, or stdin for `-`. */
export async function* readInput(
  path: string,
  stdin: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  if (path === '-') {
    yield* stdin;
    return;
  }
  const stream: AsyncIterable<Uint8Array> = createReadStream(path, { highWaterMark: 256 * 1024 });
  try {
    yield* stream;
  } catch (cause) {
    throw toUnreadable(basename(path), cause);
  }
}
