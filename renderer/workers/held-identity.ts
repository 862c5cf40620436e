import type { Identity } from '../../shared/identity/identity.ts';
import type { IdentityFile } from '../../shared/identity/identity-file.ts';

/** The identity that was unlocked in this worker. It is nowhere else, and ends with the worker. */
export class HeldIdentity {
  #identity: Identity | null = null;

  hold(identity: Identity): void {
    this.#identity = identity;
  }

  lock(): void {
    this.#identity?.secretKey.fill(0);
    this.#identity = null;
  }

  /** The unlocked one, if it is the one that is kept: another window may have deleted it and taken another. */
  of({ fingerprint }: Pick<IdentityFile, 'fingerprint'>): Identity | null {
    return this.#identity?.fingerprint === fingerprint ? this.#identity : null;
  }
}
