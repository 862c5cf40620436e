import type { UnixMillis } from '../bytes/units.ts';
import type { SecretStoreStanding } from './host-secrets.ts';

/**
 * What the window can ask of the signing identity of this profile; a part of the case protocol. A passphrase goes to the
 * worker and is forgotten there; the secret key never leaves it.
 */
export interface IdentityRequests {
  /** Null when this profile has none. */
  readIdentity: { readonly args: Record<string, never>; readonly answer: IdentityView | null };
  /** Makes one, keeps it under the passphrase, and leaves it unlocked. Refused while the profile has one. */
  makeIdentity: {
    readonly args: { readonly name: string; readonly passphrase: string };
    readonly answer: IdentityView;
  };
  /** Unlocks it for this worker, until it is locked or the worker ends. */
  openIdentity: { readonly args: { readonly passphrase: string }; readonly answer: IdentityView };
  /** Without its passphrase, by the operating system: where a person had its key kept there. */
  openIdentityBySystem: { readonly args: Record<string, never>; readonly answer: IdentityView };
  /** Has the operating system keep the key of the unlocked identity as well, for the account that is logged in. The passphrase stays. */
  keepIdentityInSystem: { readonly args: SystemKeepingOrder; readonly answer: IdentityView };
  takeIdentityFromSystem: { readonly args: SystemKeepingOrder; readonly answer: IdentityView };
  lockIdentity: { readonly args: Record<string, never>; readonly answer: IdentityView };
  /**
   * Takes one from its file. It is locked; refused while the profile has one. Null for a PKCS #12 file, of which nothing is taken
   * before its passphrase is known.
   */
  importIdentity: { readonly args: { readonly bytes: Uint8Array }; readonly answer: IdentityView | null };
  /** Takes the identity of a PKCS #12 file, keeps it under a passphrase of its own, and leaves it unlocked. */
  importPkcs12: {
    readonly args: {
      readonly bytes: Uint8Array;
      readonly filePassphrase: string;
      readonly passphrase: string;
    };
    readonly answer: IdentityView;
  };
  /** The file as it is kept, under its passphrase. */
  exportIdentity: { readonly args: Record<string, never>; readonly answer: ExportedText };
  /** By its fingerprint, so that no window deletes another one than it shows. */
  deleteIdentity: { readonly args: { readonly fingerprint: string }; readonly answer: null };
  /** Seals the custody log of a case as a bundle, by keys that follow from the unlocked identity. */
  exportCustody: { readonly args: { readonly caseId: string }; readonly answer: SealedCustody };
}

export interface IdentityView {
  readonly name: string;
  /** `SHA256:…`, as `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
  readonly sshPublicKey: string;
  /** `SHA256:…` of the certificate in DER. */
  readonly certificateFingerprint: string;
  /** From when on the certificate says that it is valid. */
  readonly validFrom: UnixMillis;
  readonly keptAt: UnixMillis;
  /** What signs custody logs; null while the identity is locked, since it follows from the secret. */
  readonly custodyKeys: CustodyKeys | null;
  /** Null where there is no program around the window: then nothing is said of it. */
  readonly system: SystemKeeping | null;
}

/** Whether the operating system could keep the key of the identity, and whether it does. */
export interface SystemKeeping {
  readonly standing: SecretStoreStanding;
  /** Since when it does; null when it does not. */
  readonly since: UnixMillis | null;
}

export interface SystemKeepingOrder {
  /** In whose log it stands; null where no case is open. */
  readonly caseId: string | null;
  readonly by: string;
}

/** Fingerprints of the keys by which custody logs leave this profile. */
export interface CustodyKeys {
  readonly log: string;
  readonly packer: string;
}

export interface ExportedText {
  readonly fileName: string;
  readonly text: string;
}

export interface SealedCustody {
  readonly bundle: { readonly fileName: string; readonly bytes: Uint8Array };
  /** The key of the log, for `--vkey`. */
  readonly logKey: ExportedText;
  /** The key of the packer, for `--signers`. */
  readonly signers: ExportedText;
  readonly records: number;
  readonly keys: CustodyKeys;
}
