import type { ByteCount, EntryOrdinal } from '../../shared/bytes/units.ts';
import { type IndexPart, partLines } from '../../shared/index/index-part.ts';
import type { CaseDatabase } from './database.ts';
import type { BundleRow } from './stored-rows.ts';

/** Where a line lies in the index of its bundle. */
export interface LinePart {
  /** Number of the segment, in the order of their names. */
  readonly segment: number;
  readonly part: number;
  /** Of the line in the part. */
  readonly index: number;
  /** Of the part's first line. */
  readonly firstOrdinal: EntryOrdinal;
}

/** Null for a line that the bundle does not have. */
export function findLine({ segments }: Pick<BundleRow, 'segments'>, ordinal: EntryOrdinal): LinePart | null {
  const segment = segments.findIndex(
    ({ firstOrdinal, lines }) => firstOrdinal <= ordinal && ordinal < firstOrdinal + lines,
  );
  const place = segments[segment];
  if (place === undefined) return null;
  const line = ordinal - place.firstOrdinal;
  const part = Math.floor(line / partLines);
  return { segment, part, index: line % partLines, firstOrdinal: place.firstOrdinal + part * partLines };
}

/** A part as it is stored now, or null. */
export async function loadPart(
  database: CaseDatabase,
  bundleId: string,
  { segment, part }: Pick<LinePart, 'segment' | 'part'>,
): Promise<IndexPart | null> {
  return (await database.parts.get([bundleId, segment, part])) ?? null;
}

/** Each in a transaction of its own: a part is a few megabytes. */
export async function storeParts(
  database: CaseDatabase,
  bundleId: string,
  segment: number,
  parts: readonly IndexPart[],
): Promise<void> {
  for (const part of parts) {
    await database.parts.add({ ...part, bundleId, segment, part: partNumber(part) });
  }
}

/** Parts are cut at the same lines, whoever makes them. */
export function partNumber({ firstLine }: Pick<IndexPart, 'firstLine'>): number {
  return (firstLine - 1) / partLines;
}

/** What a part takes, apart from a few bytes for its names. */
export function indexBytes(part: IndexPart): ByteCount {
  const { paths, texts, dense, sparse } = part.others;
  const columns = Object.values(part.columns).flatMap(({ ids, texts }) => [ids, texts.bytes, texts.ends]);
  const tables = [paths, texts].flatMap(({ bytes, ends }) => [bytes, ends]);
  const values = [...dense.flatMap(({ ids, values }) => [ids, values]), ...Object.values(sparse)];
  const lines = [part.starts, part.reading, part.seqs.values, part.times.values];
  const all = [...lines, ...columns, ...tables, ...values];
  return all.reduce((sum, array) => sum + (array?.byteLength ?? 0), 0);
}
