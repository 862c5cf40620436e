import type { EventMapping } from '../adapters/read-event.ts';
import type { ReportDraftContent } from '../casework/report-draft.ts';
import type { LeavingField } from '../redaction/leaving-fields.ts';
import type { RedactionOrderFile } from '../redaction/order-file.ts';
import type { LeavingPlan } from '../report/plan-leaving.ts';
import type { EntryName } from '../report/record.ts';
import type { DeliveredFile } from './case-protocol.ts';

/** What the window can ask about what is left out of what leaves; a part of the case protocol. */
export interface RedactionRequests {
  /** What of the entries that a draft names would leave, whether or not a report can be made of it. Nothing is written. */
  planLeaving: {
    readonly args: {
      readonly caseId: string;
      readonly draft: ReportDraftContent;
      /** The entry that is to be looked at; null for the first one. */
      readonly at: EntryName | null;
    };
    readonly answer: PlannedLeaving;
  };
  /** What an order makes of one bundle, in numbers. Nothing is written. */
  planBundle: {
    readonly args: {
      readonly caseId: string;
      readonly bundleId: string;
      readonly order: RedactionOrderFile;
    };
    readonly answer: BundleLeavingPlan;
  };
  /**
   * Verifies the stored copy again, then makes a bundle of its own without what the order leaves out, searches all of it for what was
   * left out, and writes into the log of the case that it was made. Refused while the identity is locked, whose packer key signs it.
   */
  redactBundle: { readonly args: RedactBundleOrder; readonly answer: RedactedBundle };
}

export type PlannedLeaving =
  /** Bundles that this run has not verified: nothing can be said of their entries. */
  | { readonly kind: 'not-checked'; readonly bundles: readonly string[] }
  /** What is to be in the report is not there. */
  | { readonly kind: 'refused'; readonly statements: readonly string[] }
  | (LeavingPlan & { readonly kind: 'planned'; readonly mappings: readonly EventMapping[] });

export interface BundleLeavingPlan {
  readonly origin: string;
  readonly fields: readonly LeavingField[];
  readonly mappings: readonly EventMapping[];
  readonly entries: number;
  readonly withheldEntries: number;
  readonly hidden: readonly { readonly pointer: string; readonly entries: number }[];
  /** Why nothing can be made of the order; none where something can. */
  readonly problems: readonly string[];
}

export interface RedactBundleOrder {
  readonly caseId: string;
  readonly bundleId: string;
  readonly order: RedactionOrderFile;
  /** For the whole: it stands in the new bundle. */
  readonly reason: string;
  /** Who says that the recipient may have what is left. */
  readonly acknowledgedBy: string;
}

export interface RedactedBundle {
  readonly bundle: DeliveredFile;
  readonly sha256: string;
  /** The redaction log, and the privilege log where a privilege is claimed. */
  readonly logs: readonly DeliveredFile[];
  /** Whose key packed it, for the recipient: a line of an `allowed_signers` file. */
  readonly signers: DeliveredFile;
  readonly withheldEntries: number;
  readonly hidden: readonly { readonly pointer: string; readonly entries: number }[];
  /** What was looked for in all of it, in words. */
  readonly searched: string;
}
