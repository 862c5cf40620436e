import * as areas from './memory-areas';

export { digestLines } from './digest-lines';
export { digestNodes } from './digest-nodes';
export { findLines } from './find-lines';
export { addBlocks, beginDigest, endDigest } from './single-digest';

// Where the caller writes and reads, so that it need not know how the memory is laid out.
export const inputAt: u32 = areas.input as u32;
export const inputBytes: u32 = areas.inputBytes;
export const startsAt: u32 = areas.starts as u32;
export const endsAt: u32 = areas.ends as u32;
export const batchSize: u32 = areas.batchSize;
export const outputAt: u32 = areas.output as u32;
export const stateAt: u32 = areas.state as u32;
