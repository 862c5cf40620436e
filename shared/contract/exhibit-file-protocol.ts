import type { DigestHex } from '../bytes/units.ts';
import type { DeliveredFile } from './case-protocol.ts';

/** What the window can ask of one exhibit as a file; a part of the case protocol. */
export interface ExhibitFileRequests {
  /**
   * Verifies the stored copies of its logs again, then writes its lines with their proofs, and into the log of the case that it
   * was saved. Refused when such a copy was altered, and for an exhibit that was withdrawn.
   */
  saveExhibit: { readonly args: ExhibitOrder; readonly answer: SavedExhibit };
}

export interface ExhibitOrder {
  readonly caseId: string;
  readonly number: string;
  /** Who hands it out: it stands in the log. */
  readonly by: string;
}

export interface SavedExhibit {
  /** A file of the platform. */
  readonly file: DeliveredFile;
  readonly sha256: DigestHex;
  readonly lines: number;
  /** Lines that have a proof in the file. */
  readonly proven: number;
}
