import { eventFields } from '../../shared/adapters/event-field.ts';
import type { ByteCount, UnixMillis } from '../../shared/bytes/units.ts';
import type { Block } from '../../shared/index/block.ts';
import { lineCount } from '../../shared/index/block.ts';
import type { Dictionaries } from '../../shared/index/dictionary.ts';
import type { CaseDatabase } from './database.ts';
import { blocksOf, dictionariesOf, membersOf } from './key-ranges.ts';
import type { DictionaryRow, MemberRow, SegmentPlace } from './stored-rows.ts';

/** One transaction at a time holds about this much: 2,000,000 rows in a single one have crashed Chromium. */
const transactionBytes = 8 * 1024 * 1024;
/** IndexedDB refuses values above 133,169,152 bytes (measured). */
const partBytes = 8 * 1024 * 1024;
const partTexts = 16_384;
const partCharacters = 4 * 1024 * 1024;

/** What has been written of a bundle so far. */
export interface StagedParts {
  readonly segments: readonly SegmentPlace[];
  readonly blockCount: number;
  readonly storedBytes: ByteCount;
}

/** Writes a bundle that nobody can see yet. `publishBundles` makes it visible, `discard` leaves nothing of it. */
export class StagedBundle {
  readonly bundleId: string;
  readonly #database: CaseDatabase;
  readonly #segments = new Map<string, SegmentPlace>();
  #waiting: Block[] = [];
  #waitingBytes = 0;
  #blockCount = 0;
  #storedBytes = 0;

  private constructor(database: CaseDatabase, bundleId: string) {
    this.#database = database;
    this.bundleId = bundleId;
  }

  /** Leaves a mark first, so that whatever follows is found and removed if this run ends here. */
  static async begin(database: CaseDatabase, bundleId: string, since: UnixMillis): Promise<StagedBundle> {
    await database.staging.add({ bundleId, since });
    return new StagedBundle(database, bundleId);
  }

  async addBlocks(blocks: readonly Block[]): Promise<void> {
    for (const block of blocks) {
      this.#waiting.push(block);
      this.#waitingBytes += block.raw.length;
      this.#noteSegment(block);
      if (this.#waitingBytes >= transactionBytes) await this.#writeBlocks();
    }
  }

  /** Writes what is left of the blocks, and the members that are not segments. */
  async finish(members: ReadonlyMap<string, Uint8Array>, dictionaries: Dictionaries): Promise<StagedParts> {
    await this.#writeBlocks();
    for (const [path, bytes] of members) await this.#writeMember(path, bytes);
    for (const row of dictionaryRows(this.bundleId, dictionaries)) await this.#database.dictionaries.add(row);
    return {
      segments: [...this.#segments.values()],
      blockCount: this.#blockCount,
      storedBytes: this.#storedBytes,
    };
  }

  discard(): Promise<void> {
    return discardBundle(this.#database, this.bundleId);
  }

  #noteSegment(block: Block): void {
    const known = this.#segments.get(block.member);
    const lines = (known?.lines ?? 0) + lineCount(block);
    const firstOrdinal = known?.firstOrdinal ?? block.firstOrdinal;
    this.#segments.set(block.member, { path: block.member, firstOrdinal, lines });
  }

  async #writeBlocks(): Promise<void> {
    const rows = this.#waiting.map((block) => ({ ...block, bundleId: this.bundleId }));
    this.#waiting = [];
    this.#waitingBytes = 0;
    await this.#database.blocks.bulkAdd(rows);
    this.#blockCount += rows.length;
    for (const row of rows) this.#storedBytes += row.raw.length;
  }

  async #writeMember(path: string, bytes: Uint8Array): Promise<void> {
    // An empty member still needs a row: it is there, and it is empty.
    for (let part = 0; part === 0 || part * partBytes < bytes.length; part++) {
      // A copy, because storing a view stores the whole buffer behind it.
      const row: MemberRow = {
        bundleId: this.bundleId,
        path,
        part,
        bytes: bytes.slice(part * partBytes, (part + 1) * partBytes),
      };
      await this.#database.members.add(row);
      this.#storedBytes += row.bytes.length;
    }
  }
}

/** Removes everything that belongs to a bundle, and its mark last: a second try finds it again. */
export async function discardBundle(database: CaseDatabase, bundleId: string): Promise<void> {
  await blocksOf(database, bundleId).delete();
  await membersOf(database, bundleId).delete();
  await dictionariesOf(database, bundleId).delete();
  await database.staging.delete(bundleId);
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

function* dictionaryRows(bundleId: string, dictionaries: Dictionaries): Generator<DictionaryRow> {
  for (const field of eventFields) {
    let part = 0;
    let texts: string[] = [];
    let characters = 0;
    for (const text of dictionaries[field]) {
      if (texts.length >= partTexts || characters + text.length > partCharacters) {
        yield { bundleId, field, part, texts };
        part += 1;
        texts = [];
        characters = 0;
      }
      texts.push(text);
      characters += text.length;
    }
    yield { bundleId, field, part, texts };
  }
}
