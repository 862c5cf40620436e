import { byteAt } from './element-at.ts';
import { toHex } from './hex.ts';

/** The bytes as one unsigned number, the first byte the highest; 0 for none. */
export function toBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`);
}

/** A positive number as two's complement has it: no byte too many in front, and one where it would read as negative. */
export function shortestPositive(bytes: Uint8Array): Uint8Array {
  const signed = Uint8Array.of(0, ...bytes);
  const first = signed.findIndex((_, index) => index === signed.length - 1 || !isSpare(signed, index));
  return signed.slice(first);
}

/** A zero in front of a byte that reads as positive without it. */
function isSpare(bytes: Uint8Array, index: number): boolean {
  return byteAt(bytes, index) === 0 && byteAt(bytes, index + 1) < 0x80;
}
