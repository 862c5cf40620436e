import type { EntryReading } from '../adapters/entry-reading.ts';
import type { EventFields, EventMapping } from '../adapters/read-event.ts';
import type { Descriptor } from '../bundle/descriptor.ts';
import type { FormatErrorCode, FormatPlace } from '../bytes/errors.ts';
import type { ByteCount, ByteOffset, DigestHex, EntryOrdinal, EntrySeq, UnixMillis } from '../bytes/units.ts';
import type { CustodyRecord } from '../case/custody-record.ts';
import type { AuthorityFile } from '../case/named-authorities.ts';
import type { ShownAuthority } from '../case/shown-authority.ts';
import type { KeyWindow, TrustFile } from '../case/trust-file.ts';
import type { RememberedHead } from '../trust/head-memory.ts';
import type { TrustedKey } from '../trust/trusted-key.ts';
import type { WitnessPolicy } from '../trust/witness-policy.ts';
import type { OfferedKey } from '../verify/offered-keys.ts';
import type { Verdict } from '../verify/verdict.ts';
import type { CaseFileRequests } from './case-file-protocol.ts';
import type { CaseworkRequests } from './casework-protocol.ts';
import type { EntryRequests } from './entry-protocol.ts';
import type { ExhibitFileRequests } from './exhibit-file-protocol.ts';
import type { ExportRequests } from './export-protocol.ts';
import type { IdentityRequests } from './identity-protocol.ts';
import type { LensRequests } from './lens-protocol.ts';
import type { OverlayRequests } from './overlay-protocol.ts';
import type { ReportRequests } from './report-protocol.ts';
import type { SavedSearchRequests } from './saved-search-protocol.ts';
import type { SearchRequests } from './search-protocol.ts';
import type { VaultRequests } from './vault-protocol.ts';

/**
 * Everything the window can ask of the case worker, and what it answers.
 * Both sides import this file; a request that is not listed here does not exist.
 */
export interface CaseRequests
  extends EntryRequests,
    CaseFileRequests,
    CaseworkRequests,
    ExhibitFileRequests,
    ExportRequests,
    IdentityRequests,
    LensRequests,
    OverlayRequests,
    ReportRequests,
    SearchRequests,
    SavedSearchRequests,
    VaultRequests {
  listCases: {
    readonly args: Record<string, never>;
    readonly answer: readonly (CaseSummary | LockedCase)[];
  };
  /** What is stored of a case, at once. Nothing is verified for it: a bundle that this run has not read has no verdict. */
  previewCase: { readonly args: { readonly caseId: string }; readonly answer: CaseView };
  /** Verifies every stored byte that this run has not verified yet, and writes down what was found. */
  openCase: { readonly args: OpenOrder; readonly answer: JudgedCaseView };
  /** A locked case is deleted only where it is said that its legal hold, if it has one, cannot be seen. */
  deleteCase: {
    readonly args: { readonly caseId: string; readonly isUnseen?: boolean };
    readonly answer: null;
  };
  /**
   * Without a case, one is made and named after the bundle; with a passphrase, an encrypted one. Nothing is stored when the
   * bundle is refused.
   */
  importBundle: {
    readonly args: {
      readonly caseId: string | null;
      readonly source: DeliveredFile;
      readonly passphrase?: string;
    };
    readonly answer: ImportAnswer;
  };
  /** Makes the built-in sample bundles in memory and imports them into a case of their own, or opens that case. */
  openSampleCase: { readonly args: Record<string, never>; readonly answer: JudgedCaseView };
  listEntries: {
    readonly args: { readonly bundleId: string; readonly first: EntryOrdinal; readonly count: number };
    readonly answer: readonly EntryRow[];
  };
  /** Compares the typed fingerprint with the key itself; a different one is refused, not stored. */
  pinKey: { readonly args: PinRequest; readonly answer: JudgedCaseView };
  unpinKey: {
    readonly args: { readonly caseId: string; readonly keyId: string };
    readonly answer: JudgedCaseView;
  };
  /** From a time on, nothing that the key signed counts in this case. An earlier revocation stays. */
  revokeKey: { readonly args: RevokeRequest; readonly answer: JudgedCaseView };
  unpinAuthority: {
    readonly args: { readonly caseId: string; readonly authorityId: string };
    readonly answer: JudgedCaseView;
  };
  /** Nothing that the authority stated counts any more in this case, whatever time it states. */
  revokeAuthority: { readonly args: RevokeAuthorityRequest; readonly answer: JudgedCaseView };
  /** Says what `addTrustFile` would add of these bytes, and changes nothing. */
  readTrustFile: {
    readonly args: Pick<TrustFileRequest, 'caseId' | 'origin' | 'bytes' | 'window'>;
    readonly answer: TrustFile | AuthorityFile;
  };
  /**
   * Pins the keys that the file names for one log, and sets its witnesses; or pins the time authorities whose certificates
   * it holds. All that can be used of it, or nothing.
   */
  addTrustFile: { readonly args: TrustFileRequest; readonly answer: JudgedCaseView };
  exportTrust: { readonly args: ExportRequest; readonly answer: ExportedFile };
  /** What the person was told of the newest head of one bundle by another way; the last statement counts. */
  stateHead: { readonly args: StateHeadRequest; readonly answer: JudgedCaseView };
  listCustody: { readonly args: { readonly caseId: string }; readonly answer: CustodyView };
  /** Null where the browser does not tell. */
  storageRoom: { readonly args: Record<string, never>; readonly answer: StorageRoom | null };
}

