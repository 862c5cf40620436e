import { state } from './memory-areas';
import { asTheyLie, scheduleFour, schedules } from './schedule-four';

/**
 * Takes `count` blocks of 64 bytes, one after the other, into `state`. The rounds of a block need those of the block
 * before, its schedule does not: four are made at once. Up to 192 bytes behind the last block are read and not used.
 */
export function compressBlocks(blocks: usize, count: u32): void {
  for (let first: u32 = 0; first < count; first += 4) {
    const at = blocks + 64 * first;
    scheduleFour(at, at + 64, at + 128, at + 192, asTheyLie);
    for (let lane: u32 = 0; lane < min(4, count - first); lane++) compressLane(schedules + 4 * lane);
  }
}

/** FIPS 180-4 section 6.2.2, steps 2 to 4, for one of the four schedules. */
function compressLane(schedule: usize): void {
  let a = load<u32>(state, 0);
  let b = load<u32>(state, 4);
  let c = load<u32>(state, 8);
  let d = load<u32>(state, 12);
  let e = load<u32>(state, 16);
  let f = load<u32>(state, 20);
  let g = load<u32>(state, 24);
  let h = load<u32>(state, 28);
  let t: u32;
  const end = schedule + 64 * 16;
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
