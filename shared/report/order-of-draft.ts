import type { UnixMillis } from '../bytes/units.ts';
import type { CaseWork } from '../casework/case-work.ts';
import type { ExhibitContent } from '../casework/exhibit.ts';
import type { FindingContent } from '../casework/finding.ts';
import type { ReportDraftContent } from '../casework/report-draft.ts';
import type { ExtractedSample } from './extract.ts';
import { type ReportOrder, type ReportTool, reportSections, type Signatory } from './order.ts';

/** What a report of a case can have in it. */
export interface ReportableWork {
  /** The last version of each that is neither a draft nor withdrawn. */
  readonly findings: readonly FindingContent[];
  /** Those that were not withdrawn. */
  readonly exhibits: readonly ExhibitContent[];
  readonly samples: readonly ExtractedSample[];
}

/** What persons made in a case and stand by, by number and title. */
export function reportableWork(work: CaseWork): ReportableWork {
  const latest = [...work.findings.values()].flatMap((versions) => versions.at(-1)?.content ?? []);
  const findings = latest.filter(({ state }) => state !== 'draft' && state !== 'withdrawn');
  const exhibits = [...work.exhibits.values()].flatMap(({ made, withdrawn }) =>
    withdrawn === null ? [made.content] : [],
  );
  const samples = [...work.samples.values()].map(({ made, results }) => ({
    content: made.content,
    results: new Map([...results].map(([position, result]) => [position, result.content])),
  }));
  return {
    findings: findings.toSorted((one, other) => compare(one.title, other.title)),
    exhibits: exhibits.toSorted((one, other) => compare(one.number, other.number)),
    samples: samples.toSorted((one, other) => compare(one.content.title, other.content.title)),
  };
}

/** The same without what a draft leaves out. */
export function withoutLeftOut(
  { findings, exhibits, samples }: ReportableWork,
  { leftOut }: ReportDraftContent,
): ReportableWork {
  return {
    findings: findings.filter(({ findingId }) => !leftOut.findings.includes(findingId)),
    exhibits: exhibits.filter(({ number }) => !leftOut.exhibits.includes(number)),
    samples: samples.filter(({ content }) => !leftOut.samples.includes(content.sampleId)),
  };
}

interface Production {
  readonly preparer: Signatory;
  readonly producedAt: UnixMillis;
  readonly tool: ReportTool;
}

/** What a draft asks for at the moment at which it is produced. */
export function orderOfDraft(
  draft: ReportDraftContent,
  work: ReportableWork,
  { preparer, producedAt, tool }: Production,
): ReportOrder {
  const { findings, exhibits, samples } = withoutLeftOut(work, draft);
  const by = preparer.name;
  return {
    number: draft.number.trim(),
    title: draft.title.trim(),
    preparer,
    producedAt,
    tool,
    // A word that is none of ours was written by a later Vouch.
    sections: draft.sections.flatMap((word) => reportSections.find((section) => section === word) ?? []),
    narrative: draft.narrative,
    limitations: filledLines(draft.limitations),
    findings: findings.map(({ findingId }) => findingId),
    exhibits: exhibits.map(({ number }) => number),
    samples: samples.map(({ content }) => content.sampleId),
    supersedes: draft.supersedes,
    redaction: {
      withheld: draft.withheld.map((each) => ({ ...each, by })),
      hidden: draft.hidden.map((each) => ({ ...each, pointer: each.pointer.trim(), by })),
      shownPointers: draft.shownPointers === null ? null : filledLines(draft.shownPointers),
    },
  };
}

function filledLines(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
