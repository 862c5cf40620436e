/** Zero-based index of an entry in its log. It is what the evidence states, so it may repeat or skip. */
export type EntrySeq = number;

/** Zero-based position of a line in a bundle as it was delivered: always 0, 1, 2, … without gaps. */
export type EntryOrdinal = number;

/** Bytes from the start of the file or member that the context names. */
export type ByteOffset = number;

export type ByteCount = number;

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type UnixMillis = number;

/** 64 lowercase hexadecimal digits of a SHA-256 digest. */
export type DigestHex = string;
