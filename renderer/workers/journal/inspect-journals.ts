import type { UnixMillis } from '../../../shared/bytes/units.ts';
import type { CustodyRecord } from '../../../shared/case/custody-record.ts';
import { type CaseJournal, journalHead } from '../../../shared/casework/case-journal.ts';
import { type Sentinel, withCase } from '../../../shared/casework/journal-sentinel.ts';
import {
  type CopiesJudgement,
  judgeCopies,
  type StoredLog,
  soundRecords,
} from '../../../shared/casework/judge-copies.ts';
import type { CaseAlarm } from '../../../shared/contract/casework-protocol.ts';
import { deleteCase } from '../../data/case-store.ts';
import { type LoadedLog, loadStoredLog } from '../../data/custody-store.ts';
import type { CaseDatabase } from '../../data/database.ts';
import { StoreError } from '../../data/store-error.ts';
import type { JournalEnd } from './case-journals.ts';
import { inspectLocked } from './case-locks.ts';
import { endConversion } from './convert-journal.ts';
import { caseOfJournal, filesOfCase, type JournalFiles } from './journal-files.ts';
import { type JournalForm, journalForm } from './journal-form.ts';
import { restoreCase } from './restore-case.ts';
import { restoreRowsOfLog } from './rows-of-log.ts';
import { loadSentinel, storeSentinel } from './sentinel-file.ts';
import { keepJournalAside, keepRowsAside } from './set-aside.ts';

interface Inspection {
  readonly database: CaseDatabase;
  readonly files: JournalFiles;
  readonly now: UnixMillis;
  readonly ends: Map<string, JournalEnd>;
}

export interface Inspected {
  readonly alarms: readonly CaseAlarm[];
  /** Cases whose journal lacks records that the database has. */
  readonly behind: readonly string[];
  /** Where the journals end that nothing is the matter with. */
  readonly ends: ReadonlyMap<string, JournalEnd>;
}

/**
 * Compares what the database and the journals say of every case, before anybody works in one, and puts right what can be put
 * right. What a person must know of it comes back, and is never silent. A place for journals that cannot be had is an alarm
 * as well and stops nobody from reading.
 */
export async function inspectJournals(
  database: CaseDatabase,
  files: JournalFiles,
  now: UnixMillis,
): Promise<Inspected> {
  const unjournaled = new Set<string>();
  const ends = new Map<string, JournalEnd>();
  const inspection: Inspection = { database: { ...database, unjournaled }, files, now, ends };
  const stored = await database.cases.toCollection().primaryKeys();
  try {
    const alarms = await files.withLock(async () => {
      const sentinel = await loadSentinel(files);
      const journals = (await files.names()).flatMap((name) => caseOfJournal(name) ?? []);
      const caseIds = new Set([...stored, ...journals, ...sentinel.cases.map(({ caseId }) => caseId)]);
      const found: CaseAlarm[] = [];
      for (const caseId of [...caseIds].sort()) {
        found.push(...(await inspectOrSay(inspection, sentinel, caseId)));
      }
      return found;
    });
    return { alarms, behind: [...unjournaled], ends };
  } catch (thrown) {
    return { alarms: [notCompared('', '', thrown)], behind: stored, ends };
  }
}

/** The same for one encrypted case, once there is its key. */
export async function inspectUnlocked(
  database: CaseDatabase,
  files: JournalFiles,
  now: UnixMillis,
  caseId: string,
): Promise<Inspected> {
  const unjournaled = new Set<string>();
  const ends = new Map<string, JournalEnd>();
  const inspection: Inspection = { database: { ...database, unjournaled }, files, now, ends };
  try {
    const alarms = await files.withLock(async () =>
      inspectOrSay(inspection, await loadSentinel(files), caseId),
    );
    return { alarms, behind: [...unjournaled], ends };
  } catch (thrown) {
    return { alarms: [notCompared(caseId, '', thrown)], behind: [caseId], ends };
  }
}

/** One case that cannot be compared must not keep the others from it. */
async function inspectOrSay(
  inspection: Inspection,
  sentinel: Sentinel,
  caseId: string,
): Promise<readonly CaseAlarm[]> {
  try {
    return await inspectCase(inspection, sentinel, caseId);
  } catch (thrown) {
    inspection.database.unjournaled.add(caseId);
    return [notCompared(caseId, sentinel.cases.find((each) => each.caseId === caseId)?.name ?? '', thrown)];
  }
}

function notCompared(caseId: string, name: string, thrown: unknown): CaseAlarm {
  const why = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return {
    kind: 'not-compared',
    caseId,
    name,
    statement: `It could not be compared with the database: ${why}`,
  };
}

