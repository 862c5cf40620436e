import { roundConstants } from './round-constants';

export const schedulesBytes: u32 = 64 * 16;

/**
 * The schedules of four blocks, each word with its round constant added: word i of lane j lies at `16 * i + 4 * j`.
 * In memory and not in locals: processors have fewer vector registers than one schedule needs, and so the four lanes
 * of four digests and the four blocks of one digest can both be worked off from here.
 */
export const schedules: usize = memory.data(schedulesBytes, 16);
export const schedulesEnd: usize = schedules + schedulesBytes;

/** For `firstWords`: every block as it lies there. */
export const asTheyLie: usize = memory.data<u32>([0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0, 0, 0, 0], 16);

/**
 * Writes the message schedules of a block from each of four places (FIPS 180-4 section 6.2.2, step 1).
 * `firstWords` points to two vectors: what is kept of the first words, and what is set in them.
 */
export function scheduleFour(p0: usize, p1: usize, p2: usize, p3: usize, firstWords: usize): void {
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
  w0 = v128.or(v128.and(w0, v128.load(firstWords)), v128.load(firstWords, 16));
  let at = schedules;
  let k = roundConstants;
  for (;;) {
    put(at, k, 0, w0);
    put(at, k, 1, w1);
    put(at, k, 2, w2);
    put(at, k, 3, w3);
    put(at, k, 4, w4);
    put(at, k, 5, w5);
    put(at, k, 6, w6);
    put(at, k, 7, w7);
    put(at, k, 8, w8);
    put(at, k, 9, w9);
    put(at, k, 10, w10);
    put(at, k, 11, w11);
    put(at, k, 12, w12);
    put(at, k, 13, w13);
    put(at, k, 14, w14);
    put(at, k, 15, w15);
    at += 16 * 16;
    if (at == schedulesEnd) return;
    k += 16 * 4;
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
}

@inline
function put(at: usize, k: usize, index: usize, word: v128): void {
  v128.store(at + 16 * index, i32x4.add(word, v128.load_splat<u32>(k + 4 * index)));
}

@inline
export function expand(w: v128, after1: v128, after9: v128, after14: v128): v128 {
  const small0 = v128.xor(v128.xor(rotate(after1, 7), rotate(after1, 18)), i32x4.shr_u(after1, 3));
  const small1 = v128.xor(v128.xor(rotate(after14, 17), rotate(after14, 19)), i32x4.shr_u(after14, 10));
  return i32x4.add(i32x4.add(w, small0), i32x4.add(after9, small1));
}

@inline
function rotate(x: v128, by: i32): v128 {
  return v128.or(i32x4.shr_u(x, by), i32x4.shl(x, 32 - by));
}

@inline
export function bigEndian(bytes: v128): v128 {
  return i8x16.shuffle(bytes, bytes, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
}

@inline
export function unpackLow(one: v128, other: v128): v128 {
  return i32x4.shuffle(one, other, 0, 4, 1, 5);
}

@inline
function unpackHigh(one: v128, other: v128): v128 {
  return i32x4.shuffle(one, other, 2, 6, 3, 7);
}

@inline
export function lowHalves(one: v128, other: v128): v128 {
  return i64x2.shuffle(one, other, 0, 2);
}

@inline
export function highHalves(one: v128, other: v128): v128 {
  return i64x2.shuffle(one, other, 1, 3);
}
