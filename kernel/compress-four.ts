import { state } from './memory-areas';
import { initialState, roundConstants } from './round-constants';

/** Four independent digests in lockstep: word i of lane j lies at `16 * i + 4 * j`. */
const lanes: usize = memory.data(8 * 16, 16);
/** What of the first word of each lane's block is kept, and what is set in it. */
const firstWordMasks: usize = memory.data(16, 16);
const firstWordPrefixes: usize = memory.data(16, 16);

/** Takes one block of 64 bytes from each of four places into the four lanes (FIPS 180-4 section 6.2.2). */
export function compressFour(p0: usize, p1: usize, p2: usize, p3: usize): void {
  const r00 = bigEndian(v128.load(p0, 0));
  const r01 = bigEndian(v128.load(p1, 0));
  const r02 = bigEndian(v128.load(p2, 0));
  const r03 = bigEndian(v128.load(p3, 0));
  const s00 = unpackLow(r00, r01);
  const s01 = unpackLow(r02, r03);
  const s02 = unpackHigh(r00, r01);
  const s03 = unpackHigh(r02, r03);
  let w0 = lowHalves(s00, s01);
  let w1 = highHalves(s00, s01);
  let w2 = lowHalves(s02, s03);
  let w3 = highHalves(s02, s03);
  const r10 = bigEndian(v128.load(p0, 16));
  const r11 = bigEndian(v128.load(p1, 16));
  const r12 = bigEndian(v128.load(p2, 16));
  const r13 = bigEndian(v128.load(p3, 16));
  const s10 = unpackLow(r10, r11);
  const s11 = unpackLow(r12, r13);
  const s12 = unpackHigh(r10, r11);
  const s13 = unpackHigh(r12, r13);
  let w4 = lowHalves(s10, s11);
  let w5 = highHalves(s10, s11);
  let w6 = lowHalves(s12, s13);
  let w7 = highHalves(s12, s13);
  const r20 = bigEndian(v128.load(p0, 32));
  const r21 = bigEndian(v128.load(p1, 32));
  const r22 = bigEndian(v128.load(p2, 32));
  const r23 = bigEndian(v128.load(p3, 32));
  const s20 = unpackLow(r20, r21);
  const s21 = unpackLow(r22, r23);
  const s22 = unpackHigh(r20, r21);
  const s23 = unpackHigh(r22, r23);
  let w8 = lowHalves(s20, s21);
  let w9 = highHalves(s20, s21);
  let w10 = lowHalves(s22, s23);
  let w11 = highHalves(s22, s23);
  const r30 = bigEndian(v128.load(p0, 48));
  const r31 = bigEndian(v128.load(p1, 48));
  const r32 = bigEndian(v128.load(p2, 48));
  const r33 = bigEndian(v128.load(p3, 48));
  const s30 = unpackLow(r30, r31);
  const s31 = unpackLow(r32, r33);
  const s32 = unpackHigh(r30, r31);
  const s33 = unpackHigh(r32, r33);
  let w12 = lowHalves(s30, s31);
  let w13 = highHalves(s30, s31);
  let w14 = lowHalves(s32, s33);
  let w15 = highHalves(s32, s33);
  w0 = v128.or(v128.and(w0, v128.load(firstWordMasks)), v128.load(firstWordPrefixes));
  let a = v128.load(lanes, 0);
  let b = v128.load(lanes, 16);
  let c = v128.load(lanes, 32);
  let d = v128.load(lanes, 48);
  let e = v128.load(lanes, 64);
  let f = v128.load(lanes, 80);
  let g = v128.load(lanes, 96);
  let h = v128.load(lanes, 112);
  let t: v128;
  let k = roundConstants;
  for (;;) {
    t = mix(e, f, g, h, i32x4.add(w0, v128.load_splat<u32>(k, 0)));
    d = i32x4.add(d, t);
    h = i32x4.add(t, fold(a, b, c));
    t = mix(d, e, f, g, i32x4.add(w1, v128.load_splat<u32>(k, 4)));
    c = i32x4.add(c, t);
    g = i32x4.add(t, fold(h, a, b));
    t = mix(c, d, e, f, i32x4.add(w2, v128.load_splat<u32>(k, 8)));
    b = i32x4.add(b, t);
    f = i32x4.add(t, fold(g, h, a));
    t = mix(b, c, d, e, i32x4.add(w3, v128.load_splat<u32>(k, 12)));
    a = i32x4.add(a, t);
    e = i32x4.add(t, fold(f, g, h));
    t = mix(a, b, c, d, i32x4.add(w4, v128.load_splat<u32>(k, 16)));
    h = i32x4.add(h, t);
    d = i32x4.add(t, fold(e, f, g));
    t = mix(h, a, b, c, i32x4.add(w5, v128.load_splat<u32>(k, 20)));
    g = i32x4.add(g, t);
    c = i32x4.add(t, fold(d, e, f));
    t = mix(g, h, a, b, i32x4.add(w6, v128.load_splat<u32>(k, 24)));
    f = i32x4.add(f, t);
    b = i32x4.add(t, fold(c, d, e));
    t = mix(f, g, h, a, i32x4.add(w7, v128.load_splat<u32>(k, 28)));
    e = i32x4.add(e, t);
    a = i32x4.add(t, fold(b, c, d));
    t = mix(e, f, g, h, i32x4.add(w8, v128.load_splat<u32>(k, 32)));
    d = i32x4.add(d, t);
    h = i32x4.add(t, fold(a, b, c));
    t = mix(d, e, f, g, i32x4.add(w9, v128.load_splat<u32>(k, 36)));
    c = i32x4.add(c, t);
    g = i32x4.add(t, fold(h, a, b));
    t = mix(c, d, e, f, i32x4.add(w10, v128.load_splat<u32>(k, 40)));
    b = i32x4.add(b, t);
    f = i32x4.add(t, fold(g, h, a));
    t = mix(b, c, d, e, i32x4.add(w11, v128.load_splat<u32>(k, 44)));
    a = i32x4.add(a, t);
    e = i32x4.add(t, fold(f, g, h));
    t = mix(a, b, c, d, i32x4.add(w12, v128.load_splat<u32>(k, 48)));
    h = i32x4.add(h, t);
    d = i32x4.add(t, fold(e, f, g));
    t = mix(h, a, b, c, i32x4.add(w13, v128.load_splat<u32>(k, 52)));
    g = i32x4.add(g, t);
    c = i32x4.add(t, fold(d, e, f));
    t = mix(g, h, a, b, i32x4.add(w14, v128.load_splat<u32>(k, 56)));
    f = i32x4.add(f, t);
    b = i32x4.add(t, fold(c, d, e));
    t = mix(f, g, h, a, i32x4.add(w15, v128.load_splat<u32>(k, 60)));
    e = i32x4.add(e, t);
    a = i32x4.add(t, fold(b, c, d));
    if (k == roundConstants + 192) break;
    k += 64;
    w0 = expand(w0, w1, w9, w14);
    w1 = expand(w1, w2, w10, w15);
    w2 = expand(w2, w3, w11, w0);
    w3 = expand(w3, w4, w12, w1);
    w4 = expand(w4, w5, w13, w2);
    w5 = expand(w5, w6, w14, w3);
    w6 = expand(w6, w7, w15, w4);
    w7 = expand(w7, w8, w0, w5);
    w8 = expand(w8, w9, w1, w6);
    w9 = expand(w9, w10, w2, w7);
    w10 = expand(w10, w11, w3, w8);
    w11 = expand(w11, w12, w4, w9);
    w12 = expand(w12, w13, w5, w10);
    w13 = expand(w13, w14, w6, w11);
    w14 = expand(w14, w15, w7, w12);
    w15 = expand(w15, w0, w8, w13);
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
  store<u32>(firstWordMasks + 4 * lane, mask);
}

export function maskOf(lane: u32): u32 {
  return load<u32>(firstWordMasks + 4 * lane);
}

export function prefixLanes(firstWord: u32): void {
  v128.store(firstWordPrefixes, i32x4.splat(firstWord));
}

@inline
function bigEndian(bytes: v128): v128 {
  return i8x16.shuffle(bytes, bytes, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
}

@inline
function unpackLow(one: v128, other: v128): v128 {
  return i32x4.shuffle(one, other, 0, 4, 1, 5);
}

@inline
function unpackHigh(one: v128, other: v128): v128 {
  return i32x4.shuffle(one, other, 2, 6, 3, 7);
}

@inline
function lowHalves(one: v128, other: v128): v128 {
  return i64x2.shuffle(one, other, 0, 2);
}

@inline
function highHalves(one: v128, other: v128): v128 {
  return i64x2.shuffle(one, other, 1, 3);
}

@inline
function rotate(x: v128, by: i32): v128 {
  return v128.or(i32x4.shr_u(x, by), i32x4.shl(x, 32 - by));
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
function expand(w: v128, after1: v128, after9: v128, after14: v128): v128 {
  const small0 = v128.xor(v128.xor(rotate(after1, 7), rotate(after1, 18)), i32x4.shr_u(after1, 3));
  const small1 = v128.xor(v128.xor(rotate(after14, 17), rotate(after14, 19)), i32x4.shr_u(after14, 10));
  return i32x4.add(i32x4.add(w, small0), i32x4.add(after9, small1));
}
