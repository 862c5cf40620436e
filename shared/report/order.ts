import type { DigestHex, UnixMillis } from '../bytes/units.ts';
import type { Pseudonyms } from '../redaction/pseudonyms.ts';

/** Parts of a report that a person may leave out or move. What is proven, what is not, and the limits always stand in it. */
export const reportSections = [
  'summary',
  'scope',
  'narrative',
  'findings',
  'samples',
  'exhibits',
  'searches',
  'trust',
  'custody',
] as const;
export type ReportSection = (typeof reportSections)[number];

/** Who does it, as everybody may know them. */
export interface Signatory {
  readonly name: string;
  /** `SHA256:…`, as `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
}

/** What a person asks for. With the extract it decides every byte of the report. */
export interface ReportOrder {
  /** Given by a person, as `R-2026-07`. */
  readonly number: string;
  readonly title: string;
  readonly preparer: Signatory;
  /** The one instant of a report, of the clock of this machine. */
  readonly producedAt: UnixMillis;
  readonly tool: ReportTool;
  /** In the order in which they stand. */
  readonly sections: readonly ReportSection[];
  /** What a person writes, in Markdown; it may cite lines as `[@origin#seq]`. */
  readonly narrative: readonly { readonly heading: string; readonly markdown: string }[];
  /** What the person says that this work does not cover, one sentence each. */
  readonly limitations: readonly string[];
  /** Ids, numbers and ids of what goes in; what is left out is counted in the report. */
  readonly findings: readonly string[];
  readonly exhibits: readonly string[];
  readonly samples: readonly string[];
  readonly supersedes: SupersededReport | null;
  readonly redaction: ReportRedaction;
  /** Other names for hidden values, of a key that was drawn for this report; absent where none are asked for. */
  readonly pseudonyms?: Pick<Pseudonyms, 'nameOf'>;
}

export interface HiddenOrder extends RedactionReason {
  readonly pointer: string;
  /** The kind of another name that its values get in the redactions, as `person`; empty or absent for none. */
  readonly pseudonym?: string;
}

/** What the recipient does not get to see. It is withheld, and never painted over. */
export interface ReportRedaction {
  /** Whole entries: their leaves stay, so what is left still proves itself. */
  readonly withheld: readonly (RedactionReason & {
    readonly origin: string;
    readonly seq: number;
    readonly leaf: DigestHex;
  })[];
  /** Committed fields, by JSON pointer, in every entry of the report: their disclosures are left out. */
  readonly hidden: readonly HiddenOrder[];
  /**
   * When it is no null, an entry may leave only if every value that it has in clear stands under one of these pointers; any other
   * entry is withheld whole. So a field that nobody thought of does not leave by itself.
   */
  readonly shownPointers: readonly string[] | null;
}

export interface RedactionReason {
  readonly reason: string;
  /** As `attorney-client`, or empty: then it is no line of the privilege log. */
  readonly privilege: string;
  readonly by: string;
}

export interface ReportTool {
  readonly name: string;
  readonly version: string;
  /** Of the program that made the report, as it was built. */
  readonly buildSha256: DigestHex;
}

export interface SupersededReport {
  readonly number: string;
  /** Of its `report.json`. */
  readonly sha256: DigestHex;
  readonly reason: string;
}
