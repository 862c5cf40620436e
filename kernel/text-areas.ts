/** Where things lie in the memory of the text kernel. All of it is fixed when it is compiled and it never grows. */

/** Texts of one call: little enough to stay in the cache of a core, which makes copying them in cheap. */
export const textBytes: u32 = 256 * 1024;
/** Texts of one call at most. */
export const textCount: u32 = 32 * 1024;
export const literalBytes: u32 = 256;

/** Whole vectors are read behind the last text, at the place where the literal would end. Nothing of them is used. */
const margin: u32 = 512;

const textArea: usize = memory.data(textBytes + 2 * margin, 16);
export const texts: usize = textArea + margin;
/** Where each text ends, as u32; what the first one begins at is told with each call. */
export const ends: usize = memory.data(textCount * 4, 16);
/** What is looked for, in small letters, and 0 behind it. */
export const literal: usize = memory.data(literalBytes, 16);
/** For each byte of the literal what is set in a byte of a text before the two are compared: the bit of small letters, or nothing. */
export const smallBits: usize = memory.data(literalBytes, 16);
/** 0xff for each byte of the literal, 0 behind it. */
export const caredFor: usize = memory.data(literalBytes, 16);
/** A bit for each text. */
export const found: usize = memory.data(textCount / 8 + 4, 16);
