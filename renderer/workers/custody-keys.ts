import type { CustodyKeys } from '../../shared/contract/identity-protocol.ts';
import type { Identity } from '../../shared/identity/identity.ts';
import { packerKeyOf, verifierKeyOf } from '../../shared/identity/log-key.ts';
import { fingerprintOf } from '../../shared/trust/fingerprint.ts';

/** What a person compares of the keys that sign custody logs. The fingerprint of a log key says nothing of its name. */
export function custodyKeysOf(identity: Identity): CustodyKeys {
  return {
    log: fingerprintOf(verifierKeyOf(identity, 'any'), 'log'),
    packer: fingerprintOf(packerKeyOf(identity), 'packer'),
  };
}
