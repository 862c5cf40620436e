import { CaseCipher } from '../../shared/vault/case-cipher.ts';
import { StoreError } from './store-error.ts';

/**
 * The keys of encrypted cases that were unlocked in this worker. They are nowhere else, and end with it. Beside them it knows
 * which cases are encrypted, so that a row which another hand laid in without encryption is not taken for one of ours.
 */
export class Vault {
  readonly #ciphers = new Map<string, CaseCipher>();
  readonly #encrypted = new Set<string>();

  unlock(caseId: string, key: Uint8Array): CaseCipher {
    this.#encrypted.add(caseId);
    const known = this.#ciphers.get(caseId);
    // It may be in use, and a case has one key for ever.
    if (known !== undefined) return known;
    const cipher = new CaseCipher(key, randomBytes);
    this.#ciphers.set(caseId, cipher);
    return cipher;
  }

  lock(caseId: string): void {
    this.#ciphers.get(caseId)?.destroy();
    this.#ciphers.delete(caseId);
  }

  /** Of a case that there is no more, or that never came to be. */
  forget(caseId: string): void {
    this.lock(caseId);
    this.#encrypted.delete(caseId);
  }

  noteEncrypted(caseId: string): void {
    this.#encrypted.add(caseId);
  }

  isEncrypted(caseId: string): boolean {
    return this.#encrypted.has(caseId);
  }

  /** Null while it is locked, and for a case that is not encrypted. */
  unlocked(caseId: string): CaseCipher | null {
    return this.#ciphers.get(caseId) ?? null;
  }

  /** Null for a case that is not encrypted. Throws StoreError while it is locked. */
  cipherOf(caseId: string): CaseCipher | null {
    const cipher = this.unlocked(caseId);
    if (cipher === null && this.isEncrypted(caseId)) throw lockedCase();
    return cipher;
  }
}

export function lockedCase(): StoreError {
  return new StoreError('case-locked', 'This case is encrypted, and locked in this window.');
}

function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}
