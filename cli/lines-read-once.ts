import type { EntryOrdinal } from '../shared/bytes/units.ts';
import { locateLines } from '../shared/report/locate-lines.ts';
import type { EvidenceLine, ReportEvidence } from '../shared/report/report-evidence.ts';
import { patientCall } from './open-search.ts';
import type { OrderedLine } from './report-order.ts';

/**
 * The same evidence, with the lines that an order names by their numbers read beforehand and all at once: each reading goes over
 * whole segments, and an order of a thousand exhibits would go over them a thousand times.
 */
export async function withLinesRead(
  evidence: ReportEvidence,
  wanted: readonly OrderedLine[],
): Promise<ReportEvidence> {
  const held = new Map<string, ReadonlyMap<EntryOrdinal, EvidenceLine>>();
  for (const bundle of evidence.bundles) {
    const seqs = new Set(wanted.flatMap(({ origin, seq }) => (origin === bundle.origin ? [seq] : [])));
    const searched = evidence.searcher.lines.bundles.find(({ bundleId }) => bundleId === bundle.bundleId);
    if (seqs.size === 0 || searched === undefined) continue;
    const ordinals = locateLines(searched, bundle.range?.start ?? 0, seqs);
    held.set(bundle.bundleId, await evidence.readLines(bundle, ordinals, patientCall));
  }
  return {
    ...evidence,
    readLines(bundle, ordinals, call) {
      const lines = held.get(bundle.bundleId);
      const known = ordinals.flatMap((ordinal) => {
        const line = lines?.get(ordinal);
        return line === undefined ? [] : [[ordinal, line] as const];
      });
      return known.length === ordinals.length
        ? Promise.resolve(new Map(known))
        : evidence.readLines(bundle, ordinals, call);
    },
  };
}
