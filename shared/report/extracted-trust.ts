import { renderPolicyOf } from '../case/stock-files.ts';
import type { TrustStore } from '../trust/trust-store.ts';
import type { ExtractedTrust } from './extract.ts';

/** What a trust store says of the logs of a report; its other logs are none of the recipient's business. */
export function toExtractedTrust(store: TrustStore, origins: ReadonlySet<string>): ExtractedTrust {
  return {
    keys: store.keys
      .filter(({ origin }) => origins.has(origin))
      .map(({ publicKey, revoked, ...key }) => ({
        role: key.role,
        origin: key.origin,
        fingerprint: key.fingerprint,
        spelling: publicKey,
        compared: key.compared,
        comparedBy: key.comparedBy,
        validAfter: key.validAfter,
        validBefore: key.validBefore,
        revokedFrom: revoked === null ? null : revoked.at,
      })),
    authorities: store.authorities.map(({ name, fingerprint, compared, comparedBy, revoked }) => ({
      ...{ subject: name, fingerprint, compared, comparedBy },
      isRevoked: revoked !== null,
    })),
    policies: store.policies
      .filter(({ origin }) => origins.has(origin))
      .map(({ origin }) => ({ origin, policy: renderPolicyOf(store, origin) })),
  };
}
