import { enlarge, take } from './index-arena';
import { copyText, isSame } from './index-bytes';
import { hashOf } from './index-hash';

/** Tables of texts, each text once: as `shared/index/text-table.ts`. Of each field one, and one for all other values. */
const tableCount: u32 = 8;

// What a table is: eight u32 at these offsets.
const bytesAt: usize = 0;
const bytesRoom: usize = 4;
const length: usize = 8;
const endsAt: usize = 12;
const count: usize = 16;
const endsRoom: usize = 20;
/** Slots of eight bytes: number + 1 of a text, 0 where none is, and its hash. */
const slotsAt: usize = 24;
const slotMask: usize = 28;
const tables: usize = memory.data(tableCount * 32, 16);
/** The slots that a table of the parts before needed: those of a log are much alike, and making room moves all of them. */
const slotHints: usize = memory.data(tableCount * 4, 16);
const fewestSlots: u32 = 1024;
const mostHinted: u32 = 256 * 1024;

const slack: u32 = 16;

export function beginTables(): void {
  for (let index: u32 = 0; index < tableCount; index++) {
    const table = tableOf(index);
    store<u32>(table, take(8192 + slack) as u32, bytesAt);
    store<u32>(table, 8192, bytesRoom);
    store<u32>(table, 0, length);
    store<u32>(table, take(4 * 512) as u32, endsAt);
    store<u32>(table, 512, endsRoom);
    store<u32>(table, 0, count);
    makeSlots(table, max(fewestSlots, min(mostHinted, load<u32>(slotHints + 4 * index))));
  }
}

/** The number of a text, which it gets at its first appearance. */
export function numberOf(index: u32, at: usize, end: usize): u32 {
  const table = tableOf(index);
  const hash = hashOf(at, end, 0);
  const mask = load<u32>(table, slotMask);
  const slots = load<u32>(table, slotsAt) as usize;
  let slot = hash & mask;
  while (true) {
    const held = load<u64>(slots + 8 * (slot as usize));
    if (held == 0) break;
    if ((held >>> 32) as u32 == hash) {
      const number = (held as u32) - 1;
      const from = startOf(table, number);
      const bytes = load<u32>(load<u32>(table, endsAt) + 4 * number) - from;
      if (bytes == ((end - at) as u32) && isSame(load<u32>(table, bytesAt) + from, at, end - at)) return number;
    }
    slot = (slot + 1) & mask;
  }
  store<u64>(slots + 8 * (slot as usize), ((hash as u64) << 32) | ((load<u32>(table, count) + 1) as u64));
  return add(table, at, end);
}

export function textBytesAt(index: u32): u32 {
  return load<u32>(tableOf(index), bytesAt);
}

export function textBytes(index: u32): u32 {
  return load<u32>(tableOf(index), length);
}

export function textEndsAt(index: u32): u32 {
  return load<u32>(tableOf(index), endsAt);
}

export function textCount(index: u32): u32 {
  return load<u32>(tableOf(index), count);
}

function add(table: usize, at: usize, end: usize): u32 {
  const number = load<u32>(table, count);
  const from = load<u32>(table, length);
  const to = from + ((end - at) as u32);
  if (to > load<u32>(table, bytesRoom)) {
    store<u32>(table, enlarge(load<u32>(table, bytesAt), from, 2 * to + slack) as u32, bytesAt);
    store<u32>(table, 2 * to, bytesRoom);
  }
  if (number == load<u32>(table, endsRoom)) {
    store<u32>(table, enlarge(load<u32>(table, endsAt), 4 * number, 8 * number) as u32, endsAt);
    store<u32>(table, 2 * number, endsRoom);
  }
  copyText(load<u32>(table, bytesAt) + from, at, end - at);
  store<u32>(load<u32>(table, endsAt) + 4 * number, to);
  store<u32>(table, to, length);
  store<u32>(table, number + 1, count);
  if ((number + 1) * 2 > load<u32>(table, slotMask)) {
    makeRoomForSlots(table);
    const hint = slotHints + ((table - tables) >>> 3);
    store<u32>(hint, max(load<u32>(hint), load<u32>(table, slotMask) + 1));
  }
  return number;
}

function makeRoomForSlots(table: usize): void {
  const slots = load<u32>(table, slotsAt) as usize;
  const size = load<u32>(table, slotMask) + 1;
  makeSlots(table, 2 * size);
  const larger = load<u32>(table, slotsAt) as usize;
  const mask = load<u32>(table, slotMask);
  for (let at: u32 = 0; at < size; at++) {
    const held = load<u64>(slots + 8 * (at as usize));
    if (held == 0) continue;
    let slot = ((held >>> 32) as u32) & mask;
    while (load<u64>(larger + 8 * (slot as usize)) != 0) slot = (slot + 1) & mask;
    store<u64>(larger + 8 * (slot as usize), held);
  }
}

function makeSlots(table: usize, size: u32): void {
  const slots = take(8 * (size as usize));
  memory.fill(slots, 0, 8 * (size as usize));
  store<u32>(table, slots as u32, slotsAt);
  store<u32>(table, size - 1, slotMask);
}

@inline
function startOf(table: usize, number: u32): u32 {
  return number == 0 ? 0 : load<u32>(load<u32>(table, endsAt) + 4 * number - 4);
}

@inline
function tableOf(index: u32): usize {
  return tables + 32 * (index as usize);
}
