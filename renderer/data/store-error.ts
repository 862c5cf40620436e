export type StoreErrorCode =
  | 'newer-schema'
  | 'schema-changed'
  | 'no-such-case'
  | 'no-such-bundle'
  | 'no-such-entry'
  | 'already-imported'
  | 'copy-altered'
  | 'pin-refused'
  | 'revoke-refused'
  | 'trust-file-refused'
  | 'head-refused'
  | 'search-refused'
  | 'nothing-to-export'
  | 'journal-contradicts'
  | 'journal-not-written'
  | 'made-refused'
  | 'on-hold'
  | 'overlay-refused'
  | 'case-file-refused'
  | 'lens-refused'
  | 'report-refused'
  | 'exhibit-refused'
  | 'identity-refused'
  | 'identity-locked'
  | 'wrong-passphrase'
  | 'passphrase-refused'
  | 'case-locked'
  | 'case-in-use'
  | 'encryption-refused';

/**
 * A request that the stored cases cannot fulfil. Nothing was changed, unless the code speaks of the journal: then what was
 * done is in the database and is not confirmed.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