async function inspectCase(
  inspection: Inspection,
  sentinel: Sentinel,
  caseId: string,
): Promise<readonly CaseAlarm[]> {
  const { database, files, now } = inspection;
  await endConversion(database, files, caseId);
  const locked = await inspectLocked(database, files, caseId, now);
  if (locked === 'deleted') await endDeletion(inspection, caseId);
  if (locked !== 'not-locked') return [];
  const form = journalForm(database.vault, caseId);
  const stored = await storedLog(database, caseId);
  if (stored !== null && stored.newer !== null) {
    // Whatever this Vouch would restore takes away what the newer one wrote; without a journal it decides nothing either.
    database.unjournaled.add(caseId);
    const { name } = (await database.cases.get(caseId)) ?? { name: '' };
    return [{ kind: 'newer', caseId, name: String(name), action: stored.newer }];
  }
  const bytes = await files.read(form.name);
  const known = soundRecords(stored);
  const journal = bytes === null ? null : form.read(bytes, { digests: database.digests, known });
  const acknowledged = sentinel.cases.find((each) => each.caseId === caseId);
  const expected = acknowledged === undefined ? null : form.ofExpected(acknowledged);
  const judgement = judgeCopies({ stored, journal, expected });
  const row = stored === null ? undefined : await database.cases.get(caseId);
  const name = expected?.name || (typeof row?.name === 'string' ? row.name : '');
  const alarms = await act(inspection, { caseId, name, form, stored, journal, judgement });
  if (stored === null) return alarms;
  const isUntouched = judgement.kind === 'fine' || judgement.kind === 'append';
  const log = isUntouched ? stored : await storedLog(database, caseId);
  return [...alarms, ...(await inspectRows(inspection, caseId, name, log))];
}

/** Null also for a case that another window deletes at this moment. */
async function storedLog(database: CaseDatabase, caseId: string): Promise<LoadedLog | null> {
  try {
    return await loadStoredLog(database, caseId);
  } catch (thrown) {
    if (thrown instanceof StoreError && thrown.code === 'no-such-case') return null;
    throw thrown;
  }
}

interface JudgedCase {
  readonly caseId: string;
  readonly name: string;
  readonly form: JournalForm;
  readonly stored: StoredLog | null;
  readonly journal: CaseJournal | null;
  readonly judgement: CopiesJudgement;
}

async function act(inspection: Inspection, judged: JudgedCase): Promise<readonly CaseAlarm[]> {
  const { database, files, ends } = inspection;
  const { caseId, name, form, journal, judgement } = judged;
  switch (judgement.kind) {
    case 'fine':
    case 'append':
      if (judgement.kind === 'append') database.unjournaled.add(caseId);
      if (journal !== null) ends.set(caseId, { bytes: journal.bytes, head: journalHead(journal.records) });
      return [];
    case 'delete':
      await endDeletion(inspection, caseId);
      return [];
    case 'restore': {
      const { kept, restored, records } = judgement;
      return [await restore(inspection, judged, { kept, restored, records })];
    }
    case 'renew': {
      await keepJournalAside(inspection, caseId, form);
      await files.write(form.name, 0, form.render(judgement.records));
      const alarm: CaseAlarm = { kind: 'journal-renewed', caseId, name, statement: judgement.statement };
      if (judged.stored?.brokenAt == null) return [alarm];
      const { records } = judgement;
      return [alarm, await restore(inspection, judged, { kept: records.length, restored: 0, records })];
    }
    case 'forked':
      return [{ kind: 'forked', caseId, name, record: judgement.at }];
    case 'rewritten':
      return [{ kind: 'rewritten', caseId, name, record: judgement.at }];
    case 'lost': {
      const { have, expected, records } = judgement;
      if (records.length > 0) await restore(inspection, judged, { kept: 0, restored: 0, records }, expected);
      return [{ kind: 'lost', caseId, name, have, expected }];
    }
    case 'unreadable':
      return [{ kind: 'not-compared', caseId, name, statement: judgement.statement }];
    default:
      return judgement satisfies never;
  }
}

/** The case may be deleted to its end in another window meanwhile. */
async function endDeletion({ database, files, now }: Inspection, caseId: string): Promise<void> {
  try {
    await deleteCase(database, caseId, now);
  } catch (thrown) {
    if (!(thrown instanceof StoreError && thrown.code === 'no-such-case')) throw thrown;
  }
  await storeSentinel(files, withCase(await loadSentinel(files), caseId, null));
  for (const name of filesOfCase(caseId)) await files.remove(name);
}

async function restore(
  inspection: Inspection,
  { caseId, name, form, stored, journal }: JudgedCase,
  {
    kept,
    restored,
    records,
  }: { readonly kept: number; readonly restored: number; readonly records: readonly CustodyRecord[] },
  acknowledged: number = records.length,
): Promise<CaseAlarm> {
  const { database, files, now } = inspection;
  if (stored !== null && stored.brokenAt !== null) await keepRowsAside(inspection, caseId);
  if (journal?.damage?.kind === 'altered') {
    // What follows a line that is none could never be read again.
    await keepJournalAside(inspection, caseId, form);
    await files.write(form.name, 0, form.render(journal.records));
  }
  const rows = await restoreCase(database, caseId, records, { now, acknowledged });
  return {
    kind: 'restored',
    caseId,
    name: name === '' ? rows.name : name,
    kept,
    restored,
    files: rows.files,
  };
}

/** Of a case whose log holds: what the rows beside it say must follow from it. */
async function inspectRows(
  inspection: Inspection,
  caseId: string,
  name: string,
  log: StoredLog | null,
): Promise<readonly CaseAlarm[]> {
  if (log === null || log.brokenAt !== null || log.records.length === 0) return [];
  const rows = await restoreRowsOfLog(inspection.database, caseId, log);
  // Another window has written since: what it decided must not be taken back by what was read before.
  if (rows === null)
    return inspectRows(inspection, caseId, name, await storedLog(inspection.database, caseId));
  const { statements, missing } = rows;
  const alarms: CaseAlarm[] = [];
  if (statements.length > 0) alarms.push({ kind: 'rows-restored', caseId, name, statements });
  if (missing.length > 0) alarms.push({ kind: 'evidence-missing', caseId, name, files: missing });
  return alarms;
}
