import { renderUtcTime } from '../adapters/utc-time.ts';
import { toBase64 } from '../bytes/base64.ts';
import type { TrustStore } from '../trust/trust-store.ts';
import type { KeyRevocation } from '../trust/trusted-key.ts';

/** Raised with every change that a script could notice. */
const schemaVersion = 1;

/** A trust store as a JSON document: what `trust list --json` prints, and what the window exports. */
export function toStoreDocument({ keys, policies, heads, authorities }: TrustStore) {
  return {
    schemaVersion,
    keys: keys.map((key) => ({
      keyId: key.keyId,
      role: key.role,
      origin: key.origin,
      publicKey: key.publicKey,
      fingerprint: key.fingerprint,
      compared: key.compared,
      comparedBy: key.comparedBy,
      pinnedAt: renderUtcTime(key.pinnedAt),
      validAfter: toTimeText(key.validAfter),
      validBefore: toTimeText(key.validBefore),
      revoked: toRevokedDocument(key.revoked),
    })),
    authorities: authorities.map((authority) => ({
      authorityId: authority.authorityId,
      name: authority.name,
      fingerprint: authority.fingerprint,
      compared: authority.compared,
      comparedBy: authority.comparedBy,
      pinnedAt: renderUtcTime(authority.pinnedAt),
      revoked: toRevokedDocument(authority.revoked),
    })),
    policies: policies.map(({ origin, witnesses, groups, quorum }) => ({
      origin,
      witnesses,
      groups,
      quorum,
    })),
    heads: heads.map(({ origin, size, root, firstSeenAt, delivery }) => ({
      origin,
      size,
      root: toBase64(root),
      firstSeenAt: renderUtcTime(firstSeenAt),
      delivery,
    })),
  };
}

function toRevokedDocument(revoked: KeyRevocation | null) {
  return revoked === null ? null : { ...revoked, at: renderUtcTime(revoked.at) };
}

function toTimeText(time: number | null): string | null {
  return time === null ? null : renderUtcTime(time);
}
