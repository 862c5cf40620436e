import { concatBytes } from '../../bytes/concat.ts';
import { equalBytes } from '../../bytes/equal.ts';
import { asFormatError, FormatError } from '../../bytes/errors.ts';
import type { Limits } from '../../bytes/limits.ts';
import { type Checkpoint, parseCheckpoint } from '../../chain/checkpoint.ts';
import { leafDigest } from '../../chain/leaf.ts';
import { createCompactRange } from '../../chain/merkle-tree.ts';
import { parseSignedNote, type SignedNote } from '../../crypto/signed-note.ts';
import type { BundleSource } from '../bundle-source.ts';
import type { OnProgress } from './digest-member.ts';
import { readMember, type UnreadableMember } from './read-member.ts';
import { parseTilePath, renderTilePath, tileWidth } from './tile-paths.ts';

/** What a folder with a tiled log (C2SP tlog-tiles) holds up to its checkpoint. Decides nothing. */
export interface TilesObservation {
  readonly note: SignedNote;
  readonly checkpoint: Checkpoint;
  /** Over the entries, as far as they are there without a gap. */
  readonly root: Uint8Array;
  readonly entries: number;
  /** The first bundle of entries that is not there; null when all are. */
  readonly missing: string | null;
  /** A bundle that is not so many entries as its place asks for; reading ends there. */
  readonly damaged: UnreadableMember | null;
  /** The last bundle, when it holds entries beyond the checkpoint. */
  readonly unsigned: string | null;
  /** Tiles of digests that are not those of the entries. */
  readonly wrongTiles: readonly string[];
  readonly rightTiles: number;
  /** Members that are no part of the log up to its checkpoint. */
  readonly others: readonly string[];
}

export const checkpointPath = 'checkpoint';

/** Reads a tiled log from its first entry to its checkpoint. Throws FormatError when the checkpoint cannot be read. */
export async function observeTiles(
  source: BundleSource,
  limits: Limits,
  onProgress: OnProgress,
): Promise<TilesObservation> {
  const note = parseSignedNote(await readMember(source, checkpointPath, limits), limits);
  const checkpoint = parseCheckpoint(note.text);
  const paths = new Set(source.members.map(({ path }) => path));
  const tree = createCompactRange();
  const tiles = createTileWalk(source, limits);
  const read = new Set([checkpointPath]);
  let missing: string | null = null;
  let damaged: UnreadableMember | null = null;
  let unsigned: string | null = null;
  while (tree.size < checkpoint.size && missing === null && damaged === null) {
    const index = tree.size / tileWidth;
    const width = Math.min(tileWidth, checkpoint.size - tree.size);
    const path = findBundle(paths, index, width);
    if (path === null) {
      missing = renderTilePath({ level: 'entries', index, width });
      break;
    }
    read.add(path);
    try {
      const entries = parseEntryBundle(await readMember(source, path, limits), path);
      if (entries.length > width) unsigned = path;
      for (const leaf of entries.slice(0, width).map(leafDigest)) {
        tree.append(leaf);
        await tiles.append(0, leaf);
      }
    } catch (error) {
      damaged = { member: path, error: asFormatError(error) };
    }
    await onProgress();
  }
  await tiles.finish();
  const { wrong, right } = tiles;
  const known = new Set([...read, ...wrong, ...right]);
  return {
    note,
    checkpoint,
    root: tree.root(),
    entries: tree.size,
    missing,
    damaged,
    wrongTiles: wrong,
    rightTiles: right.length,
    unsigned,
    others: [...paths].filter((path) => !known.has(path)),
  };
}

/** A log that went on has a wider bundle than its checkpoint asks for, whose beginning is the same. */
function findBundle(paths: ReadonlySet<string>, index: number, width: number): string | null {
  for (let wide = width; wide <= tileWidth; wide++) {
    const path = renderTilePath({ level: 'entries', index, width: wide });
    if (paths.has(path)) return path;
  }
  return null;
}

/** Section "Log Entries": before each entry its length in two bytes. The path says how many there are. */
function parseEntryBundle(bytes: Uint8Array, member: string): readonly Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 2 <= bytes.length ? at + 2 + view.getUint16(at) : Number.POSITIVE_INFINITY;
    if (end > bytes.length) {
      const message = `${member} ends inside of an entry that begins at byte ${at}.`;
      throw new FormatError('member-size', message, { member, offset: at });
    }
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  const expected = parseTilePath(member)?.width;
  if (entries.length !== expected) {
    const message = `${member} holds ${entries.length} entries instead of ${expected}.`;
    throw new FormatError('member-size', message, { member });
  }
  return entries;
}

/** The tile of a level whose digests are still to come. */
interface FillingTile {
  readonly index: number;
  readonly digests: Uint8Array[];
}

/**
 * Compares the tiles of digests with those that follow from the entries, level by level as the tree grows: of each level
 * only the tile that is being filled is in memory.
 */
function createTileWalk(source: BundleSource, limits: Limits) {
  const wrong: string[] = [];
  const right: string[] = [];
  const filling: FillingTile[] = [];
  const delivered = new Map<string, { readonly path: string; readonly width: number }[]>();
  for (const { path } of source.members) {
    const tile = parseTilePath(path);
    if (tile === null || tile.level === 'entries') continue;
    const place = `${tile.level}/${tile.index}`;
    delivered.set(place, [...(delivered.get(place) ?? []), { path, width: tile.width }]);
  }

  async function compare(level: number, { index, digests }: FillingTile): Promise<void> {
    for (const { path, width } of delivered.get(`${level}/${index}`) ?? []) {
      // A wider tile is of a later head: what it says beyond this one is not for this checkpoint to confirm.
      if (width > digests.length) continue;
      const expected = concatBytes(digests.slice(0, width));
      const isSame = equalBytes(await readMember(source, path, limits), expected);
      (isSame ? right : wrong).push(path);
    }
  }

  async function append(level: number, digest: Uint8Array): Promise<void> {
    const tile = filling[level] ?? { index: 0, digests: [] };
    filling[level] = tile;
    tile.digests.push(digest);
    if (tile.digests.length < tileWidth) return;
    await compare(level, tile);
    const above = createCompactRange();
    for (const each of tile.digests) above.append(each);
    filling[level] = { index: tile.index + 1, digests: [] };
    await append(level + 1, above.root());
  }

  return {
    wrong,
    right,
    append,
    async finish(): Promise<void> {
      for (const [level, tile] of filling.entries()) await compare(level, tile);
    },
  };
}
