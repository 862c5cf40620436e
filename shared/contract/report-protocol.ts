import type { DigestHex, EntrySeq } from '../bytes/units.ts';
import type { ProducedReport } from '../casework/produced-reports.ts';
import type { ReportDraftContent } from '../casework/report-draft.ts';
import type { ReportCheck } from '../pack/report-check.ts';
import type { HandedReport } from '../pack/verify-report.ts';
import type { ReportDifference } from '../report/compare-reports.ts';
import type { ReportDocument } from '../report/document.ts';
import type { Signatory, SupersededReport } from '../report/order.ts';
import type { UtcText } from '../report/record.ts';
import type { VerdictState } from '../verify/verdict.ts';
import type { DeliveredFile } from './case-protocol.ts';
import type { RedactionRequests } from './redaction-protocol.ts';
import type { StampRequests } from './stamp-protocol.ts';

/** What the window can ask about signed reports; a part of the case protocol. */
export interface ReportRequests extends RedactionRequests, StampRequests {
  /** What a draft would become, and what keeps it from being produced. Nothing is written or signed by it. */
  previewReport: {
    readonly args: { readonly caseId: string; readonly draft: ReportDraftContent };
    readonly answer: ReportPreview;
  };
  /**
   * Verifies every stored copy of the case again, then makes and signs the report and its pack, and writes into the log of
   * the case that it was produced. Refused while the identity is locked, and when any copy was altered.
   */
  produceReport: { readonly args: ProduceOrder; readonly answer: ProducedFiles };
  listReports: { readonly args: { readonly caseId: string }; readonly answer: readonly ListedReport[] };
  /** The files of a report that this worker has made; null when they are not held any more. */
  reportFiles: {
    readonly args: { readonly caseId: string; readonly sha256: DigestHex };
    readonly answer: ProducedFiles | null;
  };
  /** Whether a file is a report, a pack or a PDF and no bundle, by its first bytes. */
  recognizeReport: { readonly args: { readonly file: DeliveredFile }; readonly answer: boolean };
  /** Everything that can be said of a report that somebody handed over. Writes nothing. */
  checkReport: { readonly args: CheckOrder; readonly answer: CheckedReport };
  /** What a later version says otherwise than an earlier one. */
  compareReports: {
    readonly args: {
      readonly before: readonly DeliveredFile[];
      readonly after: readonly DeliveredFile[];
    };
    readonly answer: readonly ReportDifference[];
  };
  /** Signs as its reviewer. Refused with the key that made it, and while the identity is locked. */
  countersignReport: {
    readonly args: { readonly caseId: string; readonly files: readonly DeliveredFile[] };
    readonly answer: readonly ReportFile[];
  };
  /** Signs that a report of this case does not count any more. */
  withdrawReport: { readonly args: WithdrawOrder; readonly answer: WithdrawalFiles };
}

export type ReportPreview =
  /** A bundle was not compared with its digests in this run, so nothing can be said of it. */
  | { readonly kind: 'not-checked'; readonly bundles: readonly string[] }
  | { readonly kind: 'refused'; readonly problems: readonly DraftProblem[] }
  | {
      readonly kind: 'drawn';
      /** With words in the place of a number or a title that is not there yet. */
      readonly document: ReportDocument;
      /** What is still missing; none of a draft that can be produced. */
      readonly problems: readonly DraftProblem[];
      /** Rows of tables that the preview leaves out, and the report has. */
      readonly rowsLeftOut: number;
      readonly leaving: LeavingContent;
    };

export interface ListedReport extends ProducedReport {
  /** Whether its files can still be had from this worker. Nothing that left is stored. */
  readonly isHeld: boolean;
}

/** Why a draft is no report yet. */
export interface DraftProblem {
  /** What names it: the heading of a part, a number, a field of the form. */
  readonly where: string;
  /** Of the line that is meant, or null. */
  readonly origin: string | null;
  readonly seq: EntrySeq | null;
  readonly statement: string;
}

/** What a recipient would get to see. */
export interface LeavingContent {
  readonly entriesInClear: number;
  /** Entries with a hidden field, and those withheld whole. */
  readonly entriesHidden: number;
  /** Records of the log of the case that may leave with the pack; null where it stays because the report hides something. */
  readonly custodyRecords: number | null;
  /** JSON pointers of values that leave in clear, the most frequent first. */
  readonly pointers: readonly { readonly pointer: string; readonly entries: number }[];
}

export interface ProduceOrder {
  readonly caseId: string;
  readonly draftId: string;
  /** Who says that the recipient may have what the pack holds. */
  readonly acknowledgedBy: string;
  /** Whether the log of the case goes into the pack. Where the report hides anything it does not, whatever is asked. */
  readonly withCustodyLog: boolean;
}

/** A file of the platform: no byte of it has to be held by the window. */
export type ReportFile = DeliveredFile;

export interface ProducedFiles {
  readonly number: string;
  /** Of `report.json`. */
  readonly sha256: DigestHex;
  readonly packSha256: DigestHex;
  readonly fingerprint: string;
  readonly pack: ReportFile;
  /** The report alone, in each form, with its signatures. */
  readonly files: readonly ReportFile[];
  /** Drafts of papers that a person fills in and signs: in no pack, and signed by nobody. */
  readonly papers: readonly ReportFile[];
  /** What of the hidden values was looked for in all of it, in words; null where the report hides nothing. */
  readonly searched: string | null;
  /** Who is who among the other names of hidden values: for the preparer alone. Null where no value has one. */
  readonly pseudonymTable: ReportFile | null;
}

/** The statement that withdraws a report, and its signatures. */
export type WithdrawalFiles = readonly ReportFile[];

export interface WithdrawOrder {
  readonly caseId: string;
  /** Of its `report.json`. */
  readonly sha256: DigestHex;
  readonly reason: string;
}

export interface CheckOrder {
  /** Null where no case is open; then nothing is known of keys and logs. */
  readonly caseId: string | null;
  /** A pack, a PDF, or `report.json` with the signatures that lie beside it. */
  readonly files: readonly DeliveredFile[];
  /** The fingerprint of the preparer that the person was told by another way, as it was typed; empty where none was. */
  readonly told: string;
}

export interface CheckedReport {
  readonly fileName: string;
  readonly form: HandedReport['kind'];
  readonly state: VerdictState;
  readonly results: readonly ReportCheck[];
  /** Of `report.json`; what a PDF says to be drawn from. Null where nothing says so. */
  readonly recordSha256: DigestHex | null;
  /** What the record says of itself; null where there is none that can be read. */
  readonly report: {
    readonly number: string;
    readonly title: string;
    readonly claimedTime: UtcText;
    readonly preparer: Signatory;
    readonly supersedes: SupersededReport | null;
  } | null;
  /** What the log of this case says of the very same report; null where it was not produced here. */
  readonly here: ProducedReport | null;
}
