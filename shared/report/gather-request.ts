import type { EntrySeq } from '../bytes/units.ts';
import type { CaseFactsContent } from '../casework/case-facts.ts';
import type { ExhibitContent } from '../casework/exhibit.ts';
import type { FindingContent } from '../casework/finding.ts';
import type { ExtractedCustody, ExtractedSample, ExtractedTrust, MadeCounts } from './extract.ts';

/** What a report is to be gathered for: what persons made, and what the report says besides. */
export interface GatherRequest {
  readonly caseName: string;
  readonly facts: CaseFactsContent;
  /** How many of each there are; below stand those that go into the report. */
  readonly made: MadeCounts;
  /** The last version of each. */
  readonly findings: readonly FindingContent[];
  readonly exhibits: readonly ExhibitContent[];
  readonly samples: readonly ExtractedSample[];
  /** What the person writes beside the findings: lines that it cites are gathered as well. */
  readonly narrative: readonly { readonly heading: string; readonly markdown: string }[];
  /** Asked of all bundles of the report. */
  readonly searches: readonly { readonly name: string; readonly query: string }[];
  readonly trust: ExtractedTrust;
  readonly custody: ExtractedCustody | null;
}

/** Closed: what keeps a report from being made of this evidence. */
export type GatherProblemCode =
  /** What is stored of a bundle does not follow from what arrived: nothing may leave that stands on it. */
  | 'local-copy-altered'
  /** No bundle of the report has the line that was named. */
  | 'line-not-there'
  /** A bundle has a line with this number, and it is another one. */
  | 'line-differs'
  /** Two bundles have different lines with the number that is cited. */
  | 'citation-ambiguous'
  | 'query-invalid'
  | 'query-stopped';

export interface GatherProblem {
  readonly code: GatherProblemCode;
  /** What names it: `EX-0001`, the title of a finding, the heading of a narrative. */
  readonly where: string;
  readonly origin: string | null;
  readonly seq: EntrySeq | null;
  /** One sentence of facts. */
  readonly statement: string;
}
