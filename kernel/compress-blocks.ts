import { state } from './memory-areas';
import { roundConstants } from './round-constants';

/** Takes `count` blocks of 64 bytes, one after the other, into `state` (FIPS 180-4 section 6.2.2). */
export function compressBlocks(blocks: usize, count: usize): void {
  let a = load<u32>(state, 0);
  let b = load<u32>(state, 4);
  let c = load<u32>(state, 8);
  let d = load<u32>(state, 12);
  let e = load<u32>(state, 16);
  let f = load<u32>(state, 20);
  let g = load<u32>(state, 24);
  let h = load<u32>(state, 28);
  let t: u32;
  for (; count > 0; count--, blocks += 64) {
    let w0 = bswap(load<u32>(blocks, 0));
    let w1 = bswap(load<u32>(blocks, 4));
    let w2 = bswap(load<u32>(blocks, 8));
    let w3 = bswap(load<u32>(blocks, 12));
    let w4 = bswap(load<u32>(blocks, 16));
    let w5 = bswap(load<u32>(blocks, 20));
    let w6 = bswap(load<u32>(blocks, 24));
    let w7 = bswap(load<u32>(blocks, 28));
    let w8 = bswap(load<u32>(blocks, 32));
    let w9 = bswap(load<u32>(blocks, 36));
    let w10 = bswap(load<u32>(blocks, 40));
    let w11 = bswap(load<u32>(blocks, 44));
    let w12 = bswap(load<u32>(blocks, 48));
    let w13 = bswap(load<u32>(blocks, 52));
    let w14 = bswap(load<u32>(blocks, 56));
    let w15 = bswap(load<u32>(blocks, 60));
    let k = roundConstants;
    for (;;) {
      t = mix(e, f, g, h, w0 + load<u32>(k, 0));
      d += t;
      h = t + fold(a, b, c);
      t = mix(d, e, f, g, w1 + load<u32>(k, 4));
      c += t;
      g = t + fold(h, a, b);
      t = mix(c, d, e, f, w2 + load<u32>(k, 8));
      b += t;
      f = t + fold(g, h, a);
      t = mix(b, c, d, e, w3 + load<u32>(k, 12));
      a += t;
      e = t + fold(f, g, h);
      t = mix(a, b, c, d, w4 + load<u32>(k, 16));
      h += t;
      d = t + fold(e, f, g);
      t = mix(h, a, b, c, w5 + load<u32>(k, 20));
      g += t;
      c = t + fold(d, e, f);
      t = mix(g, h, a, b, w6 + load<u32>(k, 24));
      f += t;
      b = t + fold(c, d, e);
      t = mix(f, g, h, a, w7 + load<u32>(k, 28));
      e += t;
      a = t + fold(b, c, d);
      t = mix(e, f, g, h, w8 + load<u32>(k, 32));
      d += t;
      h = t + fold(a, b, c);
      t = mix(d, e, f, g, w9 + load<u32>(k, 36));
      c += t;
      g = t + fold(h, a, b);
      t = mix(c, d, e, f, w10 + load<u32>(k, 40));
      b += t;
      f = t + fold(g, h, a);
      t = mix(b, c, d, e, w11 + load<u32>(k, 44));
      a += t;
      e = t + fold(f, g, h);
      t = mix(a, b, c, d, w12 + load<u32>(k, 48));
      h += t;
      d = t + fold(e, f, g);
      t = mix(h, a, b, c, w13 + load<u32>(k, 52));
      g += t;
      c = t + fold(d, e, f);
      t = mix(g, h, a, b, w14 + load<u32>(k, 56));
      f += t;
      b = t + fold(c, d, e);
      t = mix(f, g, h, a, w15 + load<u32>(k, 60));
      e += t;
      a = t + fold(b, c, d);
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
    a += load<u32>(state, 0);
    store<u32>(state, a, 0);
    b += load<u32>(state, 4);
    store<u32>(state, b, 4);
    c += load<u32>(state, 8);
    store<u32>(state, c, 8);
    d += load<u32>(state, 12);
    store<u32>(state, d, 12);
    e += load<u32>(state, 16);
    store<u32>(state, e, 16);
    f += load<u32>(state, 20);
    store<u32>(state, f, 20);
    g += load<u32>(state, 24);
    store<u32>(state, g, 24);
    h += load<u32>(state, 28);
    store<u32>(state, h, 28);
  }
}

@inline
function mix(e: u32, f: u32, g: u32, h: u32, w: u32): u32 {
  return h + w + (g ^ (e & (f ^ g))) + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25));
}

@inline
function fold(a: u32, b: u32, c: u32): u32 {
  return (b ^ ((a ^ b) & (b ^ c))) + (rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22));
}

@inline
function expand(w: u32, after1: u32, after9: u32, after14: u32): u32 {
  const small0 = rotr(after1, 7) ^ rotr(after1, 18) ^ (after1 >> 3);
  const small1 = rotr(after14, 17) ^ rotr(after14, 19) ^ (after14 >> 10);
  return w + small0 + after9 + small1;
}
