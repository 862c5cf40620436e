import { tryParse } from '../../shared/bytes/try-parse.ts';
import type { ByteCount, EntryOrdinal } from '../../shared/bytes/units.ts';
import { type IndexPart, partLines } from '../../shared/index/index-part.ts';
import type { CaseCipher } from '../../shared/vault/case-cipher.ts';
import { packValue, unpackValue } from '../../shared/vault/pack-value.ts';
import type { CaseDatabase } from './database.ts';
import { decryptPart, encryptPart } from './part-cipher.ts';
import type { BundleRow, EncryptedPartRow, PartRow } from './stored-rows.ts';

/** Whose index it is: the case decides how its parts are stored. */
export type BundleKey = Pick<BundleRow, 'bundleId' | 'caseId'>;

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
  bundle: BundleKey,
  { segment, line }: Pick<LinePlace, 'segment' | 'line'>,
): Promise<IndexPart | null> {
  const { bundleId } = bundle;
  const upTo = [bundleId, segment, line / partLines];
  const [key] = await database.parts
    .where('[bundleId+segment+part]')
    .between([bundleId, segment, 0], upTo, true, true)
    .reverse()
    .limit(1)
    .primaryKeys();
  return key === undefined ? null : loadPart(database, bundle, { segment, part: key[2] });
}

/** A part as it is stored now, or null. */
export async function loadPart(
  { encryptedParts, parts, vault }: CaseDatabase,
  { bundleId, caseId }: BundleKey,
  { segment, part }: Pick<PartRow, 'segment' | 'part'>,
): Promise<IndexPart | null> {
  const cipher = vault.cipherOf(caseId);
  if (cipher === null) return (await parts.get([bundleId, segment, part])) ?? null;
  const row = await encryptedParts.get([bundleId, segment, part]);
  return row === undefined ? null : decryptedPart(row, cipher);
}

/** Null for what was not encrypted there: it is then missing, and named so. */
async function decryptedPart(row: EncryptedPartRow, cipher: CaseCipher): Promise<IndexPart | null> {
  // Another hand may have laid in anything.
  if (!(row.encrypted instanceof Uint8Array)) return null;
  const content = await decryptPart(row.encrypted, cipher, row);
  const unpacked = content === null ? null : tryParse(() => unpackValue(content));
  // It took the key of the case to write it, so it is what `storeParts` packed; and it is compared with the bytes anyway.
  return unpacked?.kind === 'value' ? (unpacked.value as unknown as IndexPart) : null;
}

/** Each in a transaction of its own: a part is a few megabytes. */
export async function storeParts(
  database: CaseDatabase,
  { bundleId, caseId }: BundleKey,
  segment: number,
  parts: readonly IndexPart[],
): Promise<void> {
  const cipher = database.vault.cipherOf(caseId);
  for (const part of parts) {
    const place = { bundleId, segment, part: partNumber(part) };
    if (cipher === null) {
      await database.parts.add({ ...part, ...place });
      continue;
    }
    const encrypted = await encryptPart(packValue(part), cipher, place);
    await database.encryptedParts.add({ ...place, encrypted });
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
