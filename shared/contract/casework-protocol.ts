import type { DigestHex, EntryOrdinal } from '../bytes/units.ts';
import type { MadeRecord } from '../casework/case-work.ts';
import type { MadeContent } from '../casework/made-content.ts';
import type { Population, SampledLine, SampleMethod } from '../casework/sample.ts';
import type { LineName } from '../casework/target.ts';
import type { EntryRow } from './case-protocol.ts';
import type { QueryProblem } from './search-protocol.ts';

/** What the window can ask of what persons make in a case; a part of the case protocol. */
export interface CaseworkRequests {
  /** What was found when the journals were compared with the database at the start of this worker. */
  listAlarms: { readonly args: Record<string, never>; readonly answer: readonly CaseAlarm[] };
  /** Everything that persons made in a case, in the order of its log; the window folds it by `foldCaseWork`. */
  listMade: { readonly args: { readonly caseId: string }; readonly answer: readonly MadeRecord[] };
  /**
   * Writes it down. The answer comes when it is in the database and in the journal, and is the record as it was written; a
   * content that is refused changed nothing.
   */
  make: {
    readonly args: { readonly caseId: string; readonly content: MadeContent };
    readonly answer: MadeRecord;
  };
  /** Draws lines from what a query finds; nothing is stored by it. The same order draws the same lines. */
  drawSample: { readonly args: DrawRequest; readonly answer: DrawnLines };
  /** The names of lines, from their bytes as they are now: what annotations, exhibits and samples are keyed by. */
  nameLines: {
    readonly args: { readonly caseId: string; readonly lines: readonly LinePlace[] };
    readonly answer: readonly (NamedLine | null)[];
  };
  /** Where named lines lie in the case now; null for one that is not in it any more, or with other bytes. */
  placeLines: {
    readonly args: { readonly caseId: string; readonly lines: readonly WantedLine[] };
    readonly answer: readonly (PlacedLine | null)[];
  };
}

export interface WantedLine extends LineName {
  readonly origin: string;
}

export interface PlacedLine extends LinePlace {
  readonly row: EntryRow;
}

export interface DrawRequest {
  readonly caseId: string;
  readonly bundleIds: readonly string[];
  readonly query: string;
  readonly method: SampleMethod;
  readonly seed: string;
  readonly count: number;
  /** Of a stratified sample, else empty. */
  readonly stratifiedBy: string;
}

export type DrawnLines =
  | {
      readonly kind: 'drawn';
      readonly population: Population;
      /** Lines that the query finds and that could not be read: no sample has them. */
      readonly unreadable: number;
      readonly lines: readonly DrawnPlace[];
    }
  | { readonly kind: 'invalid'; readonly error: QueryProblem }
  | { readonly kind: 'stopped'; readonly statement: string };

/** A drawn line with its name, and where it lies here. */
export interface DrawnPlace extends LinePlace {
  readonly line: SampledLine;
}

export interface LinePlace {
  readonly bundleId: string;
  readonly ordinal: EntryOrdinal;
}

export interface NamedLine {
  readonly origin: string;
  readonly fileSha256: DigestHex;
  readonly seq: number;
  readonly leaf: DigestHex;
}

/** What a person must know before working in a case. */
export type CaseAlarm =
  /** The database had lost records that were acknowledged; they were put back from the journal. */
  | {
      readonly kind: 'restored';
      readonly caseId: string;
      readonly name: string;
      readonly kept: number;
      readonly restored: number;
      /** Delivered files whose bytes are to be imported again, where they are gone. */
      readonly files: readonly { readonly fileName: string; readonly fileSha256: DigestHex }[];
    }
  /** The journal was gone, cut or altered, and was written anew from the database. */
  | {
      readonly kind: 'journal-renewed';
      readonly caseId: string;
      readonly name: string;
      readonly statement: string;
    }
  /** Both go on differently from this record on. */
  | { readonly kind: 'forked'; readonly caseId: string; readonly name: string; readonly record: number }
  /** Both agree, and hold another record than the one that was acknowledged last. */
  | { readonly kind: 'rewritten'; readonly caseId: string; readonly name: string; readonly record: number }
  /** Rows beside the log did not say what the log says, and were made anew from it. */
  | {
      readonly kind: 'rows-restored';
      readonly caseId: string;
      readonly name: string;
      readonly statements: readonly string[];
    }
  /** Files that the log names are not in the database any more. */
  | {
      readonly kind: 'evidence-missing';
      readonly caseId: string;
      readonly name: string;
      readonly files: readonly { readonly fileName: string; readonly fileSha256: DigestHex }[];
    }
  /** A journal, or all of them, could not be compared with the database. The case is empty where it is about all. */
  | {
      readonly kind: 'not-compared';
      readonly caseId: string;
      readonly name: string;
      readonly statement: string;
    }
  /** The log has an action that this Vouch does not know: a newer one wrote it. Nothing was compared or put right. */
  | { readonly kind: 'newer'; readonly caseId: string; readonly name: string; readonly action: string }
  /** Neither has what was acknowledged. */
  | {
      readonly kind: 'lost';
      readonly caseId: string;
      readonly name: string;
      readonly have: number;
      readonly expected: number;
    };
