import type { UnixMillis } from '../../shared/bytes/units.ts';
import type { CustodyEntry } from '../../shared/case/custody-log.ts';
import type { CustodyRecord } from '../../shared/case/custody-record.ts';
import { compareJournal, journalHead } from '../../shared/casework/case-journal.ts';
import { restoredRows } from '../../shared/casework/restored-rows.ts';
import type { CaseFileStanding } from '../../shared/contract/case-file-protocol.ts';
import { writeCustody } from './custody-store.ts';
import type { CaseDatabase } from './database.ts';
import { custodyOf } from './key-ranges.ts';
import { StoreError } from './store-error.ts';

/** How a log that arrives goes together with the one that is stored. Both chains must have been checked. */
export function standingOf(
  stored: readonly CustodyRecord[],
  arrived: readonly CustodyRecord[],
): CaseFileStanding {
  if (stored.length === 0) return { kind: 'not-here' };
  const comparison = compareJournal(stored, arrived);
  switch (comparison.kind) {
    case 'same':
      return { kind: 'same' };
    case 'journal-behind':
      return { kind: 'later', more: stored.length - comparison.from };
    case 'database-behind':
      return { kind: 'earlier', more: arrived.length - comparison.from };
    case 'forked':
      return comparison;
    default:
      return comparison satisfies never;
  }
}

export interface ReceivedCase {
  readonly caseId: string;
  readonly records: readonly CustodyRecord[];
  /** What is written down of its arrival. */
  readonly entry: CustodyEntry;
  readonly now: UnixMillis;
  /** Of a case that is encrypted here; only for one that is not here yet. */
  readonly lock?: string;
}

/**
 * Makes the log of a case what another machine has handed over, with everything that follows from it, in one transaction, and
 * writes down that it came. Throws StoreError `case-file-refused` unless the case is not here, or here in an earlier state.
 */
export async function receiveCase(
  database: CaseDatabase,
  { caseId, records, entry, now, lock }: ReceivedCase,
): Promise<void> {
  const rows = restoredRows(records);
  const { dexie, cases, custody, trust, authorities } = database;
  await dexie.transaction('rw', [cases, custody, trust, authorities], async () => {
    const stored = (await custodyOf(database, caseId).toArray()).map(({ record }) => record);
    const standing = standingOf(stored, records);
    if (standing.kind !== 'not-here' && standing.kind !== 'earlier') {
      throw new StoreError(
        'case-file-refused',
        'The case here has everything of this file, or goes on otherwise.',
      );
    }
    const known = await cases.get(caseId);
    const row = known ?? {
      caseId,
      name: rows.name,
      kind: 'own',
      createdAt: records[0]?.claimedTime ?? now,
      openedAt: now,
      ...(lock === undefined ? {} : { lock }),
    };
    await custody.bulkPut(records.map((record) => ({ caseId, seq: record.seq, record })));
    await cases.put({ ...row, custodyHead: journalHead(records) });
    for (const key of rows.keys) await trust.put({ caseId, keyId: key.keyId, key });
    for (const authority of rows.authorities) await authorities.put({ caseId, ...authority });
    await writeCustody(database, caseId, [entry]);
  });
}
