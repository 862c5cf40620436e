import { toHex } from './hex.ts';

/** The bytes as one unsigned number, the first byte the highest; 0 for none. */
export function toBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}
