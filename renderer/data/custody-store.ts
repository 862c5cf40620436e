import {
  appendCustodyRecord,
  type CustodyEntry,
  checkCustodyChain,
  custodyHeadAfter,
} from '../../shared/case/custody-log.ts';
import type { CustodyView } from '../../shared/contract/case-protocol.ts';
import { loadCase } from './case-store.ts';
import type { CaseDatabase } from './database.ts';
import { custodyOf } from './key-ranges.ts';

/**
 * Appends records to a case's log. Called inside the transaction of what they record: either both are stored or neither.
 * Two windows cannot interleave, because the transaction holds the case's row while it reads the head.
 */
export async function writeCustody(
  database: CaseDatabase,
  caseId: string,
  entries: readonly CustodyEntry[],
): Promise<void> {
  let { custodyHead } = await loadCase(database, caseId);
  for (const entry of entries) {
    const record = appendCustodyRecord(caseId, custodyHead, entry);
    // put, not add: a record that somebody else laid in this place must not be able to stop the log.
    await database.custody.put({ caseId, seq: record.seq, record });
    custodyHead = custodyHeadAfter(record);
  }
  await database.cases.update(caseId, { custodyHead });
}

/** The case's log as it is stored, checked from its first record to the head. */
export async function loadCustody(database: CaseDatabase, caseId: string): Promise<CustodyView> {
  const [{ custodyHead }, rows] = await database.dexie.transaction(
    'r',
    [database.cases, database.custody],
    () => Promise.all([loadCase(database, caseId), custodyOf(database, caseId).toArray()]),
  );
  const records = rows.map(({ record }) => record);
  return { records, brokenAt: checkCustodyChain(caseId, records, custodyHead) };
}
