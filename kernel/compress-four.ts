import { state } from './memory-areas';
import { initialState } from './round-constants';
import { scheduleFour, schedules, schedulesEnd } from './schedule-four';

/** Four independent digests in lockstep: word i of lane j lies at `16 * i + 4 * j`. */
const lanes: usize = memory.data(8 * 16, 16);
/** What of the first word of each lane's block is kept, and what is set in it. */
const firstWords: usize = memory.data(2 * 16, 16);

/** Takes one block of 64 bytes from each of four places into the four lanes (FIPS 180-4 section 6.2.2). */
export function compressFour(p0: usize, p1: usize, p2: usize, p3: usize): void {
  scheduleFour(p0, p1, p2, p3, firstWords);
  let a = v128.load(lanes, 0);
  let b = v128.load(lanes, 16);
  let c = v128.load(lanes, 32);
  let d = v128.load(lanes, 48);
  let e = v128.load(lanes, 64);
  let f = v128.load(lanes, 80);
  let g = v128.load(lanes, 96);
  let h = v128.load(lanes, 112);
  let t: v128;
  // After eight rounds every word is back in the variable of its name.
  for (let w = schedules; w != schedulesEnd; w += 8 * 16) {
    t = mix(e, f, g, h, v128.load(w, 0));
    d = i32x4.add(d, t);
    h = i32x4.add(t, fold(a, b, c));
    t = mix(d, e, f, g, v128.load(w, 16));
    c = i32x4.add(c, t);
    g = i32x4.add(t, fold(h, a, b));
    t = mix(c, d, e, f, v128.load(w, 32));
    b = i32x4.add(b, t);
    f = i32x4.add(t, fold(g, h, a));
    t = mix(b, c, d, e, v128.load(w, 48));
    a = i32x4.add(a, t);
    e = i32x4.add(t, fold(f, g, h));
    t = mix(a, b, c, d, v128.load(w, 64));
    h = i32x4.add(h, t);
    d = i32x4.add(t, fold(e, f, g));
    t = mix(h, a, b, c, v128.load(w, 80));
    g = i32x4.add(g, t);
    c = i32x4.add(t, fold(d, e, f));
    t = mix(g, h, a, b, v128.load(w, 96));
    f = i32x4.add(f, t);
    b = i32x4.add(t, fold(c, d, e));
    t = mix(f, g, h, a, v128.load(w, 112));
    e = i32x4.add(e, t);
    a = i32x4.add(t, fold(b, c, d));
  }
  v128.store(lanes, i32x4.add(v128.load(lanes, 0), a), 0);
  v128.store(lanes, i32x4.add(v128.load(lanes, 16), b), 16);
  v128.store(lanes, i32x4.add(v128.load(lanes, 32), c), 32);
  v128.store(lanes, i32x4.add(v128.load(lanes, 48), d), 48);
  v128.store(lanes, i32x4.add(v128.load(lanes, 64), e), 64);
  v128.store(lanes, i32x4.add(v128.load(lanes, 80), f), 80);
  v128.store(lanes, i32x4.add(v128.load(lanes, 96), g), 96);
  v128.store(lanes, i32x4.add(v128.load(lanes, 112), h), 112);
}

export function beginLane(lane: u32): void {
  for (let word: usize = 0; word < 8; word++) {
    store<u32>(lanes + 16 * word + 4 * lane, load<u32>(initialState + 4 * word));
  }
}

export function storeLane(lane: u32, target: usize): void {
  for (let word: usize = 0; word < 8; word++) {
    store<u32>(target + 4 * word, bswap(load<u32>(lanes + 16 * word + 4 * lane)));
  }
}

export function copyLaneToState(lane: u32): void {
  for (let word: usize = 0; word < 8; word++) {
    store<u32>(state + 4 * word, load<u32>(lanes + 16 * word + 4 * lane));
  }
}

export function maskLane(lane: u32, mask: u32): void {
  store<u32>(firstWords + 4 * lane, mask);
}

export function maskOf(lane: u32): u32 {
  return load<u32>(firstWords + 4 * lane);
}

export function prefixLanes(firstWord: u32): void {
  v128.store(firstWords, i32x4.splat(firstWord), 16);
}

@inline
function mix(e: v128, f: v128, g: v128, h: v128, w: v128): v128 {
  const choice = v128.xor(g, v128.and(e, v128.xor(f, g)));
  const sum = v128.xor(v128.xor(rotate(e, 6), rotate(e, 11)), rotate(e, 25));
  return i32x4.add(i32x4.add(h, w), i32x4.add(choice, sum));
}

@inline
function fold(a: v128, b: v128, c: v128): v128 {
  const majority = v128.xor(b, v128.and(v128.xor(a, b), v128.xor(b, c)));
  const sum = v128.xor(v128.xor(rotate(a, 2), rotate(a, 13)), rotate(a, 22));
  return i32x4.add(majority, sum);
}

@inline
function rotate(x: v128, by: i32): v128 {
  return v128.or(i32x4.shr_u(x, by), i32x4.shl(x, 32 - by));
}
