import { enlarge, take } from './index-arena';
import { columns, fieldCount, partLines, scratch, spans, unescaped } from './index-areas';
import { entryPath, numberOfPath, originalOf, pointerLength, restOf, setNumberOfPath, writePointer } from './index-paths';
import { escapedSpan, slotSpans, spanBytes, spanCount, withheldSpan } from './index-scan';
import { unescape } from './index-text-scan';
import { numberOf, textBytes } from './index-texts';

/** The values of the lines of one part: as `shared/index/column.ts` and `shared/index/other-builder.ts`. */

const emptyId: u32 = 1;
const withheldId: u32 = 2;
const firstTextId: u32 = 3;
/** The table of texts of all values that no field holds, behind those of the fields. */
const otherTexts: u32 = fieldCount;

const pathBytesPerByte: u32 = 16;
const valueBytes: u32 = 16;
const partWeight: u32 = 32 * 1024 * 1024;
const partBytes: u32 = 64 * 1024 * 1024;

/** Slot + 1 of each field, 0 for one that is not mapped. */
export const fieldSlots: usize = memory.data(8 * 4, 16);
/** The highest number in each column. */
export const highestIds: usize = memory.data(8 * 4, 16);

/** Lines of the part. */
export let row: u32 = 0;
let bytes: u32 = 0;
let pathRoom: u32 = 0;

/** Of each value: path, row, and id, in the order of the lines. */
export let valuePaths: usize = 0;
export let valueRows: usize = 0;
export let valueIds: usize = 0;
export let valueCount: u32 = 0;
let valueRoom: u32 = 0;

/** The pointers of the paths, one behind the other. */
export let pointerBytes: usize = 0;
export let pointersLength: u32 = 0;
export let pointerEnds: usize = 0;
export let pathCount: u32 = 0;
let pointerRoom: u32 = 0;
let pathCountRoom: u32 = 0;

export function beginValues(): void {
  // Nothing has to be set for an absent value.
  memory.fill(columns, 0, fieldCount * partLines * 4);
  memory.fill(highestIds, 0, fieldCount * 4);
  row = 0;
  bytes = 0;
  valueRoom = 4096;
  valuePaths = take(4 * valueRoom);
  valueRows = take(2 * valueRoom);
  valueIds = take(4 * valueRoom);
  valueCount = 0;
  pointerRoom = 4096;
  pointerBytes = take(pointerRoom);
  pointersLength = 0;
  pathCountRoom = 512;
  pointerEnds = take(4 * pathCountRoom);
  pathCount = 0;
}

export function beginLine(lineBytes: u32): void {
  pathRoom = pathBytesPerByte * lineBytes;
  bytes += lineBytes;
}

/** True when the part ends behind this line. */
export function endLine(): bool {
  row++;
  if (row == partLines || bytes >= partBytes) return true;
  let weight = valueCount * valueBytes + pointersLength;
  for (let table: u32 = 0; table <= otherTexts; table++) weight += textBytes(table);
  return weight >= partWeight;
}

/** Keeps what was found in the line that was scanned last. */
export function takeSpans(): void {
  for (let field: u32 = 0; field < fieldCount; field++) {
    const slot = load<u32>(fieldSlots + 4 * field);
    if (slot == 0) continue;
    const span = slotSpans + spanBytes * (slot - 1);
    if (load<u32>(span, 8) != 0) setId(field, idOf(span, field));
  }
  const end = spans + spanBytes * spanCount;
  for (let span = spans; span < end; span += spanBytes) addValue(load<u32>(span), idOf(span, otherTexts));
}

/** Of a text that the caller wrote to `scratch`; or an id that is none of a text. */
export function setField(field: u32, id: u32, length: u32): void {
  setId(field, id == firstTextId ? textId(field, scratch, scratch + length) : id);
}

/** The same at a path. */
export function addOther(node: u32, id: u32, length: u32): void {
  addValue(node, id == firstTextId ? textId(otherTexts, scratch, scratch + length) : id);
}

function idOf(span: usize, table: u32): u32 {
  const kind = load<u32>(span, 12);
  if (kind == withheldSpan) return withheldId;
  const at: usize = load<u32>(span, 4);
  const end: usize = load<u32>(span, 8);
  if (kind == escapedSpan) return textId(table, unescaped, unescape(at, end, unescaped));
  return textId(table, at, end);
}

@inline
function textId(table: u32, at: usize, end: usize): u32 {
  return at == end ? emptyId : firstTextId + numberOf(table, at, end);
}

function setId(field: u32, id: u32): void {
  store<u32>(columns + 4 * ((field * partLines + row) as usize), id);
  const highest = highestIds + 4 * field;
  if (id > load<u32>(highest)) store<u32>(highest, id);
}

function addValue(node: u32, id: u32): void {
  if (valueCount == valueRoom) makeRoom();
  const index = valueCount++ as usize;
  let number = numberOfPath(node);
  if (number == 0) number = numberOfNew(node);
  store<u32>(valuePaths + 4 * index, number - 1);
  store<u16>(valueRows + 2 * index, row);
  store<u32>(valueIds + 4 * index, id);
}

function numberOfNew(place: u32): u32 {
  const node = originalOf(place);
  if (node != place) {
    const known = numberOfPath(node);
    const number = known == 0 ? numberOfNew(node) : known;
    // Where there was no room for a path of its own, another line may have it.
    if (numberOfPath(node) != 0) setNumberOfPath(place, number);
    return number;
  }
  const length = pointerLength(node);
  if (length > pathRoom) {
    const rest = restOf(entryPath);
    if (node != rest && node != entryPath) {
      const known = numberOfPath(rest);
      return known == 0 ? numberOfNew(rest) : known;
    }
  }
  pathRoom = length > pathRoom ? 0 : pathRoom - length;
  const end = pointersLength + length;
  if (end > pointerRoom) {
    pointerBytes = enlarge(pointerBytes, pointersLength, 2 * end);
    pointerRoom = 2 * end;
  }
  if (pathCount == pathCountRoom) {
    pointerEnds = enlarge(pointerEnds, 4 * pathCount, 8 * pathCount);
    pathCountRoom *= 2;
  }
  writePointer(node, pointerBytes + end);
  store<u32>(pointerEnds + 4 * pathCount, end);
  pointersLength = end;
  pathCount++;
  setNumberOfPath(node, pathCount);
  return pathCount;
}

function makeRoom(): void {
  const room = 2 * valueRoom;
  valuePaths = enlarge(valuePaths, 4 * valueCount, 4 * room);
  valueRows = enlarge(valueRows, 2 * valueCount, 2 * room);
  valueIds = enlarge(valueIds, 4 * valueCount, 4 * room);
  valueRoom = room;
}
