import type { ByteCount } from '../bytes/units.ts';

export interface BundleMember {
  /** As in the manifests: forward slashes, relative, already checked for hostile names. */
  readonly path: string;
  readonly size: ByteCount;
}

/** Of the file that the members came in: how many of its bytes are each member's, compressed or not, and all others. */
export interface ContainerBytes {
  readonly packed: ReadonlyMap<string, ByteCount>;
  readonly overheadBytes: ByteCount;
}

/**
 * One delivered bundle, wherever its members lie: in a ZIP, in a folder, or in the case database.
 * The three are verified by the same code, which is why an import, a reopened case and the CLI agree.
 */
export interface BundleSource {
  readonly name: string;
  readonly kind: 'zip' | 'folder' | 'store';
  readonly members: readonly BundleMember[];
  /** Absent where members lie by themselves. */
  readonly container?: ContainerBytes;
  /** Streams one member once. Throws FormatError when its bytes are not what the container promised. */
  open(path: string): AsyncIterable<Uint8Array>;
  /**
   * Copies one member into memory of exactly its size, as `open` streams it and with the same errors. False where that
   * cannot be: then nothing was read. Absent where it saves nothing.
   */
  copyInto?(path: string, room: Uint8Array): Promise<boolean>;
}
