/**
 * Where things lie in the kernel's memory. All of it is fixed when it is compiled and it never grows: no line and
 * no file, however large, can make it take more. Longer input comes in pieces.
 */

/** Enough to make the call and the copy of a piece cheap, little enough to stay in the cache of a core. */
export const inputBytes: u32 = 512 * 1024;
/** Lines, or nodes, of one call. */
export const batchSize: u32 = 4096;

/** Vectors are read past the end of a line, and one byte before it: that byte is masked, it only has to exist. */
const margin: u32 = 128;

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
