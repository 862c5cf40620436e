import type { UnixMillis } from '../../../shared/bytes/units.ts';
import { type CaseJournal, readJournal, renderJournalLines } from '../../../shared/casework/case-journal.ts';
import { type Sentinel, withCase } from '../../../shared/casework/journal-sentinel.ts';
import { type CopiesJudgement, judgeCopies, type StoredLog } from '../../../shared/casework/judge-copies.ts';
import type { CaseAlarm } from '../../../shared/contract/casework-protocol.ts';
import { deleteCase } from '../../data/case-store.ts';
import { loadCustody } from '../../data/custody-store.ts';
import type { CaseDatabase } from '../../data/database.ts';
import { caseOfJournal, type JournalFiles, journalName, setAsideName } from './journal-files.ts';
import { restoreCase } from './restore-case.ts';
import { loadSentinel, storeSentinel } from './sentinel-file.ts';

interface Inspection {
  readonly database: CaseDatabase;
  readonly files: JournalFiles;
  readonly now: UnixMillis;
}

/**
 * Compares what the database and the journals say of every case, before anybody works in one, and puts right what can be put
 * right. What a person must know of it comes back, and is never silent.
 */
export function inspectJournals(
  database: CaseDatabase,
  files: JournalFiles,
  now: UnixMillis,
): Promise<readonly CaseAlarm[]> {
  return files.withLock(async () => {
    const inspection: Inspection = { database, files, now };
    const sentinel = await loadSentinel(files);
    const journals = (await files.names()).flatMap((name) => caseOfJournal(name) ?? []);
    const stored = await database.cases.toCollection().primaryKeys();
    const caseIds = new Set([...stored, ...journals, ...sentinel.cases.map(({ caseId }) => caseId)]);
    const alarms: CaseAlarm[] = [];
    for (const caseId of [...caseIds].sort()) {
      const alarm = await inspectCase(inspection, sentinel, caseId);
      if (alarm !== null) alarms.push(alarm);
    }
    return alarms;
  });
}

async function inspectCase(
  inspection: Inspection,
  sentinel: Sentinel,
  caseId: string,
): Promise<CaseAlarm | null> {
  const { database, files } = inspection;
  const row = await database.cases.get(caseId);
  const stored: StoredLog | null = row === undefined ? null : await loadCustody(database, caseId);
  const bytes = await files.read(journalName(caseId));
  const journal = bytes === null ? null : readJournal(caseId, bytes);
  const expected = sentinel.cases.find((each) => each.caseId === caseId) ?? null;
  const judgement = judgeCopies({ stored, journal, expected });
  const name = row?.name ?? expected?.name ?? '';
  return act(inspection, { caseId, name, isStored: row !== undefined, journal, judgement });
}

interface JudgedCase {
  readonly caseId: string;
  readonly name: string;
  readonly isStored: boolean;
  readonly journal: CaseJournal | null;
  readonly judgement: CopiesJudgement;
}

async function act(inspection: Inspection, judged: JudgedCase): Promise<CaseAlarm | null> {
  const { database, files, now } = inspection;
  const { caseId, name, journal, judgement } = judged;
  switch (judgement.kind) {
    case 'fine':
      return null;
    case 'append':
      database.unjournaled.add(caseId);
      return null;
    case 'delete':
      if (judged.isStored) await deleteCase(database, caseId, now);
      await storeSentinel(files, withCase(await loadSentinel(files), caseId, null));
      await files.remove(journalName(caseId));
      return null;
    case 'restore': {
      const records = journal?.records ?? [];
      const rows = await restoreCase(database, caseId, records, now);
      const { kept, restored } = judgement;
      return {
        kind: 'restored',
        caseId,
        name: name === '' ? rows.name : name,
        kept,
        restored,
        files: rows.files,
      };
    }
    case 'renew':
      await renewJournal(inspection, caseId);
      return { kind: 'journal-renewed', caseId, name, statement: judgement.statement };
    case 'forked':
      return { kind: 'forked', caseId, name, record: judgement.at };
    case 'lost':
      return { kind: 'lost', caseId, name, have: judgement.have, expected: judgement.expected };
    default:
      return judgement satisfies never;
  }
}

/** The journal of before is kept beside: it may tell a person what happened to it. */
async function renewJournal({ database, files, now }: Inspection, caseId: string): Promise<void> {
  const before = await files.read(journalName(caseId));
  if (before !== null) await files.write(setAsideName(caseId, now), 0, before);
  const { records } = await loadCustody(database, caseId);
  await files.write(journalName(caseId), 0, renderJournalLines(records));
}
