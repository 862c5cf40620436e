import { tryParse } from '../../../shared/bytes/try-parse.ts';
import type { UnixMillis } from '../../../shared/bytes/units.ts';
import { decodeUtf8, encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { deletedJournal, isDeletedJournal } from '../../../shared/casework/encrypted-journal.ts';
import { type CaseLock, parseCaseLock } from '../../../shared/vault/case-lock.ts';
import { isLocked } from '../../data/case-store.ts';
import type { CaseDatabase } from '../../data/database.ts';
import { encryptedJournalName, type JournalFiles, journalName, lockName } from './journal-files.ts';

/** A lock as it is stored and as it was read. */
export interface StoredLock extends CaseLock {
  readonly text: string;
}

/** The lock of a case beside its journal; null where there is none that can be read. */
export async function loadLock(files: JournalFiles, caseId: string): Promise<StoredLock | null> {
  const bytes = await files.read(lockName(caseId));
  if (bytes === null) return null;
  const parsed = tryParse(() => readLock(decodeUtf8(bytes), caseId));
  return parsed.kind === 'value' ? parsed.value : null;
}

/** Throws FormatError `key`, also for the lock of another case: its key would open nothing here. */
export function readLock(text: string, caseId: string): StoredLock | null {
  const lock = parseCaseLock(text);
  return lock.caseId === caseId ? { ...lock, text } : null;
}

/** So that a case can be opened from its journal when the database was lost. */
export async function storeLock(files: JournalFiles, caseId: string, text: string): Promise<void> {
  const bytes = encodeUtf8(text);
  const stored = await files.read(lockName(caseId));
  const isSame = stored?.length === bytes.length && stored.every((byte, index) => byte === bytes[index]);
  if (!isSame) await files.write(lockName(caseId), 0, bytes);
}

async function isDeletionBegun(files: JournalFiles, caseId: string): Promise<boolean> {
  const name = encryptedJournalName(caseId);
  // Journals are as long as the work of years, and there is one for each case.
  if ((await files.size(name)) !== deletedJournal.length) return false;
  const journal = await files.read(name);
  return journal !== null && isDeletedJournal(journal);
}

/** What the start of a worker can say of a case without its key. */
export type LockedInspection =
  /** It is not encrypted, or it is unlocked, or nothing of it is left but what the sentinel says. */
  | 'not-locked'
  /** Compared when it is unlocked. */
  | 'locked'
  /** Its deletion was begun. */
  | 'deleted';

/**
 * A case of which the database knows nothing any more stands in it again as a locked one. So does one whose row is that of a case
 * which is not encrypted: another hand wrote it, and what is made in the case would be stored in the open.
 */
export async function inspectLocked(
  { dexie, anyCases, vault }: CaseDatabase,
  files: JournalFiles,
  caseId: string,
  now: UnixMillis,
): Promise<LockedInspection> {
  const row = await anyCases.get(caseId);
  // A journal that was only begun for a case which is not encrypted yet says nothing of its deletion, whatever is in it.
  const mayBeDeleted = row?.lock !== undefined || (await files.size(journalName(caseId))) === null;
  if (mayBeDeleted && (await isDeletionBegun(files, caseId))) return 'deleted';
  if (row !== undefined && isLocked(row)) return 'locked';
  if (row?.lock !== undefined) return 'not-locked';
  const lock = await loadLock(files, caseId);
  if (lock === null) return 'not-locked';
  vault.noteEncrypted(caseId);
  const { createdAt, text } = lock;
  await dexie.transaction('rw', [anyCases], async () => {
    await anyCases.delete(caseId);
    await anyCases.add({ caseId, createdAt, openedAt: now, lock: text, isLocked: true });
  });
  return 'locked';
}
