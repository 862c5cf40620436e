import { state } from './memory-areas';
import { expandedBytes, expandTwo, transposeTwo } from './schedule-by-two';
import { asTheyLie, scheduleFour, schedules, schedulesBytes } from './schedule-four';

/** Where the schedules of the next four blocks are made, while those of four lie in `schedules`; then in turn. */
const otherSchedules: usize = memory.data(schedulesBytes, 16);

/**
 * Takes `count` blocks of 64 bytes, one after the other, into `state`. The rounds of a block need those of the block
 * before, its schedule does not: four are made at once. And a round mostly waits for the one before it, so the next
 * four are made between the rounds of these, which costs next to nothing.
 * Up to 192 bytes behind the last block are read and not used.
 */
export function compressBlocks(blocks: usize, count: u32): void {
  if (count == 0) return;
  let these = schedules;
  let next = otherSchedules;
  scheduleFour(blocks, blocks + 64, blocks + 128, blocks + 192, asTheyLie);
  let left = count;
  for (; left > 4; left -= 4) {
    blocks += 4 * 64;
    for (let lane: u32 = 0; lane < 4; lane++) compressLane(these, lane, blocks, next);
    const used = these;
    these = next;
    next = used;
  }
  for (let lane: u32 = 0; lane < left; lane++) compressLane(these, lane, 0, 0);
}

/**
 * FIPS 180-4 section 6.2.2, steps 2 to 4, for one of four schedules; and a fourth of those of the four blocks at
 * `blocks`, which go to `next`, unless that is 0.
 */
function compressLane(these: usize, lane: u32, blocks: usize, next: usize): void {
  let a = load<u32>(state, 0);
  let b = load<u32>(state, 4);
  let c = load<u32>(state, 8);
  let d = load<u32>(state, 12);
  let e = load<u32>(state, 16);
  let f = load<u32>(state, 20);
  let g = load<u32>(state, 24);
  let h = load<u32>(state, 28);
  let t: u32;
  const schedule = these + 4 * lane;
  const end = schedule + schedulesBytes;
  let at = lane * (schedulesBytes / 4);
  // After eight rounds every word is back in the variable of its name.
  for (let w = schedule; w != end; w += 8 * 16) {
    t = mix(e, f, g, h, load<u32>(w, 0));
    d += t;
    h = t + fold(a, b, c);
    t = mix(d, e, f, g, load<u32>(w, 16));
    c += t;
    g = t + fold(h, a, b);
    t = mix(c, d, e, f, load<u32>(w, 32));
    b += t;
    f = t + fold(g, h, a);
    t = mix(b, c, d, e, load<u32>(w, 48));
    a += t;
    e = t + fold(f, g, h);
    t = mix(a, b, c, d, load<u32>(w, 64));
    h += t;
    d = t + fold(e, f, g);
    t = mix(h, a, b, c, load<u32>(w, 80));
    g += t;
    c = t + fold(d, e, f);
    t = mix(g, h, a, b, load<u32>(w, 96));
    f += t;
    b = t + fold(c, d, e);
    t = mix(f, g, h, a, load<u32>(w, 112));
    e += t;
    a = t + fold(b, c, d);
    if (next == 0) continue;
    if (at < expandedBytes) transposeTwo(blocks, next, at);
    else expandTwo(next, at);
    at += 2 * 16;
  }
  store<u32>(state, load<u32>(state, 0) + a, 0);
  store<u32>(state, load<u32>(state, 4) + b, 4);
  store<u32>(state, load<u32>(state, 8) + c, 8);
  store<u32>(state, load<u32>(state, 12) + d, 12);
  store<u32>(state, load<u32>(state, 16) + e, 16);
  store<u32>(state, load<u32>(state, 20) + f, 20);
  store<u32>(state, load<u32>(state, 24) + g, 24);
  store<u32>(state, load<u32>(state, 28) + h, 28);
}

@inline
function mix(e: u32, f: u32, g: u32, h: u32, w: u32): u32 {
  return h + w + (g ^ (e & (f ^ g))) + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25));
}

@inline
function fold(a: u32, b: u32, c: u32): u32 {
  return (b ^ ((a ^ b) & (b ^ c))) + (rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22));
}
