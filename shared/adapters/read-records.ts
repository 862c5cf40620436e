import { cr, lf, openBrace, openBracket, space, tab } from '../bytes/ascii.ts';
import { concatBytes } from '../bytes/concat.ts';
import { readLines } from '../bytes/line-reader.ts';
import { type ScanOrder, type SourceRecord, scanRecords } from './record-scanner.ts';

const byteOrderMark: readonly number[] = [0xef, 0xbb, 0xbf];

/**
 * Splits an input into the bytes of its events. A list, and whatever a log with wrappers writes, is read by its
 * brackets; everything else is newline-delimited, where an empty line is refused like every other one that is no
 * event, for something may have stood there. A byte order mark in front of all is no part of the first event.
 */
export async function* readRecords(
  chunks: AsyncIterable<Uint8Array>,
  order: ScanOrder,
): AsyncGenerator<readonly SourceRecord[], void, undefined> {
  const source = chunks[Symbol.asyncIterator]();
  try {
    const { bytes, first } = await readStart(source);
    const whole = joinAgain(bytes, source);
    const isScanned = first === openBracket || (first === openBrace && order.lists.length > 0);
    yield* isScanned ? scanRecords(whole, order) : readLines(whole, order.limits);
  } finally {
    await source.return?.();
  }
}

/** Up to the first byte that is no white space, with the rest of its chunk. */
async function readStart(
  source: AsyncIterator<Uint8Array>,
): Promise<{ readonly bytes: Uint8Array; readonly first: number | undefined }> {
  let bytes: Uint8Array = new Uint8Array(0);
  for (;;) {
    const next = await source.next();
    if (next.done !== true) bytes = concatBytes([bytes, next.value]);
    if (next.done !== true && bytes.length < byteOrderMark.length) continue;
    const isMarked = byteOrderMark.every((byte, index) => bytes[index] === byte);
    const text = isMarked ? bytes.subarray(byteOrderMark.length) : bytes;
    const first = text.find((byte) => byte !== space && byte !== lf && byte !== cr && byte !== tab);
    // A start of nothing but white space is left to the line reader: it is not to be searched for ever.
    if (next.done === true || first !== undefined || text.length > 65_536) return { bytes: text, first };
  }
}

async function* joinAgain(
  start: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  if (start.length > 0) yield start;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
