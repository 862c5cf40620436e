import { readZipLayout, type ZipMember } from '../../shared/archive/zip-layout.ts';
import { openZipMember } from '../../shared/archive/zip-member.ts';
import { lf } from '../../shared/bytes/ascii.ts';
import type { ByteSource, InflateRaw } from '../../shared/bytes/byte-source.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { limits } from '../../shared/bytes/limits.ts';
import type { ByteCount, ByteOffset, EntryOrdinal } from '../../shared/bytes/units.ts';
import { type IndexPart, lineCount } from '../../shared/index/index-part.ts';
import type { CaseDatabase } from '../data/database.ts';
import { findLine, type LinePlace, loadPartOfLine } from '../data/part-store.ts';
import { openStoredFile } from '../data/store-source.ts';
import type { BundleRow } from '../data/stored-rows.ts';

/** One line as it is stored. */
export interface StoredLine {
  readonly part: IndexPart;
  readonly index: number;
  /** Without its LF, in memory of its own. */
  readonly bytes: Uint8Array;
}

/** A part, and where the line that was asked for stands in it. */
export interface PartOfLine {
  readonly part: IndexPart;
  readonly index: number;
  /** Of the part's first line. */
  readonly firstOrdinal: EntryOrdinal;
}

interface HeldPart {
  readonly bundleId: string;
  readonly segment: number;
  readonly part: IndexPart;
}

/** Bytes of the segments of one bundle. */
type ReadSegment = (path: string, offset: ByteOffset, length: ByteCount) => Promise<Uint8Array>;

/** A dozen parts are some 50 MB, and more than a screen looks at. */
const keptParts = 12;

/** The parts and bytes of published bundles, a few of them held. What is held was loaded in this run. */
export class StoredLines {
  readonly #database: CaseDatabase;
  readonly #inflate: InflateRaw;
  #parts: readonly HeldPart[] = [];
  /** Parts that are being loaded, by the line that is wanted of them. */
  #loading = new Map<string, Promise<IndexPart | null>>();
  readonly #readers = new Map<string, ReadSegment>();

  constructor(database: CaseDatabase, inflate: InflateRaw) {
    this.#database = database;
    this.#inflate = inflate;
  }

  forget(bundleIds: readonly string[]): void {
    this.#parts = [];
    // Whoever waits for one gets it; it is not held.
    this.#loading = new Map();
    for (const bundleId of bundleIds) this.#readers.delete(bundleId);
  }

  /** The part that has a line, or null when none is stored that has it. */
  async part(bundle: BundleRow, place: LinePlace): Promise<PartOfLine | null> {
    const { bundleId } = bundle;
    const held = this.#parts.find(
      (each) => each.bundleId === bundleId && each.segment === place.segment && has(each.part, place.line),
    );
    const loading = this.#loading;
    const part = held?.part ?? (await this.#load(bundle, place));
    if (part === null || !has(part, place.line)) return null;
    if (loading === this.#loading) this.#hold({ bundleId, segment: place.segment, part });
    const first = part.firstLine - 1;
    return { part, index: place.line - first, firstOrdinal: place.firstOrdinal + first };
  }

  #hold(used: HeldPart): void {
    // The one that was used last is the last to go.
    const others = this.#parts.filter(({ part }) => part !== used.part);
    this.#parts = [...others.slice(1 - keptParts), used];
  }

  #load(bundle: BundleRow, place: LinePlace): Promise<IndexPart | null> {
    const loading = this.#loading;
    const key = `${bundle.bundleId} ${place.segment} ${place.line}`;
    const known = loading.get(key);
    if (known !== undefined) return known;
    const part = loadPartOfLine(this.#database, bundle, place).finally(() => loading.delete(key));
    loading.set(key, part);
    return part;
  }

  /** Consecutive lines, each without its LF; fewer where there are no more. */
  async lines(bundle: BundleRow, first: EntryOrdinal, count: number): Promise<readonly Uint8Array[]> {
    const lines: Uint8Array[] = [];
    const read = await this.#reader(bundle);
    while (lines.length < count) {
      const place = findLine(bundle, first + lines.length);
      const found = place === null ? null : await this.part(bundle, place);
      if (found === null) break;
      const { part, index } = found;
      const starts = part.starts.subarray(index, index + count - lines.length + 1);
      const from = starts[0] ?? 0;
      const bytes = await read(part.member, part.offset + from, (starts.at(-1) ?? from) - from);
      for (let next = 0; next + 1 < starts.length; next++) {
        lines.push(withoutLf(bytes.subarray((starts[next] ?? 0) - from, (starts[next + 1] ?? 0) - from)));
      }
    }
    return lines;
  }

  /** A line, or null when there is none. Throws FormatError when its bytes cannot be read any more. */
  async line(bundle: BundleRow, ordinal: EntryOrdinal): Promise<StoredLine | null> {
    const place = findLine(bundle, ordinal);
    const found = place === null ? null : await this.part(bundle, place);
    if (found === null) return null;
    const { part, index } = found;
    const start = part.starts[index] ?? 0;
    const length = (part.starts[index + 1] ?? start) - start;
    const read = await this.#reader(bundle);
    const bytes = await read(part.member, part.offset + start, length);
    return { part, index, bytes: withoutLf(bytes).slice() };
  }

  async #reader(bundle: BundleRow): Promise<ReadSegment> {
    const known = this.#readers.get(bundle.bundleId);
    if (known !== undefined) return known;
    const reader = bundle.container === 'zip' ? await this.#zipReader(bundle) : this.#memberReader(bundle);
    this.#readers.set(bundle.bundleId, reader);
    return reader;
  }

  async #zipReader(bundle: BundleRow): Promise<ReadSegment> {
    const source = await openStoredFile(this.#database, bundle, '', bundle.receipt.fileName);
    const { members } = await readZipLayout(source, limits);
    const byPath = new Map(members.map((member) => [member.path, member]));
    const inflated = createInflatedSegment(source, this.#inflate);
    return async (path, offset, length) => {
      const member = byPath.get(path);
      if (member === undefined) return new Uint8Array(0);
      if (member.method === 'stored') return source.read(member.dataOffset + offset, length);
      return (await inflated(member)).subarray(offset, offset + length);
    };
  }

  #memberReader(bundle: BundleRow): ReadSegment {
    return async (path, offset, length) => {
      const source = await openStoredFile(this.#database, bundle, path, path);
      return source.read(offset, length);
    };
  }
}

/** `line` is counted from 0 on. */
function has(part: IndexPart, line: number): boolean {
  return part.firstLine <= line + 1 && line + 1 < part.firstLine + lineCount(part);
}

/** A line holds no LF (R1), so one at the end is its line end; the last line of a cut segment has none. */
function withoutLf(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === lf ? bytes.subarray(0, -1) : bytes;
}

/** Of a deflated segment every line needs all bytes before it, so the one that was read last is kept. */
function createInflatedSegment(
  source: ByteSource,
  inflate: InflateRaw,
): (member: ZipMember) => Promise<Uint8Array> {
  let kept: { readonly path: string; readonly bytes: Promise<Uint8Array> } | null = null;
  return (member) => {
    if (kept?.path !== member.path) kept = { path: member.path, bytes: readWhole(source, member, inflate) };
    return kept.bytes;
  };
}

async function readWhole(source: ByteSource, member: ZipMember, inflate: InflateRaw): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of openZipMember(source, member, inflate)) chunks.push(chunk);
  return concatBytes(chunks);
}
