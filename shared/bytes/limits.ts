/**
 * Every maximum in one place. An error that a limit causes names the limit and its value.
 * Tests shrink these by passing their own object instead of making huge files.
 */
export const limits = {
  /** R2: an entry, without its LF. */
  entryBytes: 65_535,
  /** A line that is longer than an entry may be is still read up to here, so that its place can be named. */
  lineBytes: 16 * 1024 * 1024,
  jsonDepth: 32,
  /** Title and origin, in the characters that JavaScript counts. */
  descriptorText: 1_000,
  segmentLines: 65_536,
  /** A segment up to here is held whole and read at once; a larger one streams past, line by line. */
  scannedSegmentBytes: 128 * 1024 * 1024,
  /** One with more lines streams past as well: a hundred million empty lines would need gigabytes for their digests. */
  scannedSegmentLines: 1024 * 1024,
  zipMembers: 100_000,
  zipNameBytes: 1_024,
  /** Sum of the declared, inflated sizes. */
  zipTotalBytes: 1024 ** 4,
  /** deflate cannot do better; a member that claims more lies. */
  deflateRatio: 1_032,
  /** Members other than segments, disclosures and attachments are small by nature. */
  smallMemberBytes: 16 * 1024 * 1024,
  /** Everything that is not a segment is kept whole while a bundle is read. */
  otherMembersBytes: 256 * 1024 * 1024,
  manifestLines: 200_000,
  checkpoints: 100_000,
  /** Problems beyond these are counted, not kept: ten million broken lines must not fill the memory. */
  keptProblems: 1_000,
  /**
   * Numbers that several lines have, and further lines under them, whose content is compared; two whole segments. A stored receipt
   * states what came of it, so another value makes receipts that differ from those that are stored.
   */
  comparedRepeats: 131_072,
  noteBytes: 65_536,
  noteSignatures: 64,
  /** An encoding of certificates and time stamps; real ones have some hundred elements, a dozen levels deep. */
  derElements: 10_000,
  derDepth: 32,
  certificateBytes: 65_536,
  certificateExtensions: 64,
  /** Certificates that may come with one signature. */
  certificates: 16,
  /** From the first certificate to the pinned one, both counted. */
  certificatePath: 8,
  /** Signatures that are checked to find one path. */
  certificateChecks: 64,
  /** A time stamp with all its certificates has five thousand. */
  timeStampBytes: 262_144,
} as const;

export type Limits = { readonly [Name in keyof typeof limits]: number };
