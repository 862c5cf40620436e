import { renderUtcTime } from '../shared/adapters/utc-time.ts';
import { toBase64 } from '../shared/bytes/base64.ts';
import type { TrustStore } from '../shared/trust/trust-store.ts';
import type { Terminal } from './terminal.ts';

/** Raised with every change that a script could notice. */
const schemaVersion = 1;

/** What `trust list --json` prints. */
export function toStoreDocument({ keys, policies, heads }: TrustStore) {
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
      revoked: key.revoked === null ? null : { ...key.revoked, at: renderUtcTime(key.revoked.at) },
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

/** The store for people. Names in it were typed by people, but keys and origins may come from anywhere. */
export function printStore(store: TrustStore, terminal: Terminal): void {
  const { keys, policies, heads } = toStoreDocument(store);
  for (const key of keys) {
    terminal.print(`${key.role} key of ${key.origin}`);
    terminal.print(`  ${key.fingerprint}`);
    terminal.print(`  pinned ${key.pinnedAt} by ${key.comparedBy}: ${key.compared}`);
    if (key.validAfter !== null) terminal.print(`  counts from ${key.validAfter}`);
    if (key.validBefore !== null) terminal.print(`  counts until ${key.validBefore}`);
    if (key.revoked !== null) {
      terminal.print(`  REVOKED from ${key.revoked.at} by ${key.revoked.by}: ${key.revoked.reason}`);
    }
  }
  for (const { origin, witnesses, quorum } of policies) {
    terminal.print(`witnesses of ${origin}: ${witnesses.map(({ name }) => name).join(', ') || 'none'}`);
    terminal.print(`  quorum ${quorum ?? 'none'}`);
  }
  for (const { origin, size, root, firstSeenAt } of heads) {
    terminal.print(`head of ${origin}: size ${size}, root ${root}, first seen ${firstSeenAt}`);
  }
  if (keys.length + policies.length + heads.length === 0) terminal.talk('The trust store is empty.');
}

function toTimeText(time: number | null): string | null {
  return time === null ? null : renderUtcTime(time);
}
