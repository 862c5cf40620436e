/** A file of a key that was made. */
export interface KeyFile {
  readonly name: string;
  readonly text: string;
  readonly isSecret: boolean;
}

/** A new key: its files, the secret one first, and what is told of it. */
export interface MadeKey {
  readonly files: readonly [KeyFile, ...KeyFile[]];
  readonly publicKey: string;
  readonly fingerprint: string;
}
