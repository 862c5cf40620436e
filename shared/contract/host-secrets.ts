/**
 * What the case worker asks of the operating system's store of secrets. It is the program around the window that encrypts, for the person
 * who is logged in on this computer; what comes back is kept by the worker. One closed list, as for journals.
 */
export type SecretOperation =
  | { readonly kind: 'standing' }
  | { readonly kind: 'protect'; readonly secret: Uint8Array }
  | { readonly kind: 'reveal'; readonly protectedSecret: Uint8Array };

/** Whether there is such a store, and which; or what keeps us from using it. */
export type SecretStoreStanding =
  | { readonly kind: 'available'; readonly store: SystemStore }
  /** `no-store`: nothing that encrypts. `in-the-open`: something that only looks like it, under a key that everybody knows. */
  | { readonly kind: 'unavailable'; readonly reason: 'no-store' | 'in-the-open' };

export type SystemStore = 'keychain' | 'dpapi' | 'secret-service' | 'kwallet';

/** Bytes; null for what this computer, or this account of it, did not protect. */
export type SecretAnswer = SecretStoreStanding | Uint8Array | null;