/** Of all cases of the profile together. */
export interface StorageRoom {
  readonly usedBytes: ByteCount;
  /** Null where the browser states one figure for every disk. */
  readonly availableBytes: ByteCount | null;
}

/** The part of the platform's `File` that is used; a `File` is cloned by reference, so no byte crosses here. */
export interface DeliveredFile {
  readonly name: string;
  readonly size: ByteCount;
  slice(start: ByteOffset, end: ByteOffset): { arrayBuffer(): Promise<ArrayBuffer> };
}

export type CaseRequestName = keyof CaseRequests;

export interface CaseSummary {
  readonly caseId: string;
  readonly name: string;
  readonly kind: 'own' | 'sample';
  readonly createdAt: UnixMillis;
  readonly openedAt: UnixMillis;
  readonly bundleCount: number;
  readonly entryCount: number;
  readonly isEncrypted: boolean;
}

/** An encrypted case whose key this window does not have: nothing else is known of it. */
export interface LockedCase {
  readonly caseId: string;
  readonly createdAt: UnixMillis;
  readonly openedAt: UnixMillis;
  readonly isLocked: true;
}

export interface OpenOrder {
  readonly caseId: string;
  /** A bundle that is to be read again although this run has verified it. */
  readonly again?: string;
}

export interface CaseView {
  readonly case: CaseSummary;
  readonly bundles: readonly BundleView[];
  readonly trustedKeys: readonly TrustedKey[];
  readonly policies: readonly WitnessPolicy[];
  /** Of no log: who is believed about time in all bundles of this case. */
  readonly authorities: readonly ShownAuthority[];
  /** Heads that were remembered in any case of this profile. None in the sample case, whose keys everybody has. */
  readonly heads: readonly RememberedHeadView[];
  /** The moment at which the verdicts asked whether a key counts. */
  readonly judgedAt: UnixMillis;
}

/** A case all of whose bundles were verified in this run. */
export interface JudgedCaseView extends CaseView {
  readonly bundles: readonly JudgedBundleView[];
}

export interface RememberedHeadView extends Omit<RememberedHead, 'note'> {
  /** The delivered file in which the head was seen first. */
  readonly fileName: string;
  /** Whether a key that is pinned in this case signed it: only then is it compared with bundles here. */
  readonly isCounted: boolean;
}

