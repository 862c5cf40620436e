import { noCaseFacts } from '../shared/casework/case-facts.ts';
import type { Identity } from '../shared/identity/identity.ts';
import { toExtractedTrust } from '../shared/report/extracted-trust.ts';
import type { GatherRequest } from '../shared/report/gather-request.ts';
import type { ReportOrder } from '../shared/report/order.ts';
import type { ReportEvidence } from '../shared/report/report-evidence.ts';
import type { TrustStore } from '../shared/trust/trust-store.ts';
import { withLinesRead } from './lines-read-once.ts';
import { UsageError } from './options.ts';
import { chooseExhibit, chooseSample, nameLine } from './report-choice.ts';
import type { OrderFile } from './report-order.ts';

/** What the lines of an order file come to, once they are looked up in the evidence. */
export interface ChosenReport {
  readonly request: GatherRequest;
  readonly order: Omit<ReportOrder, 'tool' | 'preparer' | 'producedAt'>;
}

/** Looks up everything that an order asks for. Throws UsageError for what is not there. */
export async function chooseReport(
  evidence: ReportEvidence,
  file: OrderFile,
  { identity, trust }: { readonly identity: Identity; readonly trust: TrustStore },
): Promise<ChosenReport> {
  const by = identity.name;
  const named = [...file.exhibits.flatMap(({ lines }) => lines), ...file.redaction.withheld];
  const read = await withLinesRead(evidence, named);
  const exhibits = [];
  for (const exhibit of file.exhibits) exhibits.push(await chooseExhibit(read, exhibit, by));
  const samples = [];
  for (const [index, sample] of file.samples.entries()) {
    samples.push(await chooseSample(evidence, sample, { by, sampleId: `S-${index + 1}` }));
  }
  const withheld = [];
  for (const { origin, seq, leaf: expected, ...reason } of file.redaction.withheld) {
    const { leaf } = await nameLine(read, { origin, seq }, 'The redaction');
    if (expected !== undefined && expected !== leaf)
      throw new UsageError(`The redaction names entry ${seq} of ${origin} with another leaf than it has.`);
    withheld.push({ origin, seq, leaf, ...reason });
  }
  const findings = file.findings.map((finding) => ({ kind: 'finding', by, ...finding }) as const);
  const { client, scope, periodStart, periodEnd, standards } = file;
  return {
    request: {
      caseName: file.caseName,
      facts: { ...noCaseFacts, by, client, scope, periodStart, periodEnd, standards },
      made: { findings: findings.length, exhibits: exhibits.length, samples: samples.length },
      findings,
      exhibits,
      samples,
      narrative: file.narrative,
      searches: file.searches,
      trust: toExtractedTrust(trust, new Set(evidence.bundles.map(({ origin }) => origin))),
      custody: null,
    },
    order: {
      number: file.number,
      title: file.title,
      sections: file.sections,
      narrative: file.narrative,
      limitations: file.limitations,
      findings: findings.map(({ findingId }) => findingId),
      exhibits: exhibits.map(({ number }) => number),
      samples: samples.map(({ content }) => content.sampleId),
      supersedes: file.supersedes,
      redaction: { ...file.redaction, withheld },
    },
  };
}
