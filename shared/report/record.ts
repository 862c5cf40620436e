import type { DigestHex } from '../bytes/units.ts';
import type { Severity } from '../casework/annotation.ts';
import type { FindingState } from '../casework/finding.ts';
import type { SampleMethod, TickMark } from '../casework/sample.ts';
import type { Axis, Outcome } from '../verify/check-result.ts';
import type { AxisVerdict, Headline, VerdictState } from '../verify/verdict.ts';
import type { ReportSection, ReportTool, Signatory, SupersededReport } from './order.ts';
import type { ReportedReceipt } from './reported-receipt.ts';

export const reportFormat = 'evidence-report/1';

/** Those that a report can state: of an altered copy none is made. */
export const headlines = [
  'VERIFIED',
  'VERIFIED, PARTS WITHHELD',
  'INTACT, SIGNER NOT TRUSTED',
  'INTACT, UNSIGNED',
  'SIGNED, AMBIGUOUS',
  'NOT VERIFIABLE',
  'INCOMPLETE',
  'BROKEN',
  'CONFLICT',
] as const satisfies readonly Headline[];
export type ReportedHeadline = (typeof headlines)[number];

/** RFC 3339 in UTC with three decimals, as `2026-07-01T00:00:00.000Z`. */
export type UtcText = string;

/**
 * The report: everything else is drawn from it. Published as `report.json`, strict JSON with its members in this order; the same
 * extract and order give the same bytes. Lists are sorted by what stands in them.
 */
export interface ReportRecord {
  readonly format: typeof reportFormat;
  readonly number: string;
  readonly title: string;
  /** The only member that the clock has a say in. */
  readonly produced: { readonly claimedTime: UtcText };
  readonly tool: ReportTool;
  readonly preparer: Signatory;
  readonly supersedes: SupersededReport | null;
  readonly sections: readonly ReportSection[];
  readonly engagement: {
    readonly caseName: string;
    readonly client: string;
    readonly scope: string;
    readonly periodStart: string;
    readonly periodEnd: string;
    readonly standards: readonly string[];
  };
  readonly bundles: readonly ReportedBundle[];
  /** What could not be decided, or was decided against the evidence: every result that is no pass, by bundle. */
  readonly notVerified: readonly NotVerified[];
  readonly narrative: readonly ReportedNarrative[];
  readonly findings: readonly ReportedFinding[];
  readonly samples: readonly ReportedSample[];
  readonly exhibits: readonly ReportedExhibit[];
  /** Each line once that this report shows or counts. */
  readonly entries: readonly ReportedEntry[];
  readonly searches: readonly {
    readonly name: string;
    readonly query: string;
    readonly queryDigest: string;
    readonly lines: number;
  }[];
  readonly redactions: readonly ReportedRedaction[];
  readonly trust: ReportedTrust;
  readonly custody: ReportedCustody | null;
  /** What there was and what is in the report. */
  readonly leftOut: { readonly findings: number; readonly exhibits: number; readonly samples: number };
  /** Those that always hold, then those of the preparer. */
  readonly limitations: readonly string[];
}

export interface ReportedBundle {
  readonly fileName: string;
  readonly fileSha256: DigestHex;
  readonly fileBytes: number;
  readonly origin: string;
  readonly title: string;
  /** Entries of the log from `start` to before `end`; null where the bundle does not say. */
  readonly range: { readonly start: number; readonly end: number } | null;
  readonly verdict: {
    readonly state: VerdictState;
    readonly headline: ReportedHeadline;
    readonly axes: Readonly<Record<Axis, AxisVerdict>>;
    readonly results: readonly ReportedResult[];
  };
  readonly receipt: ReportedReceipt;
  readonly checkpoints: readonly { readonly size: number; readonly note: string }[];
}

export interface ReportedResult {
  readonly code: string;
  readonly axis: Axis;
  readonly outcome: Outcome;
  /** In words: `whole bundle`, a member, a line of it. */
  readonly place: string;
  readonly statement: string;
}

export interface NotVerified extends ReportedResult {
  readonly fileSha256: DigestHex;
}

export interface ReportedNarrative {
  readonly heading: string;
  readonly markdown: string;
  /** What each citation of the text stands for, frozen. */
  readonly citations: readonly EntryName[];
}

