import { toHex } from '../../../shared/bytes/hex.ts';

/** 128 bits that nobody could have chosen. */
export function drawRandomSeed(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(16)));
}
