import * as areas from './text-areas';

export { markTexts, setLiteral } from './text-find';

// Where the caller writes and reads, so that it need not know how the memory is laid out.
export const textsAt: u32 = areas.texts as u32;
export const textBytes: u32 = areas.textBytes;
export const endsAt: u32 = areas.ends as u32;
export const textCount: u32 = areas.textCount;
export const literalAt: u32 = areas.literal as u32;
export const literalBytes: u32 = areas.literalBytes;
export const foundAt: u32 = areas.found as u32;
