import type { ExhibitContent } from '../casework/exhibit.ts';
import type { FindingContent } from '../casework/finding.ts';
import type { ChosenContent } from './choose-content.ts';
import type { ReportExtract } from './extract.ts';
import { standingLimitations } from './limitations.ts';
import { lineKey } from './named-lines.ts';
import type { ReportOrder } from './order.ts';
import { type EntryName, type ReportedBundle, type ReportRecord, reportFormat } from './record.ts';
import { sortedBy } from './sorted-by.ts';
import type { TakenEntries } from './take-entries.ts';
import { notVerifiedOf } from './to-reported-bundle.ts';
import { toReportedSample } from './to-reported-sample.ts';
import { toReportedCustody, toReportedTrust } from './to-reported-trust.ts';
import { toUtcText } from './utc-text.ts';

/** What was chosen and checked, and only needs to be laid out. */
export interface RecordParts {
  readonly extract: ReportExtract;
  readonly order: ReportOrder;
  readonly bundles: readonly ReportedBundle[];
  readonly chosen: ChosenContent;
  readonly parts: readonly {
    readonly heading: string;
    readonly markdown: string;
    readonly citations: readonly EntryName[];
  }[];
  readonly findings: readonly {
    readonly content: FindingContent;
    readonly citations: readonly EntryName[];
  }[];
  readonly entries: TakenEntries;
}

/** Lays out a record whose parts are known to fit together. */
export function toRecord({
  extract,
  order,
  bundles,
  chosen,
  parts,
  findings,
  entries,
}: RecordParts): ReportRecord {
  const { facts, made } = extract;
  const samples = chosen.samples.map((sample) => toReportedSample(sample, entries.redacted));
  const redactions = sortedBy(
    [...entries.redacted.values()].flatMap((each) => each.redactions),
    ({ origin, seq, leaf, pointers }) => [origin, seq, leaf, ...pointers],
  );
  const custody = order.sections.includes('custody') ? toReportedCustody(extract.custody) : null;
  return {
    format: reportFormat,
    number: order.number,
    title: order.title,
    produced: { claimedTime: toUtcText(order.producedAt) },
    tool: order.tool,
    preparer: order.preparer,
    supersedes: order.supersedes,
    sections: order.sections,
    engagement: {
      caseName: extract.caseName,
      client: facts.client,
      scope: facts.scope,
      periodStart: facts.periodStart,
      periodEnd: facts.periodEnd,
      standards: facts.standards,
    },
    bundles,
    notVerified: bundles.flatMap(notVerifiedOf),
    narrative: parts.map(({ heading, markdown, citations }) => ({ heading, markdown, citations })),
    findings: findings.map(({ content, citations }) => toReportedFinding(content, citations)),
    samples,
    exhibits: chosen.exhibits.map(({ number, title, query, queryDigest, sources, by }) => ({
      ...{ number, title, query, queryDigest },
      entries: exhibitEntries(sources),
      by,
    })),
    entries: entries.entries,
    searches: order.sections.includes('searches')
      ? sortedBy(extract.searches, ({ name, query, queryDigest }) => [name, query, queryDigest])
      : [],
    redactions,
    trust: toReportedTrust(extract.trust),
    custody,
    leftOut: {
      findings: Math.max(0, made.findings - findings.length),
      exhibits: Math.max(0, made.exhibits - chosen.exhibits.length),
      samples: Math.max(0, made.samples - samples.length),
    },
    limitations: [...standingLimitations({ bundles, samples, redactions, custody }), ...order.limitations],
  };
}

/** Each line once: two deliveries of one log have the same lines. */
function exhibitEntries(sources: ExhibitContent['sources']): readonly EntryName[] {
  const names = sources.flatMap(({ origin, lines }) => lines.map(({ seq, leaf }) => ({ origin, seq, leaf })));
  const once = new Map(names.map((name) => [lineKey(name), name]));
  return sortedBy([...once.values()], ({ origin, seq, leaf }) => [origin, seq, leaf]);
}

function toReportedFinding(
  content: FindingContent,
  citations: readonly EntryName[],
): ReportRecord['findings'][number] {
  const { findingId, title, state, severity, condition, criteria, cause, effect } = content;
  const { recommendation, response, owner, dueDate, controls, exhibits, by } = content;
  return {
    ...{ findingId, title, state, severity, condition, criteria, cause, effect },
    ...{ recommendation, response, owner, dueDate },
    controls: sortedBy(controls, ({ framework, control }) => [framework, control]),
    exhibits: exhibits.toSorted(),
    citations,
    by,
  };
}
