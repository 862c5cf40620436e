import type { UnixMillis } from '../../../shared/bytes/units.ts';
import type { CustodyRecord } from '../../../shared/case/custody-record.ts';
import { journalHead } from '../../../shared/casework/case-journal.ts';
import { type RestoredRows, restoredRows } from '../../../shared/casework/restored-rows.ts';
import { writeCustody } from '../../data/custody-store.ts';
import type { CaseDatabase } from '../../data/database.ts';
import { custodyOf } from '../../data/key-ranges.ts';
import { kindOf } from './rows-of-log.ts';

/**
 * Makes the log of a case in the database what its journal says, with everything that follows from it, in one transaction;
 * and writes down that this was done. Bundles that are still there stay; what a person made is keyed by the evidence and
 * finds it again.
 */
export async function restoreCase(
  database: CaseDatabase,
  caseId: string,
  records: readonly CustodyRecord[],
  { now, acknowledged }: { readonly now: UnixMillis; readonly acknowledged: number },
): Promise<RestoredRows> {
  const rows = restoredRows(records);
  const { dexie, cases, custody, trust, authorities } = database;
  await dexie.transaction('rw', [cases, custody, trust, authorities], async () => {
    const known = await cases.get(caseId);
    const before = await custodyOf(database, caseId).count();
    await custodyOf(database, caseId).delete();
    await custody.bulkPut(records.map((record) => ({ caseId, seq: record.seq, record })));
    const createdAt = records[0]?.claimedTime ?? now;
    const made = { caseId, name: rows.name, kind: kindOf(records), createdAt, openedAt: now };
    // Every case has a name: without one it is all that was left of an encrypted case, which is its lock.
    const row = known === undefined || known.name === '' ? { ...known, ...made } : known;
    await cases.put({ ...row, custodyHead: journalHead(records) });
    for (const key of rows.keys) await trust.put({ caseId, keyId: key.keyId, key });
    for (const authority of rows.authorities) await authorities.put({ caseId, ...authority });
    await writeCustody(database, caseId, [
      {
        claimedTime: now,
        action: 'case-restored',
        facts: [
          { name: 'records in the database before', value: String(before) },
          { name: 'records restored', value: String(records.length) },
          { name: 'records that were acknowledged', value: String(acknowledged) },
        ],
      },
    ]);
  });
  return rows;
}
