import * as areas from './index-areas';
import * as facts from './index-entry-facts';
import * as scan from './index-scan';
import * as values from './index-values';

export { forgetDay, setDay } from './index-entry-facts';
export { beginPart, stopReason, takeLines } from './index-lines';
export { childOf, entryPath, holdPath, indexedItemOf, itemOf, namedChildOf, noPath } from './index-paths';
export { textBytes, textBytesAt, textCount, textEndsAt } from './index-texts';
export { approveNumber } from './index-scan';
export { addOther, beginLine, endLine, setField } from './index-values';

// Where the caller writes and reads, so that it need not know how the memory is laid out.
export const inputAt: u32 = areas.input as u32;
export const inputBytes: u32 = areas.inputBytes;
export const batchSize: u32 = areas.batchSize;
export const startsAt: u32 = areas.starts as u32;
export const endsAt: u32 = areas.ends as u32;
export const leavesAt: u32 = areas.leaves as u32;
export const seqsAt: u32 = areas.seqs as u32;
export const timesAt: u32 = areas.times as u32;
export const dayStartsAt: u32 = areas.dayStarts as u32;
export const prevAtsAt: u32 = areas.prevAts as u32;
export const timeAtsAt: u32 = areas.timeAts as u32;
export const timeEndsAt: u32 = areas.timeEnds as u32;
export const linksAt: u32 = areas.links as u32;
export const commitmentEndsAt: u32 = areas.commitmentEnds as u32;
export const commitmentsAt: u32 = areas.commitments as u32;
export const commitmentRoom: u32 = areas.commitmentRoom;
export const scratchAt: u32 = areas.scratch as u32;
export const scratchBytes: u32 = areas.scratchBytes;
export const columnsAt: u32 = areas.columns as u32;
export const dayTextAt: u32 = facts.dayText as u32;
export const fieldSlotsAt: u32 = values.fieldSlots as u32;
export const highestIdsAt: u32 = values.highestIds as u32;

// What grows, or was found, lies somewhere else each time.
export function unknownNumberAt(): u32 {
  return scan.unknownNumber as u32;
}
export function unknownNumberEnd(): u32 {
  return scan.unknownNumberEnd as u32;
}
export function lineCount(): u32 {
  return values.row;
}
export function valueCount(): u32 {
  return values.valueCount;
}
export function valuePathsAt(): u32 {
  return values.valuePaths as u32;
}
export function valueRowsAt(): u32 {
  return values.valueRows as u32;
}
export function valueIdsAt(): u32 {
  return values.valueIds as u32;
}
export function pathCount(): u32 {
  return values.pathCount;
}
export function pointersAt(): u32 {
  return values.pointerBytes as u32;
}
export function pointersLength(): u32 {
  return values.pointersLength;
}
export function pointerEndsAt(): u32 {
  return values.pointerEnds as u32;
}
