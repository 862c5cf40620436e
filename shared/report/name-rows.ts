import { readLine } from '../bundle/read-line.ts';
import { toHex } from '../bytes/hex.ts';
import { limits } from '../bytes/limits.ts';
import type { DigestHex } from '../bytes/units.ts';
import { leafDigest } from '../chain/leaf.ts';
import type { HitRow } from '../contract/search-protocol.ts';
import type { EntryName } from './record.ts';
import type { EvidenceCall, ReportEvidence } from './report-evidence.ts';

/** A line with its name and the file that it lies in. */
export interface FoundLine extends EntryName {
  readonly fileSha256: DigestHex;
}

/** Names rows by their bytes; null for one that cannot be named, since it could not be read. */
export async function nameRows(
  evidence: ReportEvidence,
  rows: readonly HitRow[],
  call: EvidenceCall,
): Promise<readonly (FoundLine | null)[]> {
  const named = new Map<HitRow, FoundLine>();
  for (const bundle of evidence.bundles) {
    const inBundle = rows.filter(({ bundleId }) => bundleId === bundle.bundleId);
    if (inBundle.length === 0) continue;
    const ordinals = inBundle.map(({ ordinal }) => ordinal).toSorted((one, other) => one - other);
    const lines = await evidence.readLines(bundle, ordinals, call);
    for (const row of inBundle) {
      const bytes = lines.get(row.ordinal)?.bytes;
      // A stub states no number: it has the one of its place.
      const place = row.reading === 'withheld' ? (bundle.range?.start ?? 0) + row.ordinal : null;
      const seq = row.seq ?? place;
      if (bytes === undefined || seq === null) continue;
      const { origin, fileSha256 } = bundle;
      named.set(row, { origin, seq, leaf: leafOfLine(bytes), fileSha256 });
    }
  }
  return rows.map((row) => named.get(row) ?? null);
}

/** R3: a stub stands for the leaf that it states. */
export function leafOfLine(bytes: Uint8Array): DigestHex {
  return toHex(readLine(bytes, limits).statedLeaf ?? leafDigest(bytes));
}
