import type { CaseAlarm } from './casework-protocol.ts';

/** What the window can ask of encrypted cases; a part of the case protocol. */
export interface VaultRequests {
  /**
   * Opens an encrypted case with its passphrase; a wrong one is refused as that. The answer is what was found when its journal
   * was compared with the database, which cannot be done before.
   */
  unlockCase: {
    readonly args: { readonly caseId: string; readonly passphrase: string };
    readonly answer: readonly CaseAlarm[];
  };
  /** This window forgets the key, and what it holds of the case. Other windows keep theirs. */
  lockCase: { readonly args: { readonly caseId: string }; readonly answer: null };
  /**
   * Makes an encrypted case of one that is not, in its place: until the last moment, at which it cannot be stopped any more, it is as
   * it was. Refused while another window has the case. The bundles have other ids afterwards.
   */
  encryptCase: {
    readonly args: { readonly caseId: string; readonly passphrase: string };
    readonly answer: EncryptedCaseAnswer;
  };
  changePassphrase: { readonly args: PassphraseChange; readonly answer: null };
}

export interface PassphraseChange {
  readonly caseId: string;
  /** The one that holds: whoever finds an unlocked window must not be able to take the case over. */
  readonly passphrase: string;
  readonly next: string;
}

export interface EncryptedCaseAnswer {
  /** False when something that was stored in the open is still to be removed, by the next start. */
  readonly isClean: boolean;
}
