/**
 * Where things lie in the kernel's memory. All of it is fixed when it is compiled and it never grows: no line and
 * no file, however large, can make it take more. Longer input comes in pieces.
 */

/** Enough to make the call and the copy of a piece cheap, little enough to stay in the cache of a core. */
export const inputBytes: u32 = 512 * 1024;
/** Lines, or nodes, of one call. */
export const batchSize: u32 = 4096;

/**
 * Blocks are read four at a time and tails as whole vectors, so up to 255 bytes behind a message are read, and one
 * before it. Nothing of them is used, they only have to exist.
 */
export const margin: u32 = 256;

const inputArea: usize = memory.data(inputBytes + 2 * margin, 16);
/** Lines, or pairs of digests, or a message. */
export const input: usize = inputArea + margin;
/** Where each line begins, relative to `input`, as u32. */
export const starts: usize = memory.data(batchSize * 4, 16);
/** Where each line ends. */
export const ends: usize = memory.data(batchSize * 4, 16);
/** One digest after the other. */
export const output: usize = memory.data(batchSize * 32, 16);
/** The state of a single stream: eight words as the processor has them. */
export const state: usize = memory.data(32, 16);
