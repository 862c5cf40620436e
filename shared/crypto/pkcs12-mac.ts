import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '../bytes/concat.ts';
import { byteAt } from '../bytes/element-at.ts';

/** How a PKCS #12 file is kept from being changed by whoever has not its passphrase. */
export interface Pkcs12Mac {
  readonly digest: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
}

const blockBytes = 64;
/** RFC 7292 appendix B.3: what the bytes are for. */
const forMac = 3;

/** HMAC-SHA-256 by a key that follows from the passphrase (RFC 7292 section 5.1 and appendix B.2). */
export function pkcs12Mac(
  content: Uint8Array,
  passphrase: string,
  { salt, iterations }: Omit<Pkcs12Mac, 'digest'>,
): Uint8Array {
  const repeated = [salt, toBmpString(passphrase)].map(fillBlocks);
  let key = sha256(concatBytes([new Uint8Array(blockBytes).fill(forMac), ...repeated]));
  // As many bytes are wanted as one digest has, so the blocks are never added up (step 6).
  for (let round = 1; round < iterations; round++) key = sha256(key);
  return hmac(sha256, key, content);
}

/** Appendix B.1: two bytes for each unit of UTF-16, the high one first, and two zeros at the end. */
function toBmpString(text: string): Uint8Array {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return Uint8Array.from([...units, 0].flatMap((unit) => [unit >> 8, unit & 0xff]));
}

/** Repeated up to whole blocks; nothing stays nothing. */
function fillBlocks(bytes: Uint8Array): Uint8Array {
  const length = Math.ceil(bytes.length / blockBytes) * blockBytes;
  return Uint8Array.from({ length }, (_, index) => byteAt(bytes, index % bytes.length));
}
