import { segmentsInOrder } from '../../shared/bundle/bundle-layout.ts';
import type { BundleMember } from '../../shared/bundle/bundle-source.ts';
import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import { CancelledError } from '../../shared/bytes/errors.ts';
import type { ByteCount, UnixMillis } from '../../shared/bytes/units.ts';
import type { IndexPart } from '../../shared/index/index-part.ts';
import type { CaseDatabase } from './database.ts';
import { encryptFile } from './file-cipher.ts';
import { filesOf, partsOf } from './key-ranges.ts';
import { type BundleKey, indexBytes, storeParts } from './part-store.ts';

/** What has been written of an index. */
export interface StagedIndex {
  readonly partCount: number;
  readonly indexBytes: ByteCount;
}

/** A file that a person handed over, for the browser to copy, and to be read by ourselves. */
export interface ArrivingFile {
  readonly file: Blob;
  readonly source: ByteSource;
}

/** Writes a bundle that nobody can see yet. `publishBundles` makes it visible, `discard` leaves nothing of it. */
export class StagedBundle {
  readonly bundleId: string;
  readonly #bundle: BundleKey;
  readonly #database: CaseDatabase;
  readonly #segments: readonly string[];
  readonly #file: Promise<unknown>;
  #fileError: { readonly thrown: unknown } | null = null;
  #lastWrite: Promise<void> = Promise.resolve();
  #isDiscarded = false;
  #partCount = 0;
  #indexBytes = 0;

  private constructor(
    database: CaseDatabase,
    bundle: BundleKey,
    file: ArrivingFile,
    segments: readonly string[],
  ) {
    this.#database = database;
    this.#bundle = bundle;
    this.bundleId = bundle.bundleId;
    this.#segments = segments;
    this.#file = this.#writeFile(file);
    // Who adds the next part hears of it, or who finishes: a bundle without its file is not read to its end.
    this.#file.catch((thrown) => {
      this.#fileError = { thrown };
    });
  }

  /** Leaves a mark first, so that whatever follows is found and removed if this run ends here. */
  static async begin(
    database: CaseDatabase,
    { since, ...bundle }: BundleKey & { readonly since: UnixMillis },
    file: ArrivingFile,
    members: readonly BundleMember[],
  ): Promise<StagedBundle> {
    await database.staging.add({ bundleId: bundle.bundleId, since });
    const segments = segmentsInOrder(members).map(({ path }) => path);
    return new StagedBundle(database, bundle, file, segments);
  }

  /** Takes parts of one segment, one call after the other. Throws CancelledError when the bundle was discarded. */
  addParts(parts: readonly IndexPart[]): Promise<void> {
    const write = this.#lastWrite.then(() => this.#writeParts(parts));
    this.#lastWrite = write.catch(() => {});
    return write;
  }

  /** Waits until everything is written. */
  async finish(): Promise<StagedIndex> {
    await this.#file;
    return { partCount: this.#partCount, indexBytes: this.#indexBytes };
  }

  /** Of the index, so far. */
  get writtenBytes(): ByteCount {
    return this.#indexBytes;
  }

  /**
   * Resolves as soon as the removal waits in the database for its turn: whoever asks the database from then on finds
   * nothing. `removed` ends with it, which is after the browser has copied the whole file.
   */
  async discard(): Promise<{ readonly removed: Promise<void> }> {
    this.#isDiscarded = true;
    // What is still being written would otherwise appear after its removal.
    await this.#lastWrite;
    let removed: Promise<void> = Promise.resolve();
    await new Promise<void>((resolve, reject) => {
      removed = discardBundle(this.#database, this.bundleId, resolve);
      removed.catch(reject);
    });
    return { removed };
  }

  async #writeFile({ file, source }: ArrivingFile): Promise<void> {
    const { bundleId, caseId } = this.#bundle;
    const { files, vault } = this.#database;
    const cipher = vault.cipherOf(caseId);
    const place = { bundleId, path: '' };
    if (cipher === null) {
      // The browser copies the file by itself meanwhile: no byte of it passes through here.
      await files.add({ ...place, file });
      return;
    }
    const encrypted = await encryptFile(source, cipher, place, () => !this.#isDiscarded);
    // From the discarding on, nothing may come behind the removal.
    if (encrypted === null || this.#isDiscarded) throw new CancelledError();
    await files.add({ ...place, file: encrypted });
  }

  async #writeParts(parts: readonly IndexPart[]): Promise<void> {
    if (this.#isDiscarded) throw new CancelledError();
    if (this.#fileError !== null) throw this.#fileError.thrown;
    const segment = this.#segments.indexOf(parts[0]?.member ?? '');
    await storeParts(this.#database, this.#bundle, segment, parts);
    this.#partCount += parts.length;
    for (const part of parts) this.#indexBytes += indexBytes(part);
  }
}

/**
 * Removes everything that belongs to a bundle together with its mark, or nothing: a second try finds it again.
 * `onQueued` is told when the transaction has its place behind those that were begun before it.
 */
export async function discardBundle(
  database: CaseDatabase,
  bundleId: string,
  onQueued: () => void = () => {},
): Promise<void> {
  const { dexie, parts, files, staging } = database;
  await dexie.transaction('rw', [parts, files, staging], async () => {
    onQueued();
    await partsOf(database, bundleId).delete();
    await filesOf(database, bundleId).delete();
    await staging.delete(bundleId);
  });
}

/**
 * Removes what imports left that did not end. The caller holds the lock of imports:
 * a mark is also there while another window is writing.
 */
export async function discardLeftovers(database: CaseDatabase): Promise<number> {
  const marks = await database.staging.toArray();
  for (const { bundleId } of marks) await discardBundle(database, bundleId);
  return marks.length;
}
