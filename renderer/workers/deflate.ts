import { pumpThrough } from './pump-through.ts';

/** The platform's raw deflate. */
export function deflateRaw(plain: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return pumpThrough(new CompressionStream('deflate-raw'), plain, { failure: null });
}
