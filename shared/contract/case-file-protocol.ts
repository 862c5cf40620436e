import type { ByteCount, DigestHex, UnixMillis } from '../bytes/units.ts';
import type { DeliveredFile, JudgedCaseView } from './case-protocol.ts';

/** What the window can ask of whole cases as files; a part of the case protocol. */
export interface CaseFileRequests {
  /** Signs and writes a whole case, once every stored file has been compared with what arrived. Refused while the identity is locked. */
  saveCaseFile: {
    readonly args: { readonly caseId: string; readonly handOver: HandOver };
    readonly answer: SavedCaseFile;
  };
  /** Whether a file begins as whole cases do. Nothing of it is believed for that. */
  recognizeCaseFile: { readonly args: { readonly source: DeliveredFile }; readonly answer: boolean };
  /** What opening this file would do. Changes nothing; refused unless the signature fits. */
  readCaseFile: { readonly args: { readonly source: DeliveredFile }; readonly answer: CaseFilePreview };
  /**
   * Takes the log and the files of it. Refused when the case here goes on otherwise; of files that are here already none is stored
   * twice.
   */
  receiveCaseFile: { readonly args: CaseFileReceipt; readonly answer: JudgedCaseView };
}

/** Who gives it to whom, and what for: typed by a person. */
export interface HandOver {
  readonly by: string;
  readonly to: string;
  readonly purpose: string;
}

export interface SavedCaseFile {
  /** A file of the platform, which no byte of has to be held by the window. */
  readonly file: DeliveredFile;
  readonly records: number;
  readonly files: number;
  /** Of the manifest, which names everything in it. */
  readonly manifestSha256: DigestHex;
  readonly fingerprint: string;
}

export interface CaseFileReceipt {
  readonly source: DeliveredFile;
  readonly by: string;
  /** The fingerprint that the person was told by another way, as it was typed; empty where none was. */
  readonly typedFingerprint: string;
  /** For a case that is to be encrypted here; refused for one that is here already. */
  readonly passphrase?: string;
}

export interface CaseFilePreview {
  readonly caseId: string;
  readonly name: string;
  readonly records: number;
  readonly firstTime: UnixMillis;
  readonly lastTime: UnixMillis;
  readonly files: readonly {
    readonly fileName: string;
    readonly bytes: ByteCount;
    readonly fileSha256: DigestHex;
  }[];
  /** Files that the log names and that are not in it. */
  readonly absent: readonly { readonly fileName: string; readonly fileSha256: DigestHex }[];
  readonly manifestSha256: DigestHex;
  readonly signer: { readonly fingerprint: string; readonly isOwn: boolean };
  /** Whether it was encrypted where it was saved: the file itself never is. */
  readonly wasEncrypted: boolean;
  /** What there is of this case in this profile. */
  readonly here: CaseFileStanding;
  /** Delivered files in it that the case here does not hold. */
  readonly missing: number;
}

export type CaseFileStanding =
  | { readonly kind: 'not-here' }
  /** The case here is an earlier state of the one in the file, which has so many records more. */
  | { readonly kind: 'earlier'; readonly more: number }
  | { readonly kind: 'same' }
  /** The case here has gone on: it has so many records more. */
  | { readonly kind: 'later'; readonly more: number }
  /** Both have gone on from this record on: an overlay merges them, and neither replaces the other. */
  | { readonly kind: 'forked'; readonly at: number };