export interface EntryName {
  readonly origin: string;
  readonly seq: number;
  readonly leaf: DigestHex;
}

export interface ReportedFinding {
  readonly findingId: string;
  readonly title: string;
  readonly state: FindingState;
  readonly severity: Severity;
  readonly condition: string;
  readonly criteria: string;
  readonly cause: string;
  readonly effect: string;
  readonly recommendation: string;
  readonly response: string;
  readonly owner: string;
  readonly dueDate: string;
  readonly controls: readonly { readonly framework: string; readonly control: string }[];
  readonly exhibits: readonly string[];
  readonly citations: readonly EntryName[];
  readonly by: string;
}

export interface ReportedSample {
  readonly sampleId: string;
  readonly title: string;
  readonly population: {
    readonly query: string;
    readonly queryDigest: string;
    readonly size: number;
    readonly files: readonly { readonly origin: string; readonly fileSha256: DigestHex }[];
  };
  readonly method: SampleMethod;
  readonly stratifiedBy: string;
  readonly seed: string;
  readonly seedOrigin: 'typed' | 'drawn';
  readonly attributes: readonly string[];
  readonly reviewed: number;
  /** Lines with an exception in any attribute. */
  readonly exceptions: number;
  readonly lines: readonly (EntryName & {
    readonly stratum: string;
    /** Null while nobody reviewed it. */
    readonly marks: readonly TickMark[] | null;
    readonly remark: string;
    /** Who reviewed it last; empty while nobody did. */
    readonly by: string;
  })[];
  /** Who drew it. */
  readonly by: string;
}

export interface ReportedExhibit {
  readonly number: string;
  readonly title: string;
  readonly query: string;
  readonly queryDigest: string;
  readonly entries: readonly EntryName[];
  readonly by: string;
}

export interface ReportedEntry extends EntryName {
  readonly fileSha256: DigestHex;
  readonly content: ReportedContent;
  readonly proof:
    | {
        readonly kind: 'path';
        readonly index: number;
        readonly size: number;
        readonly path: readonly DigestHex[];
      }
    | { readonly kind: 'none'; readonly reason: string };
}

/** `line` is the line as it was signed, without its LF; bytes that are no text are in base64. */
export type ReportedContent =
  | {
      readonly kind: 'line';
      readonly line: string;
      readonly time: UtcText | null;
      readonly event: readonly { readonly field: string; readonly value: string }[];
      readonly disclosures: readonly string[];
    }
  | { readonly kind: 'bytes'; readonly base64: string }
  /** A stub when it came to us. */
  | { readonly kind: 'withheld-by-sender' }
  /** Hidden by us, in this report; `redactions` says why. */
  | { readonly kind: 'withheld'; readonly reason: string };

export interface ReportedRedaction extends EntryName {
  /** JSON pointers of committed fields whose disclosures are left out; empty when the whole entry is withheld. */
  readonly pointers: readonly string[];
  /** For each of them the other name of its value, the same for the same value in this report; absent where none has one. */
  readonly pseudonyms?: readonly string[];
  readonly reason: string;
  /** As `attorney-client`, or empty: a line of the privilege log. */
  readonly privilege: string;
  readonly by: string;
}

export interface ReportedTrust {
  readonly keys: readonly {
    readonly role: 'log' | 'packer';
    readonly origin: string;
    readonly fingerprint: string;
    readonly spelling: string;
    readonly compared: string;
    readonly comparedBy: string;
    readonly validAfter: UtcText | null;
    readonly validBefore: UtcText | null;
    readonly revokedFrom: UtcText | null;
  }[];
  readonly authorities: readonly {
    readonly subject: string;
    readonly fingerprint: string;
    readonly compared: string;
    readonly comparedBy: string;
    readonly isRevoked: boolean;
  }[];
  readonly policies: readonly { readonly origin: string; readonly policy: string }[];
}

export interface ReportedCustody {
  readonly origin: string;
  readonly records: number;
  readonly headLeaf: DigestHex;
  readonly firstTime: UtcText;
  readonly lastTime: UtcText;
  readonly clockSteppedBack: readonly number[];
  readonly actions: readonly { readonly action: string; readonly count: number }[];
}
