import type { EventFields } from '../adapters/read-event.ts';
import type { Descriptor } from '../bundle/descriptor.ts';
import type { ByteCount, DigestHex, EntrySeq, UnixMillis } from '../bytes/units.ts';
import type { CustodyAction } from '../case/custody-record.ts';
import type { CaseFactsContent } from '../casework/case-facts.ts';
import type { ExhibitContent } from '../casework/exhibit.ts';
import type { FindingContent } from '../casework/finding.ts';
import type { SampleContent, SampleResultContent } from '../casework/sample.ts';
import type { ImportReceipt } from '../contract/case-protocol.ts';
import type { Verdict } from '../verify/verdict.ts';

/**
 * Everything that a report may speak of, gathered once and then frozen: whatever is made of it is the same at any time and in any
 * place. The order of its lists says nothing; `makeReport` sorts by what things are, never by when they were imported.
 */
export interface ReportExtract {
  readonly caseName: string;
  readonly facts: CaseFactsContent;
  readonly bundles: readonly ExtractedBundle[];
  /** Each line once that an exhibit, a sample or a citation names. */
  readonly entries: readonly ExtractedEntry[];
  /** How many of each there are, in the report or not: the report states what was left out of it. */
  readonly made: MadeCounts;
  /** The last version of each. */
  readonly findings: readonly FindingContent[];
  /** Those that were not withdrawn, by the numbers they were given. */
  readonly exhibits: readonly ExhibitContent[];
  readonly samples: readonly ExtractedSample[];
  readonly searches: readonly ExtractedSearch[];
  readonly trust: ExtractedTrust;
  /** Null where there is no case, as on the command line. */
  readonly custody: ExtractedCustody | null;
}

export interface MadeCounts {
  readonly findings: number;
  readonly exhibits: number;
  readonly samples: number;
}

export interface ExtractedBundle {
  readonly fileName: string;
  readonly fileSha256: DigestHex;
  readonly fileBytes: ByteCount;
  readonly origin: string;
  readonly title: string;
  readonly range: Descriptor['range'] | null;
  readonly receipt: ImportReceipt;
  /** Of every stored byte, verified for this report. */
  readonly verdict: Verdict;
  /** Signed notes that proofs of this report lead to, whole, by the size that they sign. */
  readonly checkpoints: readonly { readonly size: number; readonly note: string }[];
}

/** One line, named by what it is. */
export interface ExtractedEntry {
  readonly origin: string;
  readonly fileSha256: DigestHex;
  readonly seq: EntrySeq;
  readonly leaf: DigestHex;
  /** The line without its LF, as it was verified; a stub where the entry was withheld before it came. */
  readonly line: Uint8Array;
  /** What the event model reads from it. */
  readonly fields: EventFields;
  readonly time: UnixMillis | null;
  /** Disclosures of committed fields that came with it, as they stand in the bundle. */
  readonly disclosures: readonly string[];
  /** The path to the newest checkpoint that covers it; null where the bundle has none that does, with the reason. */
  readonly proof: ExtractedProof | { readonly kind: 'none'; readonly reason: string };
}

export interface ExtractedProof {
  readonly kind: 'path';
  readonly index: number;
  /** The size of the checkpoint, one of those of its bundle. */
  readonly size: number;
  /** From the leaf up. */
  readonly path: readonly DigestHex[];
}

export interface ExtractedSample {
  readonly content: SampleContent;
  /** By position in the selection. */
  readonly results: ReadonlyMap<number, SampleResultContent>;
}

/** A search that the report cites: anybody who asks it of the same files gets as many lines. */
export interface ExtractedSearch {
  readonly name: string;
  readonly query: string;
  readonly queryDigest: string;
  readonly lines: number;
}

export interface ExtractedTrust {
  readonly keys: readonly ExtractedKey[];
  readonly authorities: readonly ExtractedAuthority[];
  /** Witness policies in the spelling of C2SP, by origin. */
  readonly policies: readonly { readonly origin: string; readonly policy: string }[];
}

export interface ExtractedKey {
  readonly role: 'log' | 'packer';
  readonly origin: string;
  readonly fingerprint: string;
  /** As the stock formats spell it: a verifier key for a log, an OpenSSH key for a packer. */
  readonly spelling: string;
  readonly compared: string;
  readonly comparedBy: string;
  readonly validAfter: UnixMillis | null;
  readonly validBefore: UnixMillis | null;
  readonly revokedFrom: UnixMillis | null;
}

export interface ExtractedAuthority {
  readonly subject: string;
  readonly fingerprint: string;
  readonly compared: string;
  readonly comparedBy: string;
  readonly isRevoked: boolean;
}

export interface ExtractedCustody {
  readonly origin: string;
  readonly records: number;
  /** Digest of the last record. */
  readonly headLeaf: DigestHex;
  readonly firstTime: UnixMillis;
  readonly lastTime: UnixMillis;
  /** Records whose clock is before that of the record in front of them. */
  readonly clockSteppedBack: readonly number[];
  readonly actions: readonly { readonly action: CustodyAction; readonly count: number }[];
}
