import { roundConstants } from './round-constants';
import { bigEndian, expand, highHalves, lowHalves, schedulesBytes, unpackLow } from './schedule-four';

/** The first sixteen words of a schedule are those of its block; the others come from them. */
export const expandedBytes: u32 = 16 * 16;

/** The words of the four schedules that are being made, without their round constants. */
const words: usize = memory.data(schedulesBytes, 16);

/** Makes two of the first words of four neighbouring blocks; `at` says which, and where they go in `schedules`. */
@inline
export function transposeTwo(blocks: usize, schedules: usize, at: u32): void {
  const from = blocks + (at >> 2);
  const r0 = bigEndian(v128.load64_zero(from));
  const r1 = bigEndian(v128.load64_zero(from, 64));
  const r2 = bigEndian(v128.load64_zero(from, 128));
  const r3 = bigEndian(v128.load64_zero(from, 192));
  const low = unpackLow(r0, r1);
  const high = unpackLow(r2, r3);
  putTwo(schedules, at, lowHalves(low, high), highHalves(low, high));
}

/** Makes two of the words that come from earlier ones. */
@inline
export function expandTwo(schedules: usize, at: u32): void {
  const before = words + at;
  const after1 = v128.load(before - 15 * 16);
  const one = expand(v128.load(before - 16 * 16), after1, v128.load(before - 7 * 16), v128.load(before - 2 * 16));
  const other = expand(after1, v128.load(before - 14 * 16), v128.load(before - 6 * 16), v128.load(before - 16));
  putTwo(schedules, at, one, other);
}

@inline
function putTwo(schedules: usize, at: usize, one: v128, other: v128): void {
  const constants = roundConstants + (at >> 2);
  v128.store(words + at, one);
  v128.store(words + at, other, 16);
  v128.store(schedules + at, i32x4.add(one, v128.load_splat<u32>(constants)));
  v128.store(schedules + at, i32x4.add(other, v128.load_splat<u32>(constants, 4)), 16);
}
