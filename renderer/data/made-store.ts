import { limits } from '../../shared/bytes/limits.ts';
import type { UnixMillis } from '../../shared/bytes/units.ts';
import {
  appendCustodyRecord,
  type CustodyEntry,
  renderCustodyRecord,
} from '../../shared/case/custody-log.ts';
import { actionOf, foldCaseWork, type MadeRecord, readMadeRecords } from '../../shared/casework/case-work.ts';
import { type MadeContent, parseMadeContent, renderMadeContent } from '../../shared/casework/made-content.ts';
import { madeFacts } from '../../shared/casework/made-facts.ts';
import { loadCustody, writeCustody } from './custody-store.ts';
import type { CaseDatabase } from './database.ts';
import { refusedLog } from './refused-log.ts';
import { StoreError } from './store-error.ts';

/**
 * What persons made in a case, as its log says it. Throws StoreError when the log does not hold together: what stands behind
 * the break may be anybody's.
 */
export async function loadMade(database: CaseDatabase, caseId: string): Promise<readonly MadeRecord[]> {
  const log = await loadCustody(database, caseId);
  if (log.brokenAt === null) return readMadeRecords(log.records);
  throw refusedLog(log, 'what was made in it is not shown');
}

/** Writes down what a person made. All of it, or nothing; the record is returned as it was written. */
export async function storeMade(
  database: CaseDatabase,
  caseId: string,
  content: MadeContent,
  now: UnixMillis,
): Promise<MadeRecord> {
  const text = renderMadeContent(content);
  const entry: CustodyEntry = {
    claimedTime: now,
    action: actionOf(content.kind),
    facts: madeFacts(content),
    content: text,
  };
  refuseTooLong(caseId, entry);
  const { dexie, cases, custody } = database;
  return dexie.transaction('rw', [cases, custody], async () => {
    if (content.kind === 'exhibit') await refuseSecondNumber(database, caseId, content.number);
    const record = await writeCustody(database, caseId, [entry]);
    return { record, at: now, content: parseMadeContent(text) };
  });
}

/** The digits of a later record, which are more than those of the first. */
const seqDigits = 15;

/** A record that is no entry of a bundle (R2) would keep the whole log from being sealed. */
function refuseTooLong(caseId: string, entry: CustodyEntry): void {
  const bytes = renderCustodyRecord(appendCustodyRecord(caseId, null, entry)).length + seqDigits;
  if (bytes <= limits.entryBytes) return;
  throw new StoreError(
    'made-refused',
    `This would be a record of ${bytes} bytes, and one of the log has at most ${limits.entryBytes}. Shorten the text, or make it of fewer lines.`,
  );
}

/** Two windows can propose the same next number; only one of them gets it. */
async function refuseSecondNumber(database: CaseDatabase, caseId: string, number: string): Promise<void> {
  const { exhibits } = foldCaseWork(await loadMade(database, caseId));
  if (!exhibits.has(number)) return;
  throw new StoreError('made-refused', `There is an exhibit ${number} already. Take the next number.`);
}
