import type { ByteCount, ByteOffset } from './units.ts';

/** Random access to a delivered file. Implementations exist for `File`, for a file handle and for memory. */
export interface ByteSource {
  /** File name without folders: it is shown, and no path may leak into a report. */
  readonly name: string;
  readonly size: ByteCount;
  /** Resolves to exactly `length` bytes or throws FormatError `source-changed` / `source-unreadable`. */
  read(offset: ByteOffset, length: ByteCount): Promise<Uint8Array>;
  /**
   * As `read`, into memory of at least this length, which is the source's until it answers: the answer lies in it, or
   * elsewhere. Absent where reading makes nothing that would be left to the collector.
   */
  readInto?(offset: ByteOffset, length: ByteCount, memory: ArrayBuffer): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * As `read`, piece after piece, and each only as long as `use` runs: its memory is used again. Absent where nothing is
   * gained by it.
   */
  lend?(offset: ByteOffset, length: ByteCount, use: (piece: Uint8Array) => void): Promise<void>;
}

/**
 * Raw-deflate decoder of the platform.
 * Throws FormatError `member-inflate` when the data is damaged, ends early, or goes on after its end.
 */
export type InflateRaw = (compressed: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

/** Raw-deflate encoder of the platform. */
export type DeflateRaw = (plain: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
