import type { ByteCount, DigestHex, EntryOrdinal, UnixMillis } from '../../shared/bytes/units.ts';
import type { CustodyHead } from '../../shared/case/custody-log.ts';
import type { CustodyRecord } from '../../shared/case/custody-record.ts';
import type { SavedSearch } from '../../shared/case/saved-search.ts';
import type { ImportReceipt } from '../../shared/contract/case-protocol.ts';
import type { IndexPart } from '../../shared/index/index-part.ts';
import type { StoredTrustedKey } from '../../shared/trust/trusted-key.ts';

export interface CaseRow {
  readonly caseId: string;
  readonly name: string;
  readonly kind: 'own' | 'sample';
  readonly createdAt: UnixMillis;
  readonly openedAt: UnixMillis;
  /** Null only inside the transaction that makes the case. */
  readonly custodyHead: CustodyHead | null;
  /** The wrapped key of an encrypted case, as `lockCaseKey` writes it; absent in a case that is not encrypted. */
  readonly lock?: string;
}

/** All that can be read of an encrypted case without its key. */
export interface LockedCaseRow {
  readonly caseId: string;
  readonly createdAt: UnixMillis;
  readonly openedAt: UnixMillis;
  readonly lock: string;
  readonly isLocked: true;
}

/** A published bundle. The receipt holds the digests of all members as they arrived. */
export interface BundleRow {
  readonly bundleId: string;
  readonly caseId: string;
  readonly fileSha256: DigestHex;
  readonly importedAt: UnixMillis;
  readonly receipt: ImportReceipt;
  /** What `files` holds of it: the ZIP that was delivered, or the members of a bundle that an older Vouch unpacked. */
  readonly container: 'zip' | 'members';
  readonly segments: readonly SegmentPlace[];
  /** Null until the index of a bundle that an older Vouch stored is made, or made anew. */
  readonly partCount: number | null;
  readonly storedBytes: ByteCount;
}

/** Where the lines of a segment lie among all lines of the bundle. */
export interface SegmentPlace {
  readonly path: string;
  readonly firstOrdinal: EntryOrdinal;
  readonly lines: number;
}

/** The delivered file as it is, under the empty path; or each member, under its own. Of an encrypted case, in encrypted chunks. */
export interface FileRow {
  readonly bundleId: string;
  readonly path: string;
  readonly file: Blob;
}

/** `segment` counts segments in the order of their names; for `part` see `partNumber`. */
export interface PartRow extends IndexPart {
  readonly bundleId: string;
  readonly segment: number;
  readonly part: number;
}

/** The same of an encrypted case. */
export interface EncryptedPartRow extends Pick<PartRow, 'bundleId' | 'segment' | 'part'> {
  readonly encrypted: Uint8Array;
}

/** Pinned in one case only. What a key is trusted for is in the key. */
export interface TrustRow {
  readonly caseId: string;
  readonly keyId: string;
  readonly key: StoredTrustedKey;
}

/** The certificate of a time authority that one case pinned, in base64. All that was decided of it is in the custody log. */
export interface AuthorityRow {
  readonly caseId: string;
  readonly authorityId: string;
  readonly certificate: string;
}

/**
 * A head that a log signed, of no case: the memory outlives the cases that made it. The key holds the digest of the note
 * and not the root, so that a note under a key that one case pinned wrongly cannot take the place of the true one.
 */
export interface HeadRow {
  readonly origin: string;
  readonly size: number;
  readonly noteSha256: DigestHex;
  readonly root: DigestHex;
  readonly note: Uint8Array;
  readonly firstSeenAt: UnixMillis;
  readonly delivery: DigestHex;
  readonly fileName: string;
}

/** A head that was seen in an encrypted case: it is remembered there, and in no other case. */
export interface CaseHeadRow {
  readonly caseId: string;
  /** `noteSha256` of the head. */
  readonly headId: DigestHex;
  readonly head: HeadRow;
}

export interface CustodyRow {
  readonly caseId: string;
  readonly seq: number;
  readonly record: CustodyRecord;
}

/** A search that is kept in a case. */
export interface SearchRow {
  readonly caseId: string;
  readonly searchId: string;
  readonly search: SavedSearch;
}

/** The signing identity of the profile, as a file that only its passphrase opens. */
export interface IdentityRow {
  readonly slot: string;
  /** PEM, as `sealIdentity` writes it; in the second slot, the fingerprint and what the operating system gave for its key. */
  readonly file: string;
  readonly keptAt: UnixMillis;
}

/** A bundle that is being written, or that is being deleted: invisible, and removed at the next start. */
export interface StagingRow {
  readonly bundleId: string;
  readonly since: UnixMillis;
}
