import { eventFields } from '../adapters/event-field.ts';
import type { FieldValue } from '../adapters/field-value.ts';
import type { EventFields } from '../adapters/read-event.ts';
import { readLine } from '../bundle/read-line.ts';
import { BugError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import { limits } from '../bytes/limits.ts';
import { digestLeaves } from '../chain/leaf.ts';
import type { HitRow } from '../contract/search-protocol.ts';
import { type DigestEngine, digestBytes } from '../crypto/digest.ts';
import { orderByLog } from '../search/hit-order.ts';
import type { HeldResult, SearchCall, Searcher } from '../search/searcher.ts';
import type { ExportedBundle, ExportedLine } from './exported-line.ts';

/** Rows that are made at a time. */
const pageRows = 4_096;

/** Other names for the values of some columns, the same for the same value. */
export interface ExportPseudonyms {
  /** Names of event fields and further columns. */
  readonly columns: readonly string[];
  nameOf(kind: string, value: string): string;
}

export interface PageSource {
  readonly searcher: Searcher;
  readonly result: HeldResult;
  readonly further: readonly string[];
  /** By the id that the search has for them. */
  readonly bundles: ReadonlyMap<string, ExportedBundle>;
  readonly digests: DigestEngine;
  /** Null when values stand as they are. */
  readonly pseudonyms: ExportPseudonyms | null;
  /** Only the first so many lines, to see how they come out. */
  readonly most?: number;
  /** The bytes of these rows, in the same order; rows come in the order of the log. */
  readBytes(rows: readonly HitRow[]): Promise<readonly Uint8Array[]>;
}

/** The lines of a result with their bytes, a page after the other, in the order of the log. */
export async function* exportPages(
  { searcher, result, further, bundles, digests, pseudonyms, readBytes, most }: PageSource,
  call: SearchCall,
): AsyncGenerator<readonly ExportedLine[], void> {
  const order = orderByLog(result.found, false);
  const total = Math.min(result.found.total, most ?? Number.POSITIVE_INFINITY);
  for (let first = 0; first < total; first += pageRows) {
    await call.step();
    const rows = await searcher.rows(
      order,
      { first, count: Math.min(pageRows, total - first), fields: further },
      call,
    );
    const bytes = await readBytes(rows);
    const leaves = digestLeaves(bytes, digests);
    yield rows.map((row, index): ExportedLine => {
      const bundle = bundles.get(row.bundleId);
      const line = bytes[index];
      if (bundle === undefined || line === undefined) throw new BugError('A row has no line, or no bundle.');
      const { ordinal, seq, time, reading, isDamaged } = row;
      const place = { bundle, ordinal, seq, time, reading, isDamaged };
      if (pseudonyms !== null) {
        const values = { fields: row.fields, further: row.further };
        return { ...place, ...withOtherNames(values, further, pseudonyms), leaf: null, bytes: null };
      }
      // R3: a stub stands for the leaf that it states.
      const stated = reading === 'withheld' ? readLine(line, limits).statedLeaf : null;
      const leaf = stated ?? leaves.subarray(index * digestBytes, (index + 1) * digestBytes);
      return { ...place, fields: row.fields, further: row.further, leaf: toHex(leaf), bytes: line };
    });
  }
}

type Values = Pick<ExportedLine, 'fields' | 'further'>;

function withOtherNames(
  { fields, further }: Values,
  furtherNames: readonly string[],
  { columns, nameOf }: ExportPseudonyms,
): Values {
  const renamed = (column: string, value: FieldValue): FieldValue =>
    value.kind === 'text' && columns.includes(column)
      ? { kind: 'text', text: nameOf(kindOf(column), value.text) }
      : value;
  const named: { -readonly [Field in keyof EventFields]: FieldValue } = { ...fields };
  for (const field of eventFields) named[field] = renamed(field, fields[field]);
  return {
    fields: named,
    further: further.map((values, index) => values.map((value) => renamed(furtherNames[index] ?? '', value))),
  };
}

/** An actor is a person until somebody knows better. */
function kindOf(column: string): string {
  if (column === 'actor') return 'person';
  return column.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase();
}
