import { commitmentEnds, commitmentRoom, commitments, dayStarts, input, leaves, links, prevAts, seqs, timeAts, timeEnds, times } from './index-areas';

/** What every entry states, `seq`, `prev` and `ts`, and its commitments; as `shared/bundle/plain-line.ts` reads them. */

const safeDigits: usize = 15;
const colon: u32 = 0x3a;

let row: u32 = 0;
let commitmentCount: u32 = 0;
let firstOfLine: u32 = 0;

/** The day that was read last, in ten bytes, and its midnight. The caller reads days: one serves thousands of lines. */
export const dayText: usize = memory.data(16, 16);
let dayStart: f64 = 0;
let dayIsKnown: bool = false;
/** Where a day stands that the caller has to read, or 0. */
export let unknownDay: usize = 0;

export function setDay(start: f64): void {
  dayStart = start;
  dayIsKnown = true;
}

export function forgetDay(): void {
  dayIsKnown = false;
}

export function beginBatch(): void {
  commitmentCount = 0;
}

export function beginFacts(line: u32): void {
  row = line;
  firstOfLine = commitmentCount;
  unknownDay = 0;
}

/** Forgets the commitments of a line that is left to the caller. */
export function dropFacts(): void {
  commitmentCount = firstOfLine;
  endFacts();
}

export function endFacts(): void {
  store<u32>(commitmentEnds + 4 * row, commitmentCount);
}

/** False when there is no room for more of them in this call. */
export function noteCommitment(at: usize, end: usize): bool {
  if (commitmentCount == commitmentRoom) return false;
  const place = commitments + 8 * (commitmentCount++ as usize);
  store<u32>(place, (at - input) as u32);
  store<u32>(place, (end - input) as u32, 4);
  return true;
}

export function noteSeq(at: usize, end: usize): bool {
  if (end - at > safeDigits) return false;
  let value: f64 = 0;
  for (let from = at; from < end; from++) {
    const code: u32 = load<u8>(from);
    if (code < 0x30 || code > 0x39) return false;
    value = value * 10 + ((code - 0x30) as f64);
  }
  store<f64>(seqs + 8 * row, value);
  return true;
}

/** Between its quotation marks. */
export function notePrev(at: usize, end: usize): bool {
  if (end - at != 64) return false;
  store<u32>(prevAts + 4 * row, (at - input) as u32);
  return true;
}

/** Between its quotation marks. False also for a day that is not known yet. */
export function noteTime(at: usize, end: usize): bool {
  const length = end - at;
  if (length < 20 || length > 30 || length == 21 || load<u8>(end - 1) != 0x5a) return false;
  if (load<u8>(at, 10) != 0x54 || load<u8>(at, 13) != colon || load<u8>(at, 16) != colon) return false;
  const hour = twoDigits(at + 11);
  const minute = twoDigits(at + 14);
  const second = twoDigits(at + 17);
  if (hour > 23 || minute > 59 || second > 59) return false;
  let millis: u32 = 0;
  if (length > 20) {
    if (load<u8>(at, 19) != 0x2e) return false;
    for (let from = at + 20; from < end - 1; from++) {
      const code: u32 = load<u8>(from);
      if (code < 0x30 || code > 0x39) return false;
      if (from < at + 23) millis = millis * 10 + (code - 0x30);
    }
    for (let digits = length - 21; digits < 3; digits++) millis *= 10;
  }
  if (!dayIsKnown || load<u64>(at) != load<u64>(dayText) || load<u16>(at, 8) != load<u16>(dayText, 8)) {
    store<u64>(dayText, load<u64>(at));
    store<u16>(dayText, load<u16>(at, 8), 8);
    dayIsKnown = false;
    unknownDay = at;
    return false;
  }
  store<f64>(dayStarts + 8 * row, dayStart);
  store<f64>(times + 8 * row, dayStart + (((hour * 60 + minute) * 60 + second) * 1000 + millis) as f64);
  store<u32>(timeAts + 4 * row, (at - input) as u32);
  store<u32>(timeEnds + 4 * row, (end - input) as u32);
  return true;
}

/** Notes whether `prev` is the leaf of the line before. False when it is no digest at all: only the parser says what then. */
export function checkLink(): bool {
  const at = input + load<u32>(prevAts + 4 * row);
  const leaf = leaves + 32 * row;
  let isLinked = true;
  for (let half: usize = 0; half < 2; half++) {
    const bytes = v128.load(leaf + 16 * half);
    const high = hexOf(v128.and(i8x16.shr_u(bytes, 4), i8x16.splat(0x0f)));
    const low = hexOf(v128.and(bytes, i8x16.splat(0x0f)));
    const first = i8x16.shuffle(high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    const second = i8x16.shuffle(high, low, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    const here = at + 32 * half;
    isLinked =
      isLinked &&
      i8x16.all_true(i8x16.eq(first, v128.load(here))) &&
      i8x16.all_true(i8x16.eq(second, v128.load(here, 16)));
  }
  store<u8>(links + row, isLinked ? 1 : 0);
  return isLinked || isDigest(at);
}

function isDigest(at: usize): bool {
  for (let from = at; from < at + 64; from++) {
    const code: u32 = load<u8>(from);
    if (!((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66))) return false;
  }
  return true;
}

/** Lowercase hexadecimal digits of sixteen numbers below 16. */
@inline
function hexOf(numbers: v128): v128 {
  const letters = i8x16.gt_s(numbers, i8x16.splat(9));
  return i8x16.add(i8x16.add(numbers, i8x16.splat(0x30)), v128.and(letters, i8x16.splat(0x27)));
}

/** A number above all that are asked for where one is no digit. */
@inline
function twoDigits(at: usize): u32 {
  const one: u32 = (load<u8>(at) as u32) - 0x30;
  const other: u32 = (load<u8>(at, 1) as u32) - 0x30;
  return one > 9 || other > 9 ? 100 : one * 10 + other;
}
