import type { DigestHex } from '../../shared/bytes/units.ts';
import {
  appendCustodyRecord,
  type CustodyEntry,
  type CustodyHead,
  checkCustodyChain,
  custodyHeadAfter,
} from '../../shared/case/custody-log.ts';
import { type CustodyRecord, custodyActions } from '../../shared/case/custody-record.ts';
import type { CustodyView } from '../../shared/contract/case-protocol.ts';
import { loadCase } from './case-store.ts';
import type { CaseDatabase } from './database.ts';
import { custodyOf } from './key-ranges.ts';
import { StoreError } from './store-error.ts';

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
  if (custodyHead === null ? (await custodyOf(database, caseId).count()) > 0 : !isHead(custodyHead)) {
    // A first record would be written over the one that is there.
    throw new StoreError(
      'copy-altered',
      'It is not known where the custody log of this case ends, so nothing is added to it. Start Vouch again: it restores the log from the journal.',
    );
  }
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
  const { records, brokenAt, newer } = await loadStoredLog(database, caseId);
  return { records, brokenAt, newer };
}

/** A log as it is stored. */
export interface LoadedLog extends CustodyView {
  readonly head: CustodyHead | null;
}

/**
 * The same with the head, as far as one can be read. Another program can write to the tables: a row of another shape ends
 * the log before it, and a log without a head is not confirmed in its last record.
 */
export async function loadStoredLog(database: CaseDatabase, caseId: string): Promise<LoadedLog> {
  const [{ custodyHead }, rows] = await database.dexie.transaction(
    'r',
    [database.cases, database.custody],
    () => Promise.all([loadCase(database, caseId), custodyOf(database, caseId).toArray()]),
  );
  const unshaped = rows.findIndex(({ record }) => !isRecord(record));
  const records = (unshaped === -1 ? rows : rows.slice(0, unshaped)).map(({ record }) => record);
  const head = isHead(custodyHead) ? custodyHead : null;
  if (unshaped !== -1) {
    const sound = checkCustodyChain(caseId, records, null, database.digests);
    const [next, afterNext] = rows.slice(unshaped).map(({ record }): unknown => record);
    const leaf = hasShape(afterNext) ? afterNext.prev : head?.leaf;
    const newer = sound === null ? newerAction(records, next, leaf) : null;
    return { records, brokenAt: sound ?? unshaped, head, newer };
  }
  const brokenAt = checkCustodyChain(caseId, records, head, database.digests);
  const unconfirmed = head === null && records.length > 0 ? records.length - 1 : null;
  return { records, brokenAt: brokenAt ?? unconfirmed, head, newer: null };
}

/**
 * What the next record of this log says was done, if it is one in all but that this Vouch does not know it: what stands behind it
 * says its leaf, so it is not a known one that somebody edited.
 */
function newerAction(
  before: readonly CustodyRecord[],
  next: unknown,
  leaf: DigestHex | undefined,
): string | null {
  const last = before.at(-1);
  if (last === undefined || !hasShape(next)) return null;
  const end = custodyHeadAfter(last);
  if (next.seq !== end.records || next.prev !== end.leaf) return null;
  return custodyHeadAfter(next).leaf === leaf ? next.action : null;
}

function isRecord(record: unknown): record is CustodyRecord {
  return hasShape(record) && custodyActions.some((known) => known === record.action);
}

/** A record as any Vouch writes one, whatever its action is called. */
function hasShape(record: unknown): record is Omit<CustodyRecord, 'action'> & { readonly action: string } {
  if (typeof record !== 'object' || record === null) return false;
  const { seq, prev, claimedTime, action, facts, content } = record as Record<string, unknown>;
  return (
    Number.isSafeInteger(seq) &&
    typeof prev === 'string' &&
    Number.isSafeInteger(claimedTime) &&
    Math.abs(Number(claimedTime)) <= lastTime &&
    typeof action === 'string' &&
    Array.isArray(facts) &&
    facts.every((fact) => typeof fact?.name === 'string' && typeof fact?.value === 'string') &&
    (content === undefined || typeof content === 'string')
  );
}

/** Beyond it, no `Date` can be written down (ECMA-262, 21.4.1.1). */
const lastTime = 8.64e15;

function isHead(head: unknown): head is CustodyHead {
  if (typeof head !== 'object' || head === null) return false;
  const { records, leaf } = head as Record<string, unknown>;
  return Number.isSafeInteger(records) && Number(records) > 0 && typeof leaf === 'string';
}
