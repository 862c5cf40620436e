import type { ByteCount, DigestHex } from '../bytes/units.ts';
import type { ExportForm } from '../export/export-form.ts';
import type { DeliveredFile } from './case-protocol.ts';
import type { SearchOrder } from './search-protocol.ts';

/** What the window can ask of a result as a file; a part of the case protocol. */
export interface ExportRequests {
  /** What such a file would have in it. Nothing is written. */
  planExport: { readonly args: PlanOrder; readonly answer: ExportPlan };
  /** Makes the file and what describes it, and writes down that it was made, what for and for whom. */
  makeExport: { readonly args: ExportOrder; readonly answer: MadeExport };
}

/** The order of the lines is that of the log, whatever the order on screen. */
export type PlanOrder = Omit<SearchOrder, 'sort'>;

export interface ExportPlan {
  readonly lines: number;
  /** Lines that are no entries: ECS and OCSF have no place for them. */
  readonly otherLines: number;
  /** From the first lines; null when there is none. */
  readonly bytes: Readonly<Record<ExportForm, ByteCount>> | null;
  /** Fields that look like those of persons, in what the columns show. */
  readonly personalColumns: readonly PersonalField[];
  /** The same in the lines as a whole. */
  readonly personalFields: readonly PersonalField[];
  /** Names of searched files whose stored copy this run has not compared yet. */
  readonly unchecked: readonly string[];
}

export interface PersonalField {
  readonly name: string;
  /** Lines that have it: of the result, or for `personalFields` of the searched bundles. */
  readonly lines: number;
}

export interface ExportOrder extends PlanOrder {
  readonly form: ExportForm;
  readonly hasByteOrderMark: boolean;
  /** Typed by a person. */
  readonly purpose: string;
  readonly receivedBy: string;
  /** Who says that the receiver may have what is personal in it; empty where nothing is. */
  readonly acknowledgedBy: string;
  /** Refused while the identity is locked. */
  readonly isSigned: boolean;
  readonly appVersion: string;
}

export interface MadeExport {
  /** The file, then its sidecar, then the signature of that. Files of the platform, which no byte of has to be held by the window. */
  readonly files: readonly DeliveredFile[];
  readonly sha256: DigestHex;
  readonly lines: number;
  readonly leftOut: number;
  readonly guarded: number;
  /** Fingerprint of the key; null when nobody signed. */
  readonly signedBy: string | null;
}
