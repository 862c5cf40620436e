import { gcm } from '@noble/ciphers/aes.js';
import { parseBase64, toBase64 } from '../bytes/base64.ts';
import { FormatError } from '../bytes/errors.ts';
import type { UnixMillis } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { ScryptCost } from '../certificates/encrypted-private-key.ts';
import { ObjectReader } from '../json/object-reader.ts';
import { parseStrictJson } from '../json/parse-json.ts';
import { keyBytes, nonceBytes, placeBytes, tagBytes } from './case-cipher.ts';

/** The key of a case under its passphrase. It says nothing of the case but when it was made. */
export interface CaseLock {
  readonly caseId: string;
  readonly createdAt: UnixMillis;
  readonly scrypt: ScryptCost;
  readonly salt: Uint8Array;
  readonly nonce: Uint8Array;
  /** Ciphertext and tag of the key. */
  readonly wrappedKey: Uint8Array;
}

/** What a platform does with a passphrase. */
export interface LockPlatform {
  randomBytes(count: number): Uint8Array;
  /** RFC 7914; 32 bytes. */
  scrypt(passphrase: Uint8Array, salt: Uint8Array, cost: ScryptCost): Promise<Uint8Array>;
}

/** Half a second on a laptop of today (measured), in 128 MiB, which is what a guesser pays for each try as well. */
const usualCost: ScryptCost = { cost: 2 ** 17, blockSize: 8, parallelization: 1 };
/** Below, a lock would not be ours; above, a file that another hand wrote would decide what this computer is busy with. */
const acceptedCosts = { least: 2 ** 16, most: 2 ** 19 };
const saltBytes = 32;
const mostTextLength = 1_024;

/** A new key for a case. Everything that is ever stored of it depends on these bytes. */
export function makeCaseKey({ randomBytes }: Pick<LockPlatform, 'randomBytes'>): Uint8Array {
  return randomBytes(keyBytes);
}

/** Wraps the key of a case under a passphrase: a new one, or the next one of the same key. */
export async function lockCaseKey(
  key: Uint8Array,
  { caseId, createdAt }: Pick<CaseLock, 'caseId' | 'createdAt'>,
  passphrase: string,
  platform: LockPlatform,
): Promise<string> {
  const salt = platform.randomBytes(saltBytes);
  const nonce = platform.randomBytes(nonceBytes);
  const open = { caseId, createdAt, scrypt: usualCost, salt };
  const wrapping = await platform.scrypt(passphraseBytes(passphrase), salt, usualCost);
  const wrappedKey = gcm(wrapping, nonce, lockPlace(open)).encrypt(key);
  wrapping.fill(0);
  return renderCaseLock({ ...open, nonce, wrappedKey });
}

/** The key; null for a wrong passphrase, and for a lock that was changed: nothing can tell one from the other. */
export async function openCaseLock(
  lock: CaseLock,
  passphrase: string,
  platform: Pick<LockPlatform, 'scrypt'>,
): Promise<Uint8Array | null> {
  const wrapping = await platform.scrypt(passphraseBytes(passphrase), lock.salt, lock.scrypt);
  try {
    return gcm(wrapping, lock.nonce, lockPlace(lock)).decrypt(lock.wrappedKey);
  } catch {
    // All that the library says of a wrong tag.
    return null;
  } finally {
    wrapping.fill(0);
  }
}

/**
 * Reads a lock. Throws FormatError `key`, also for costs that no lock of ours has: whoever opens one pays them before it is
 * known whether the passphrase is right.
 */
export function parseCaseLock(text: string): CaseLock {
  if (text.length > mostTextLength) throw wrong('a shorter lock');
  const reader = new ObjectReader(parseStrictJson(encodeUtf8(text)), 'in the lock of a case');
  reader.word('lock', [lockName]);
  const lock: CaseLock = {
    caseId: reader.text('caseId'),
    createdAt: reader.count('createdAt'),
    scrypt: {
      cost: reader.count('cost'),
      blockSize: reader.count('blockSize'),
      parallelization: reader.count('parallelization'),
    },
    salt: bytesOf(reader.text('salt'), saltBytes),
    nonce: bytesOf(reader.text('nonce'), nonceBytes),
    wrappedKey: bytesOf(reader.text('key'), keyBytes + tagBytes),
  };
  reader.end();
  refuseCost(lock.scrypt);
  if (renderCaseLock(lock) !== text) throw wrong('the usual spelling');
  return lock;
}

const lockName = 'vouch-case-lock/1';

function renderCaseLock({ caseId, createdAt, scrypt, salt, nonce, wrappedKey }: CaseLock): string {
  return JSON.stringify({
    lock: lockName,
    caseId,
    createdAt,
    ...scrypt,
    salt: toBase64(salt),
    nonce: toBase64(nonce),
    key: toBase64(wrappedKey),
  });
}

function refuseCost({ cost, blockSize, parallelization }: ScryptCost): void {
  const isPower = Number.isInteger(Math.log2(cost));
  const isAccepted = cost >= acceptedCosts.least && cost <= acceptedCosts.most;
  if (isPower && isAccepted && blockSize === usualCost.blockSize && parallelization === 1) return;
  throw wrong(`scrypt with N from ${acceptedCosts.least} to ${acceptedCosts.most}, r 8 and p 1`);
}

/** All that is stated beside the wrapped key: a lock whose costs or case were changed does not open. */
function lockPlace({ caseId, createdAt, scrypt, salt }: Omit<CaseLock, 'nonce' | 'wrappedKey'>): Uint8Array {
  const { cost, blockSize, parallelization } = scrypt;
  return placeBytes(['lock', caseId, createdAt, cost, blockSize, parallelization, toBase64(salt)]);
}

/** RFC 8265 section 4.2.2: the same characters are the same passphrase, however a keyboard composes them. */
function passphraseBytes(passphrase: string): Uint8Array {
  return encodeUtf8(passphrase.normalize('NFC'));
}

function bytesOf(text: string, length: number): Uint8Array {
  const bytes = parseBase64(text);
  if (bytes?.length === length) return bytes;
  throw wrong(`${length} bytes in base64`);
}

function wrong(expected: string): FormatError {
  return new FormatError('key', `Expected ${expected} in the lock of a case, found something else.`);
}
