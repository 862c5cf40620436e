import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import { equalBytes } from '../../shared/bytes/equal.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import { readAhead } from '../../shared/bytes/read-ahead.ts';
import type { ByteCount, ByteOffset, DigestHex } from '../../shared/bytes/units.ts';
import type { DigestEngine, Sha256 } from '../../shared/crypto/digest.ts';
import { createEarlyReads } from './early-reads.ts';
import type { Pace } from './pace.ts';

/** A file that is digested as it is while it is read. Throws FormatError `source-changed` for any byte that changes. */
export interface ArrivalSource extends ByteSource {
  /** Says that from now on the file is read from its first segment to its last; before, it is only looked at. */
  readInOrder(): void;
  /**
   * Reads what nobody has read yet, compares what was read early, and says what digest the whole file has. Call once,
   * after all other reads.
   */
  finish(): Promise<DigestHex>;
}

interface ArrivalOptions {
  readonly digests: Pick<DigestEngine, 'createSha256'>;
  readonly pace: Pick<Pace, 'step'>;
  onBytes(done: ByteCount): void;
  /** Smaller ones cost a round trip to the browser process more often, larger ones only memory. */
  readonly windowBytes?: ByteCount;
}

interface Window {
  readonly at: ByteOffset;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Nobody knows how long bytes that were handed out are in use; those that were only lent are given back. */
  isHandedOut: boolean;
}

const defaultWindowBytes: ByteCount = 8 * 1024 * 1024;
const noWindow: Window = { at: -1, bytes: new Uint8Array(0), isHandedOut: true };

/**
 * Reads a file in windows, so that reading a bundle from its first segment to its last reads each window once: the bytes
 * that are digested are the ones that are parsed. Other reads take bytes that pass the digest at another moment, and a
 * file may have changed in between: what is read early, the end of a ZIP for one, is compared when its turn comes, and
 * what is read again is compared with what passed. The window behind the one in use is already being fetched. Memory of
 * windows that were only lent is used again: left to the collector, nine of them were in memory at a time (measured).
 */
export function openArrivalSource(source: ByteSource, options: ArrivalOptions): ArrivalSource {
  const { digests, pace, onBytes, windowBytes = defaultWindowBytes } = options;
  const digest = digests.createSha256();
  const early = createEarlyReads(digests, windowBytes);
  // Headers and small members lie close together, and each read is a round trip to the browser process.
  const earlySource = readAhead({
    ...source,
    read: async (offset, length) => {
      // A container may have a hundred thousand headers, and nobody waits for them once the person has stopped.
      await pace.step();
      const bytes = await source.read(offset, length);
      early.note(offset, bytes);
      return bytes;
    },
  });
  /** The digest before each window that has passed, and behind the last one. */
  const passed: Sha256[] = [digest.copy()];
  let isInOrder = false;
  let current = noWindow;
  let again = noWindow;
  let fetched: Promise<Uint8Array<ArrayBuffer>> | null = null;
  const memoryBytes = Math.min(windowBytes, source.size);
  const freeMemory: ArrayBuffer[] = [];
  let digested: ByteCount = 0;

  function fetchWindow(at: ByteOffset): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = readWindow(at, Math.min(windowBytes, source.size - at));
    // Whoever needs the window hears of it; nobody may.
    bytes.catch(() => {});
    return bytes;
  }

  async function readWindow(at: ByteOffset, length: ByteCount): Promise<Uint8Array<ArrayBuffer>> {
    if (source.readInto !== undefined)
      return source.readInto(at, length, freeMemory.pop() ?? new ArrayBuffer(memoryBytes));
    const bytes = await source.read(at, length);
    // What shares its memory with another thread could change behind the digest; no source gives such.
    return bytes.buffer instanceof ArrayBuffer
      ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
      : Uint8Array.from(bytes);
  }

  async function passNext(): Promise<void> {
    const at = digested;
    const bytes = await (fetched ?? fetchWindow(at));
    const { bytes: before, isHandedOut } = current;
    if (!isHandedOut && before.buffer.byteLength === memoryBytes) freeMemory.push(before.buffer);
    fetched = at + windowBytes < source.size ? fetchWindow(at + windowBytes) : null;
    current = { at, bytes, isHandedOut: source.readInto === undefined };
    digest.update(bytes);
    passed.push(digest.copy());
    early.compare(at, bytes);
    digested += bytes.length;
    onBytes(digested);
    await pace.step();
  }

  /** Reads a window that has passed once more. Windows on both sides of it lead to the same digests only if it is the same. */
  async function readAgain(at: ByteOffset): Promise<void> {
    const bytes = await fetchWindow(at);
    const [found, expected] = [at / windowBytes, at / windowBytes + 1].map((index) => passed[index]?.copy());
    found?.update(bytes);
    if (found === undefined || expected === undefined || !equalBytes(found.digest(), expected.digest())) {
      throw changed(at);
    }
    again = { at, bytes, isHandedOut: true };
  }

  async function windowAt(at: ByteOffset): Promise<Window> {
    while (digested <= at) await passNext();
    if (at === current.at) return current;
    if (at !== again.at) await readAgain(at);
    return again;
  }

  async function read(offset: ByteOffset, length: ByteCount): Promise<Uint8Array> {
    // The source alone judges reads beyond its end.
    if (offset + length > source.size) return source.read(offset, length);
    // Made only where windows meet: zeroed for each read, it was as much memory again as the file is large.
    let bytes: Uint8Array | null = null;
    for (let done = 0; done < length; ) {
      const at = offset + done;
      const first = at - (at % windowBytes);
      // A window for each header of a ZIP was a quarter of the file read for nothing (measured), and while a file is
      // only looked at, windows that pass would have to be read again for their segments.
      const isNear = first <= (isInOrder ? digested + windowBytes : 0) || first < digested;
      if (!isNear) {
        const rest = await earlySource.read(at, length - done);
        bytes?.set(rest, done);
        return bytes ?? rest;
      }
      const window = await windowAt(first);
      window.isHandedOut = true;
      const piece = window.bytes.subarray(at - first, offset + length - first);
      if (piece.length === length) return piece;
      bytes ??= new Uint8Array(length);
      bytes.set(piece, done);
      done += piece.length;
    }
    return bytes ?? new Uint8Array(0);
  }

  /** Of what lies in windows; the pieces are in order and none is kept. */
  async function lend(
    offset: ByteOffset,
    length: ByteCount,
    use: (piece: Uint8Array) => void,
  ): Promise<void> {
    for (let done = 0; done < length; ) {
      const at = offset + done;
      const first = at - (at % windowBytes);
      const isInWindow = isInOrder && first <= digested + windowBytes && offset + length <= source.size;
      const piece = isInWindow
        ? (await windowAt(first)).bytes.subarray(at - first, offset + length - first)
        : await read(at, length - done);
      use(piece);
      done += piece.length;
    }
  }

  // One after the other: two reads that find the same window missing would both take it for theirs.
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  }

  return {
    name: source.name,
    size: source.size,
    read: (offset, length) => inTurn(() => read(offset, length)),
    lend: (offset, length, use) => inTurn(() => lend(offset, length, use)),
    readInOrder() {
      isInOrder = true;
    },
    finish: () =>
      inTurn(async () => {
        while (digested < source.size) await passNext();
        return toHex(digest.digest());
      }),
  };
}

function changed(offset: ByteOffset): FormatError {
  return new FormatError('source-changed', 'The file was changed while it was read.', { offset });
}
