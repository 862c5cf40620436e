import {
  appendCustodyRecord,
  type CustodyEntry,
  checkCustodyChain,
  custodyHeadAfter,
} from '../../shared/case/custody-log.ts';
import type { CustodyRecord } from '../../shared/case/custody-record.ts';
import type { CustodyView } from '../../shared/contract/case-protocol.ts';
import { loadCase } from './case-store.ts';
import type { CaseDatabase } from './database.ts';
import { custodyOf } from './key-ranges.ts';

/**
 * Appends records to a case's log. Called inside the transaction of what they record: either both are stored or neither.
 * Answers the seq of the last one. Two windows cannot interleave, because the transaction holds the case's row while it reads the head.
 */
export async function writeCustody(
  database: CaseDatabase,
  caseId: string,
  entries: readonly CustodyEntry[],
): Promise<number> {
  let { custodyHead } = await loadCase(database, caseId);
  for (const entry of entries) {
    const record = appendCustodyRecord(caseId, custodyHead, entry);
    // put, not add: a record that somebody else laid in this place must not be able to stop the log.
    await database.custody.put({ caseId, seq: record.seq, record });
    custodyHead = custodyHeadAfter(record);
  }
  await database.cases.update(caseId, { custodyHead });
  database.unjournaled.add(caseId);
  return (custodyHead?.records ?? 0) - 1;
}

/** The records of a case from one on, in their order. */
export async function custodyFrom(
  database: CaseDatabase,
  caseId: string,
  first: number,
): Promise<readonly CustodyRecord[]> {
  const rows = await database.custody
    .where('[caseId+seq]')
    .between([caseId, first], [caseId, Infinity])
    .toArray();
  return rows.map(({ record }) => record);
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
