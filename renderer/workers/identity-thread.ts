import type { ScryptCost } from '../../shared/certificates/encrypted-private-key.ts';
import { scryptKey } from '../../shared/crypto/scrypt.ts';
import { identityThreadName } from './thread-names.ts';

/** A key that is to be derived from a passphrase. */
export interface ScryptJob {
  readonly passphrase: Uint8Array;
  readonly salt: Uint8Array;
  readonly cost: ScryptCost;
}

/** Makes this worker the thread, if it was started as one. False when it is something else. */
export function serveAsIdentityThread(): boolean {
  if (self.name !== identityThreadName) return false;
  self.addEventListener('message', ({ data }: MessageEvent<ScryptJob>) => {
    self.postMessage(scryptKey(data.passphrase, data.salt, data.cost));
  });
  return true;
}