export interface ImportAnswer {
  readonly bundleId: string;
  readonly view: JudgedCaseView;
}

export interface BundleView {
  readonly bundleId: string;
  readonly fileName: string;
  readonly origin: string;
  readonly title: string;
  readonly importedAt: UnixMillis;
  readonly receipt: ImportReceipt;
  /** Null until this run has compared the stored copy with its digests: then nothing is known, be it good or bad. */
  readonly verdict: Verdict | null;
  /** Keys that the bundle was signed with and that nobody pinned: offered, not trusted. None without a verdict. */
  readonly offeredKeys: readonly OfferedKey[];
  readonly storedBytes: ByteCount;
  /** The entries of the log that the bundle says it holds; null where its description cannot be read. */
  readonly range: Descriptor['range'] | null;
}

export interface JudgedBundleView extends BundleView {
  readonly verdict: Verdict;
}

export interface PinRequest {
  readonly caseId: string;
  readonly role: 'log' | 'packer';
  readonly origin: string;
  readonly publicKey: string;
  /** What the person received by another way, as typed. */
  readonly typedFingerprint: string;
  readonly compared: string;
  readonly comparedBy: string;
  /** When the key counts, as the person was told; without it, always. */
  readonly window?: KeyWindow;
}

export interface RevokeRequest {
  readonly caseId: string;
  readonly keyId: string;
  readonly from: UnixMillis;
  readonly reason: string;
  readonly by: string;
}

export interface RevokeAuthorityRequest extends Omit<RevokeRequest, 'keyId'> {
  readonly authorityId: string;
}

/** A file of keys or witnesses that a person chose. It is no evidence, and small: its bytes cross, so that what is added is what was shown. */
export interface TrustFileRequest {
  readonly caseId: string;
  /** The log of keys and witnesses; nothing to time authorities, and empty where the case has no log. */
  readonly origin: string;
  /** Null for a policy that the window makes itself, which asks nobody. */
  readonly fileName: string | null;
  readonly bytes: Uint8Array;
  readonly compared: string;
  readonly comparedBy: string;
  /** For log keys; an allowed_signers line has its own. */
  readonly window: KeyWindow;
}

export interface StateHeadRequest {
  readonly caseId: string;
  readonly bundleId: string;
  /** Null for what the person was not told; never both. */
  readonly size: number | null;
  readonly root: string | null;
  readonly told: string;
  readonly by: string;
}

/** Stock files speak of one log each, the list of everything of the whole case. */
export type ExportRequest =
  | {
      readonly caseId: string;
      readonly form: 'allowed-signers' | 'policy';
      readonly origin: string;
    }
  | { readonly caseId: string; readonly form: 'authorities' | 'list' };

export interface ExportedFile {
  readonly fileName: string;
  readonly text: string;
}

/** Saved with the bundle and part of every report: what arrived, and what became of each byte. */
export interface ImportReceipt {
  readonly fileName: string;
  readonly fileBytes: ByteCount;
  /** Digest of the file as it arrived: of the very bytes that were parsed. */
  readonly fileSha256: DigestHex;
  readonly members: readonly ReceiptMember[];
  readonly entries: number;
  readonly withheld: number;
  readonly ambiguous: number;
  readonly rejects: readonly RejectedLine[];
  /** All rejects, also those beyond the listed ones. */
  readonly rejectCount: number;
  /** Lines that repeat the number of another line. */
  readonly duplicateLines: number;
  readonly firstTime: UnixMillis | null;
  readonly lastTime: UnixMillis | null;
  readonly busiestDay: { readonly day: string; readonly entries: number } | null;
  /** Absent in a receipt that an older Vouch wrote, and where the container is not stored. */
  readonly account?: ReceiptAccount;
  /** Absent where no line is repeated, and in a receipt that an older Vouch wrote. */
  readonly repeats?: ReceiptRepeats;
}

