import type { ReportStamp } from '../report/signatures/check-report-stamp.ts';
import type { DeliveredFile } from './case-protocol.ts';

/** What the window can ask about time stamps of reports; a part of the case protocol. */
export interface StampRequests {
  /** What to send to a time authority, for each signature beside a report. Nothing is sent or written by it. */
  askStamp: {
    readonly args: { readonly files: readonly DeliveredFile[] };
    readonly answer: readonly DeliveredFile[];
  };
  /** The answer of an authority, checked, and where it belongs. Refused when it proves nothing of this report. */
  takeStamp: { readonly args: TakeStampOrder; readonly answer: TakenStampFiles };
}

export interface TakeStampOrder {
  /** Null where no case is open; then nobody vouches for any authority. */
  readonly caseId: string | null;
  /** A pack, or `report.json` with the signatures that lie beside it. */
  readonly files: readonly DeliveredFile[];
  readonly token: DeliveredFile;
  /** Packs again with the token in it: of a pack, by the key that made the report. Refused while it is locked. */
  readonly withPack: boolean;
}

export interface TakenStampFiles {
  /** Only of an authority that is pinned in the case, or of one that is not. */
  readonly stamp: ReportStamp;
  /** The token under the name that it must have, and the pack where it was packed again. */
  readonly files: readonly DeliveredFile[];
}
