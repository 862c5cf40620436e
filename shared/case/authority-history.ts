import { pinTimeAuthority } from '../trust/pin-time-authority.ts';
import type { TimeAuthority } from '../trust/time-authority.ts';
import {
  addAuthority,
  emptyTrustStore,
  revokeAuthority,
  type TrustStore,
  unpinAuthority,
} from '../trust/trust-store.ts';
import type { CustodyRecord } from './custody-record.ts';
import { factOf, trustFacts } from './trust-facts.ts';
import { readRevocation } from './trust-history.ts';

/**
 * The time authorities of a case, as its log says it. Rows bring only certificates, which the log names by fingerprint: who
 * compared one and how, and whether it is revoked, is in the log and nowhere else. So a row can neither add an authority nor
 * take the end of one away; without its row, one does not count.
 */
export function authoritiesInHistory(
  certificates: ReadonlyMap<string, string>,
  records: readonly CustodyRecord[],
): readonly TimeAuthority[] {
  let store = emptyTrustStore;
  for (const record of records) {
    const authorityId = factOf(record.facts, trustFacts.authority) ?? '';
    store = decide(store, record, authorityId, certificates.get(authorityId) ?? '');
  }
  return store.authorities;
}

function decide(
  store: TrustStore,
  record: CustodyRecord,
  authorityId: string,
  certificate: string,
): TrustStore {
  const { action, facts } = record;
  switch (action) {
    case 'authority-pinned': {
      const authority = pinAsRecorded(record, certificate);
      return authority?.authorityId === authorityId ? addAuthority(store, authority) : store;
    }
    case 'authority-unpinned':
      return unpinAuthority(store, authorityId);
    case 'authority-revoked':
      return revokeAuthority(store, authorityId, readRevocation(facts));
    default:
      // What else is done in a case decides nothing about time authorities.
      return store;
  }
}

/** By the same door as when it was pinned: another certificate than the one that was compared has another fingerprint. */
function pinAsRecorded({ claimedTime, facts }: CustodyRecord, certificate: string): TimeAuthority | null {
  const answer = pinTimeAuthority({
    certificate,
    typedFingerprint: factOf(facts, trustFacts.fingerprint) ?? '',
    compared: factOf(facts, trustFacts.compared) ?? '',
    comparedBy: factOf(facts, trustFacts.comparedBy) ?? '',
    pinnedAt: claimedTime,
  });
  return answer.kind === 'pinned' ? answer.authority : null;
}
