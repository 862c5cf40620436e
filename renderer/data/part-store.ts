import type { ByteCount, EntryOrdinal } from '../../shared/bytes/units.ts';
import { type IndexPart, partLines } from '../../shared/index/index-part.ts';
import type { CaseDatabase } from './database.ts';
import type { BundleRow, PartRow } from './stored-rows.ts';

/** Where a line lies in its bundle. */
export interface LinePlace {
  /** Number of the segment, in the order of their names. */
  readonly segment: number;
  /** In the segment, from 0 on. */
  readonly line: number;
  /** Of the segment's first line. */
  readonly firstOrdinal: EntryOrdinal;
}

/** Null for a line that the bundle does not have. */
export function findLine({ segments }: Pick<BundleRow, 'segments'>, ordinal: EntryOrdinal): LinePlace | null {
  const segment = segments.findIndex(
    ({ firstOrdinal, lines }) => firstOrdinal <= ordinal && ordinal < firstOrdinal + lines,
  );
  const place = segments[segment];
  if (place === undefined) return null;
  const { firstOrdinal } = place;
  return { segment, line: ordinal - firstOrdinal, firstOrdinal };
}

/** The part that has a line, as it is stored now, or null. It may hold anything, and need not have the line. */
export async function loadPartOfLine(
  database: CaseDatabase,
  bundleId: string,
  { segment, line }: Pick<LinePlace, 'segment' | 'line'>,
): Promise<IndexPart | null> {
  const upTo = [bundleId, segment, line / partLines];
  const row = await database.parts
    .where('[bundleId+segment+part]')
    .between([bundleId, segment, 0], upTo, true, true)
    .last();
  return row ?? null;
}

/** A part as it is stored now, or null. */
export async function loadPart(
  database: CaseDatabase,
  bundleId: string,
  { segment, part }: Pick<PartRow, 'segment' | 'part'>,
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

/** Ascends with the lines: parts are cut at the same ones, whoever makes them, and not all after 65,536. */
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
