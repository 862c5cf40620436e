import { gcm } from '@noble/ciphers/aes.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '../bytes/concat.ts';
import { CancelledError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';

/** Where a value is stored: a table or file, and the key of the row or line in it. Part of what is authenticated. */
export type StoredPlace = readonly (string | number)[];

export const nonceBytes = 12;
export const tagBytes = 16;

type KeyUse = 'rows' | 'marks';

/**
 * Encrypts what is stored of one case: AES-256-GCM (NIST SP 800-38D), under keys that follow from the key of the case by HKDF
 * (RFC 5869), one for each use.
 *
 * Nonces of rows are 96 random bits. A counter would have to be stored, and a profile that is put back from a backup would
 * count the same numbers again; below 2^32 values under one key a repeated draw is out of the question (section 8.3).
 *
 * A case can be locked in the middle of an import. What is still at work then ends with CancelledError: it must neither encrypt
 * under a key that was wiped, which everybody knows, nor take what it cannot read for altered.
 */
export class CaseCipher {
  readonly #key: Uint8Array;
  readonly #rows: Uint8Array;
  readonly #marks: Uint8Array;
  readonly #randomBytes: (count: number) => Uint8Array;
  #isDestroyed = false;

  constructor(key: Uint8Array, randomBytes: (count: number) => Uint8Array) {
    this.#key = key.slice();
    this.#rows = derivedKey(key, 'rows');
    this.#marks = derivedKey(key, 'marks');
    this.#randomBytes = randomBytes;
  }

  /** Nonce, ciphertext and tag. Nobody can move the answer to another place. */
  encrypt(place: StoredPlace, content: Uint8Array): Uint8Array {
    this.#requireKey();
    const nonce = this.#randomBytes(nonceBytes);
    return concatBytes([nonce, gcm(this.#rows, nonce, placeBytes(place)).encrypt(content)]);
  }

  /** Null for whatever was not encrypted by this key for this place. */
  decrypt(place: StoredPlace, encrypted: Uint8Array): Uint8Array | null {
    this.#requireKey();
    if (encrypted.length < nonceBytes + tagBytes) return null;
    const cipher = gcm(this.#rows, encrypted.subarray(0, nonceBytes), placeBytes(place));
    try {
      return cipher.decrypt(encrypted.subarray(nonceBytes));
    } catch {
      // All that the library says of a wrong tag.
      return null;
    }
  }

  /** Stands in an index for a value that would name evidence: the same for the same value, and only for who has the key. */
  mark(use: string, value: string): string {
    this.#requireKey();
    return toHex(hmac(sha256, this.#marks, encodeUtf8(JSON.stringify([use, value]))));
  }

  /** A key for one large thing, such as the delivered file of one bundle. */
  keyFor(place: StoredPlace): Uint8Array {
    this.#requireKey();
    return hkdf(sha256, this.#key, noSalt, placeBytes(place), keyBytes);
  }

  /** After it, nothing can be read or written with this cipher. */
  destroy(): void {
    this.#isDestroyed = true;
    for (const key of [this.#key, this.#rows, this.#marks]) key.fill(0);
  }

  #requireKey(): void {
    if (this.#isDestroyed) throw new CancelledError();
  }
}

export const keyBytes = 32;
const noSalt = new Uint8Array(0);
/** Of what is encrypted, not of the database: a schema is raised while cases are locked. */
const formatName = 'vouch-case/1';

/** What is authenticated beside the content. JSON, so that no two places are spelled alike. */
export function placeBytes(place: StoredPlace): Uint8Array {
  return encodeUtf8(JSON.stringify([formatName, ...place]));
}

function derivedKey(key: Uint8Array, use: KeyUse): Uint8Array {
  return hkdf(sha256, key, noSalt, placeBytes(['use', use]), keyBytes);
}
