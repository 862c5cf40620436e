/** Where things lie in the memory of the index kernel that are always of the same size. */

/** Lines of one call lie here, one behind the other, and an LF behind the last. */
export const inputBytes: u32 = 256 * 1024;
export const batchSize: u32 = 1024;
/** Vectors are read whole, so up to so many bytes behind everything are read. Nothing of them is used. */
export const margin: u32 = 64;
/** Commitments of the lines of one call: none takes less than twelve bytes. */
export const commitmentRoom: u32 = 32 * 1024;
/** No line has more values: each takes two bytes, and a line is never longer than an entry may be. */
export const spanRoom: u32 = 33 * 1024;
/** What the caller hands over by itself: a name, or a text, of which U+FFFD may have made three bytes of one. */
export const scratchBytes: u32 = 200 * 1024;

export const input: usize = memory.data(inputBytes + margin, 16);
/** Relative to `input`, as u32. */
export const starts: usize = memory.data(batchSize * 4, 16);
export const ends: usize = memory.data(batchSize * 4, 16);
/** Of each line, the leaf of the line before it. */
export const leaves: usize = memory.data(batchSize * 32, 16);

// What is found of each line: a table for each thing, so that the caller reads numbers and no records.
export const seqs: usize = memory.data(batchSize * 8, 16);
export const times: usize = memory.data(batchSize * 8, 16);
export const dayStarts: usize = memory.data(batchSize * 8, 16);
export const prevAts: usize = memory.data(batchSize * 4, 16);
export const timeAts: usize = memory.data(batchSize * 4, 16);
export const timeEnds: usize = memory.data(batchSize * 4, 16);
export const links: usize = memory.data(batchSize, 16);
export const commitmentEnds: usize = memory.data(batchSize * 4, 16);
export const commitments: usize = memory.data(commitmentRoom * 8, 16);

export const spans: usize = memory.data(spanRoom * 16, 16);
export const scratch: usize = memory.data(scratchBytes + margin, 16);
/** A string without its escapes. */
export const unescaped: usize = memory.data(64 * 1024 + margin, 16);

/** Fields of the event model. */
export const fieldCount: u32 = 7;
export const partLines: u32 = 65_536;
/** Of each field, a number for each line. */
export const columns: usize = memory.data(fieldCount * partLines * 4, 16);
