import type { UnixMillis } from '../../../shared/bytes/units.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import type { CaseDatabase } from '../../data/database.ts';
import { custodyOf } from '../../data/key-ranges.ts';
import { type JournalFiles, setAsideName } from './journal-files.ts';
import type { JournalForm } from './journal-form.ts';

interface Place {
  readonly database: CaseDatabase;
  readonly files: JournalFiles;
  readonly now: UnixMillis;
}

/** Keeps a journal that is about to be written anew: it may tell a person what happened to it. */
export async function keepJournalAside(
  { files, now }: Place,
  caseId: string,
  { name }: JournalForm,
): Promise<void> {
  const before = await files.read(name);
  if (before !== null) await files.write(setAsideName(caseId, 'journal', now), 0, before);
}

/**
 * Keeps the rows of a log that is about to be restored: what is broken in it may be somebody's work all the same. Of an encrypted
 * case they are encrypted again, for a file of this name.
 */
export async function keepRowsAside({ database, files, now }: Place, caseId: string): Promise<void> {
  const rows = await custodyOf(database, caseId).toArray();
  if (rows.length === 0) return;
  const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const name = setAsideName(caseId, 'database', now);
  const cipher = database.vault.cipherOf(caseId);
  const bytes = encodeUtf8(lines);
  await files.write(name, 0, cipher === null ? bytes : cipher.encrypt(['set-aside', name], bytes));
}