/** What became of the `duplicateLines`: the three add up to them. */
export interface ReceiptRepeats {
  /** With the same bytes as a line before them. */
  readonly sameBytes: number;
  /** With a number that lines before them have, and with other bytes than all of those. */
  readonly otherContent: number;
  readonly notCompared: number;
}

/** What each byte of the delivered file is, and how its entries were read. */
export interface ReceiptAccount {
  /** Of the file, for each member in the order of `members`: fewer than its bytes where it is compressed. */
  readonly packedBytes: readonly ByteCount[];
  /** What the container itself takes: headers, names, directory. With the members it is the size of the file. */
  readonly overheadBytes: ByteCount;
  /** Where the fields of the event model were looked for. */
  readonly mapping: EventMapping;
}

export interface ReceiptMember {
  readonly path: string;
  readonly bytes: ByteCount;
  readonly sha256: DigestHex;
  /** Lines of a segment; null for every other member. */
  readonly lines: number | null;
}

export interface RejectedLine {
  readonly member: string;
  readonly line: number;
  readonly offset: ByteOffset;
  readonly reason: string;
}

export interface EntryRow {
  readonly ordinal: EntryOrdinal;
  readonly seq: EntrySeq | null;
  readonly time: UnixMillis | null;
  readonly reading: EntryReading;
  /** True when a check result names this line. */
  readonly isDamaged: boolean;
  readonly fields: EventFields;
}

export interface CustodyView {
  readonly records: readonly CustodyRecord[];
  /** The first record whose digest does not follow from the one before it, or null when the chain holds. */
  readonly brokenAt: number | null;
  /** What the record at `brokenAt` says was done, when it follows from the one before and only a newer Vouch knows it. */
  readonly newer: string | null;
}

export interface Progress {
  readonly stage:
    | 'reading'
    | 'verifying'
    | 'storing'
    | 'encrypting'
    | 'making-sample'
    | 'making-report'
    | 'exporting'
    | 'loading-index';
  /** Rejected lines so far; absent where no lines are read. */
  readonly rejects?: number;
  /** Absent until it has been measured for long enough to mean something. */
  readonly rate?: ReadingRate;
  readonly bytesDone: ByteCount;
  readonly bytesTotal: ByteCount;
  readonly entries: number;
  /** The bundle whose stored copy is being verified; absent for everything else. */
  readonly bundleId?: string;
}

/** How fast, smoothed over some seconds, by a clock that nobody can set. */
export interface ReadingRate {
  readonly bytesPerSecond: number;
  readonly entriesPerSecond: number;
  /** Null while the rate is not steady: a guess that jumps is worse than none. */
  readonly secondsLeft: number | null;
}

/** An error as it crosses from the worker: it keeps its code and place. */
export type WireError =
  | {
      readonly kind: 'format';
      readonly code: FormatErrorCode;
      readonly message: string;
      readonly place: FormatPlace;
    }
  | { readonly kind: 'cancelled'; readonly message: string }
  | { readonly kind: 'refused'; readonly message: string }
  /** What was asked for is of an encrypted case, and this window does not have its key. */
  | { readonly kind: 'locked'; readonly message: string }
  | { readonly kind: 'storage'; readonly message: string }
  | { readonly kind: 'bug'; readonly message: string };

export type ToWorker =
  /** First of all: the ports to journals and secrets of the program around the window, or null where it has none. */
  | { readonly kind: 'start'; readonly journals: unknown; readonly secrets: unknown }
  | { readonly kind: 'request'; readonly id: number; readonly name: CaseRequestName; readonly args: unknown }
  | { readonly kind: 'cancel'; readonly id: number };

/** Said once: the worker holds this lock until it ends, however it ends. */
export interface WorkerAlive {
  readonly kind: 'alive';
  readonly lock: string;
}

/** What a request brings. */
export type FromWorker =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: WireError }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress };
