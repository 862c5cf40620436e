import type { DigestHex, EntrySeq } from '../bytes/units.ts';
import type { ProducedReport } from '../casework/produced-reports.ts';
import type { ReportDraftContent } from '../casework/report-draft.ts';
import type { ReportDocument } from '../report/document.ts';

/** What the window can ask about signed reports; a part of the case protocol. */
export interface ReportRequests {
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
  /** JSON pointers of values that leave in clear, the most frequent first. */
  readonly pointers: readonly { readonly pointer: string; readonly entries: number }[];
}

export interface ProduceOrder {
  readonly caseId: string;
  readonly draftId: string;
  /** Who says that the recipient may have what the pack holds. */
  readonly acknowledgedBy: string;
}

export interface ReportFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface ProducedFiles {
  readonly number: string;
  /** Of `report.json`. */
  readonly sha256: DigestHex;
  readonly packSha256: DigestHex;
  readonly fingerprint: string;
  readonly pack: ReportFile;
  /** The report alone, in each form, with its signatures. */
  readonly files: readonly ReportFile[];
}

/** The statement that withdraws a report, and its signatures. */
export type WithdrawalFiles = readonly ReportFile[];

export interface WithdrawOrder {
  readonly caseId: string;
  /** Of its `report.json`. */
  readonly sha256: DigestHex;
  readonly reason: string;
}
