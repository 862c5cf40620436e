import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import type { ByteCount, ByteOffset, DigestHex } from '../../shared/bytes/units.ts';
import type { Sha256 } from '../../shared/crypto/digest.ts';
import type { Pace } from './pace.ts';

/** A file that is digested as it is while it is read. */
export interface ArrivalSource extends ByteSource {
  /** Reads what nobody has read yet, and says what digest the whole file has. Call once, after all other reads. */
  finish(): Promise<DigestHex>;
}

interface ArrivalOptions {
  readonly digest: Sha256;
  readonly pace: Pick<Pace, 'step'>;
  onBytes(done: ByteCount): void;
  /** Smaller ones cost a round trip to the browser process more often, larger ones only memory. */
  readonly windowBytes?: ByteCount;
}

const defaultWindowBytes: ByteCount = 8 * 1024 * 1024;

/**
 * Reads a file in windows, so that reading a bundle from its first segment to its last reads each window once: the bytes
 * that are digested are the ones that are parsed. Reads elsewhere, of the end of a ZIP for one, go past the windows, and
 * their bytes are digested when their turn comes. The window behind the one in use is already being fetched.
 */
export function openArrivalSource(source: ByteSource, options: ArrivalOptions): ArrivalSource {
  const { digest, pace, onBytes, windowBytes = defaultWindowBytes } = options;
  let windowAt: ByteOffset = -1;
  let window: Uint8Array = new Uint8Array(0);
  let fetchedAt: ByteOffset = -1;
  let fetched: Promise<Uint8Array> | null = null;
  let digested: ByteCount = 0;

  function fetchWindow(at: ByteOffset): Promise<Uint8Array> {
    const bytes = source.read(at, Math.min(windowBytes, source.size - at));
    // Whoever needs the window hears of it; nobody may.
    bytes.catch(() => {});
    return bytes;
  }

  async function enterWindow(at: ByteOffset): Promise<void> {
    if (at === windowAt) return;
    const bytes = await (fetched !== null && fetchedAt === at ? fetched : fetchWindow(at));
    const next = at + windowBytes;
    const isInOrder = at === digested;
    fetched = isInOrder && next < source.size ? fetchWindow(next) : null;
    fetchedAt = next;
    window = bytes;
    windowAt = at;
    if (!isInOrder) return;
    digest.update(bytes);
    digested += bytes.length;
    onBytes(digested);
    await pace.step();
  }

  async function read(offset: ByteOffset, length: ByteCount): Promise<Uint8Array> {
    const first = offset - (offset % windowBytes);
    const isNear = first === windowAt || (first >= digested && first - digested <= windowBytes);
    // A window for each header of a ZIP was a quarter of the file read for nothing (measured). The source alone
    // judges reads beyond its end.
    if (!isNear || offset + length > source.size) return source.read(offset, length);
    while (digested < first) await enterWindow(digested);
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length; ) {
      const at = offset + done;
      await enterWindow(at - (at % windowBytes));
      const piece = window.subarray(at - windowAt, offset + length - windowAt);
      if (piece.length === length) return piece;
      bytes.set(piece, done);
      done += piece.length;
    }
    return bytes;
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
    finish: () =>
      inTurn(async () => {
        while (digested < source.size) await enterWindow(digested);
        return toHex(digest.digest());
      }),
  };
}
