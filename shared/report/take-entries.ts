import { entryFaults, readCheckpoints } from './check-entry.ts';
import { readingFaults } from './check-reading.ts';
import type { ExtractedEntry, ReportExtract } from './extract.ts';
import { bestCopies, lineKey, type NamedLine } from './named-lines.ts';
import type { ReportOrder } from './order.ts';
import type { ReportedEntry } from './record.ts';
import { type RedactedEntry, redactEntry, redactionsOfNothing } from './redact-entries.ts';
import { entryProblem, type ReportProblem } from './report-problem.ts';

export interface TakenEntries {
  readonly entries: readonly ReportedEntry[];
  readonly redacted: ReadonlyMap<string, RedactedEntry>;
  readonly problems: readonly ReportProblem[];
}

/** Every named line, checked against its bundle and with what is to be kept back taken out. */
export function takeEntries(
  lines: readonly NamedLine[],
  extract: ReportExtract,
  order: ReportOrder,
): TakenEntries {
  const copies = bestCopies(extract.entries);
  const bundles = new Map(
    extract.bundles.map((bundle) => [
      bundle.fileSha256,
      { origin: bundle.origin, checkpoints: readCheckpoints(bundle.checkpoints) },
    ]),
  );
  const entries: ReportedEntry[] = [];
  const redacted = new Map<string, RedactedEntry>();
  const problems: ReportProblem[] = [];
  for (const line of lines) {
    const { where, origin, seq, leaf } = line;
    const entry = copies.get(lineKey(line));
    const bundle = entry === undefined ? undefined : bundles.get(entry.fileSha256);
    if (entry === undefined) {
      const statement = `${where} names entry ${seq} of ${origin} with the leaf ${leaf}, which no bundle of this report has.`;
      problems.push(entryProblem('line-not-there', where, line, statement));
    } else if (bundle === undefined || bundle.origin !== origin) {
      const statement = `Entry ${seq} of ${origin} is of a file that is not among those of this report.`;
      problems.push(entryProblem('bundle-not-there', where, line, statement));
    } else {
      const broken = entryFaults(entry, entry.line, bundle.checkpoints);
      // Of other bytes than those that were named nothing further is to be said.
      const faults = broken.length > 0 ? broken : readingFaults(entry);
      problems.push(...faults.map(({ code, statement }) => entryProblem(code, where, line, statement)));
      const kept = redactEntry(entry, order);
      problems.push(...kept.problems);
      redacted.set(lineKey(line), kept);
      entries.push(toReportedEntry(entry, kept));
    }
  }
  problems.push(...redactionsOfNothing(order.redaction, lines, [...redacted.values()]));
  return { entries, redacted, problems };
}

function toReportedEntry(
  { origin, seq, leaf, fileSha256, proof }: ExtractedEntry,
  { content }: RedactedEntry,
): ReportedEntry {
  return { origin, seq, leaf, fileSha256, content, proof };
}
