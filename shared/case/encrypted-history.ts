import type { CustodyEntry } from './custody-log.ts';
import type { CustodyRecord } from './custody-record.ts';
import { factOf } from './trust-facts.ts';

/** Said of a case where it is made, and where it arrives: only the log goes along when a case leaves. */
const encryptedFact = 'stored encrypted';

export function encryptedFacts(isEncrypted: boolean): CustodyEntry['facts'] {
  return [{ name: encryptedFact, value: isEncrypted ? 'yes' : 'no' }];
}

/**
 * Whether a case was encrypted where its log was written last. False also for a case that was made encrypted before logs said it:
 * whoever takes such a case decides anew.
 */
export function wasEncrypted(records: readonly Pick<CustodyRecord, 'action' | 'facts'>[]): boolean {
  let isEncrypted = false;
  for (const { action, facts } of records) {
    if (action === 'case-encrypted') isEncrypted = true;
    if (action === 'case-made' || action === 'case-received') {
      isEncrypted = factOf(facts, encryptedFact) === 'yes';
    }
  }
  return isEncrypted;
}
