import { scrypt } from '@noble/hashes/scrypt.js';

/** What scrypt costs (RFC 7914 section 2): N, r and p. */
interface Cost {
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
}

/** Above the most that a file may ask for; see `certificates/encrypted-private-key.ts`. */
const mostMemory = 2 ** 30;

/** 32 bytes from a passphrase. It takes half a second and holds up whoever calls it: call it in a thread of its own. */
export function scryptKey(passphrase: Uint8Array, salt: Uint8Array, cost: Cost): Uint8Array {
  const { cost: N, blockSize: r, parallelization: p } = cost;
  return scrypt(passphrase, salt, { N, r, p, dkLen: 32, maxmem: mostMemory });
}
