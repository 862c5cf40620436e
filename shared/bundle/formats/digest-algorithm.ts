import { blake2b } from '@noble/hashes/blake2.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';

/**
 * `weak`: collisions can be made on purpose. A difference still proves a change; equality proves nothing against
 * whoever chose the file.
 */
type DigestStrength = 'strong' | 'weak';

export interface DigestAlgorithm {
  /** As RFC 8493 section 2.4 spells algorithms: lowercase letters and digits. */
  readonly name: string;
  readonly hexDigits: number;
  readonly strength: DigestStrength;
  create(): RunningDigest;
}

interface RunningDigest {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

const algorithms: readonly DigestAlgorithm[] = [
  { name: 'md5', hexDigits: 32, strength: 'weak', create: () => md5.create() },
  { name: 'sha1', hexDigits: 40, strength: 'weak', create: () => sha1.create() },
  { name: 'sha224', hexDigits: 56, strength: 'strong', create: () => sha224.create() },
  { name: 'sha256', hexDigits: 64, strength: 'strong', create: () => sha256.create() },
  { name: 'sha384', hexDigits: 96, strength: 'strong', create: () => sha384.create() },
  { name: 'sha512', hexDigits: 128, strength: 'strong', create: () => sha512.create() },
  { name: 'blake2b', hexDigits: 128, strength: 'strong', create: () => blake2b.create() },
];

/** What a Sigstore bundle may state of a file by itself. */
export const sha2Algorithms = algorithms.filter(({ name }) => ['sha256', 'sha384', 'sha512'].includes(name));

/** The algorithm of this name in any usual spelling (`SHA-256`, `sha256`); null for one that is not known here. */
export function digestAlgorithmOf(name: string): DigestAlgorithm | null {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return algorithms.find((algorithm) => algorithm.name === plain) ?? null;
}
