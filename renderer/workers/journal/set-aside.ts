import type { UnixMillis } from '../../../shared/bytes/units.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import type { CaseDatabase } from '../../data/database.ts';
import { custodyOf } from '../../data/key-ranges.ts';
import { type JournalFiles, journalName, setAsideName } from './journal-files.ts';

interface Place {
  readonly database: CaseDatabase;
  readonly files: JournalFiles;
  readonly now: UnixMillis;
}

/** Keeps a journal that is about to be written anew: it may tell a person what happened to it. */
export async function keepJournalAside({ files, now }: Place, caseId: string): Promise<void> {
  const before = await files.read(journalName(caseId));
  if (before !== null) await files.write(setAsideName(caseId, 'journal', now), 0, before);
}

/** Keeps the rows of a log that is about to be restored: what is broken in it may be somebody's work all the same. */
export async function keepRowsAside({ database, files, now }: Place, caseId: string): Promise<void> {
  const rows = await custodyOf(database, caseId).toArray();
  if (rows.length === 0) return;
  const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  await files.write(setAsideName(caseId, 'database', now), 0, encodeUtf8(lines));
}
