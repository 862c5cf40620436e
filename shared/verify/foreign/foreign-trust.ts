import type { UnixMillis } from '../../bytes/units.ts';
import type { MinisignKey } from '../../crypto/minisign.ts';
import type { AllowedSigner } from '../../trust/allowed-signers.ts';

/** Whom a person named for this evidence. Nothing inside the evidence can add to it. */
export interface ForeignTrust {
  readonly sshSigners: readonly AllowedSigner[];
  readonly minisignKeys: readonly MinisignKey[];
  /** For signatures that name no key. */
  readonly ed25519Keys: readonly Uint8Array[];
  /** At which keys with a window count, as `ssh-keygen -Y verify` has it: no signature here states a time. */
  readonly now: UnixMillis;
}

/** Nobody is trusted. */
export const noForeignTrust: ForeignTrust = { sshSigners: [], minisignKeys: [], ed25519Keys: [], now: 0 };
