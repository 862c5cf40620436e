import { parseUtcTime } from '../adapters/utc-time.ts';
import { tryParse } from '../bytes/try-parse.ts';
import type { ReportedTrust, UtcText } from '../report/record.ts';
import { pinKey } from '../trust/pin-key.ts';
import { parseTlogPolicy } from '../trust/tlog-policy.ts';
import { addKey, emptyTrustStore, revokeKey, setPolicy, type TrustStore } from '../trust/trust-store.ts';

/**
 * The trust that a report says it was made with, so that its verdicts can be computed again. It is the signer's and not the
 * recipient's: it answers whether the report says what it found, never whether to believe a log.
 */
export function trustOfReport({ keys, policies }: ReportedTrust, claimedTime: UtcText): TrustStore {
  const pinnedAt = parseUtcTime(claimedTime) ?? 0;
  let store = emptyTrustStore;
  for (const { role, origin, fingerprint, spelling, compared, comparedBy, ...times } of keys) {
    const window = { validAfter: toTime(times.validAfter), validBefore: toTime(times.validBefore) };
    const order = { role, origin, publicKey: spelling, typedFingerprint: fingerprint, compared, comparedBy };
    const answer = pinKey({ ...order, pinnedAt, window });
    if (answer.kind !== 'pinned') continue;
    store = addKey(store, answer.key);
    const at = toTime(times.revokedFrom);
    if (at !== null)
      store = revokeKey(store, answer.key.keyId, { at, reason: 'as the report says', by: comparedBy });
  }
  for (const { origin, policy } of policies) {
    const parsed = tryParse(() => parseTlogPolicy(policy));
    if (parsed.kind === 'error') continue;
    const { witnesses, groups, quorum } = parsed.value;
    store = setPolicy(store, { origin, witnesses, groups, quorum });
  }
  return store;
}

function toTime(text: UtcText | null): number | null {
  return text === null ? null : parseUtcTime(text);
}
