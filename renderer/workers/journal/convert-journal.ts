import { deletedJournal, renderEncryptedJournal } from '../../../shared/casework/encrypted-journal.ts';
import { withCase } from '../../../shared/casework/journal-sentinel.ts';
import { judgeCopies } from '../../../shared/casework/judge-copies.ts';
import type { CaseCipher } from '../../../shared/vault/case-cipher.ts';
import { loadStoredLog } from '../../data/custody-store.ts';
import type { CaseDatabase } from '../../data/database.ts';
import { StoreError } from '../../data/store-error.ts';
import { storeLock } from './case-locks.ts';
import {
  encryptedAsideName,
  encryptedJournalName,
  isEncryptedAside,
  isSetAside,
  type JournalFiles,
  journalName,
  lockName,
} from './journal-files.ts';
import { journalForm } from './journal-form.ts';
import { loadSentinel, storeSentinel } from './sentinel-file.ts';

/*
 * How the files of a case become those of an encrypted one. The row of the case in the database decides which of the two it is, at
 * every moment: before its transaction the encrypted journal is written, and after it the plain one is removed. Whatever ends in
 * between, one journal is whole, and the next start removes the other. All of it with the lock of the journals held.
 */

/**
 * Writes the encrypted journal beside the plain one, with all that was acknowledged. Throws StoreError unless database and journal
 * say the same: what is the matter has to be seen before, in the open.
 */
export async function prepareEncryptedJournal(
  database: CaseDatabase,
  files: JournalFiles,
  caseId: string,
  cipher: CaseCipher,
): Promise<void> {
  const stored = await loadStoredLog(database, caseId);
  const form = journalForm(database.vault, caseId);
  const bytes = await files.read(form.name);
  const sentinel = await loadSentinel(files);
  const judgement = judgeCopies({
    stored,
    journal: bytes === null ? null : form.read(bytes, { digests: database.digests }),
    expected: sentinel.cases.find((each) => each.caseId === caseId) ?? null,
  });
  if (judgement.kind !== 'fine' && judgement.kind !== 'append') {
    throw new StoreError(
      'journal-contradicts',
      'The journal of this case and the case database do not say the same, so the case is left as it is. Start Vouch again: it compares both and says what is the matter.',
    );
  }
  // First of all: by this file the next start sees that there is something to end.
  await files.write(encryptedJournalName(caseId), 0, renderEncryptedJournal(cipher, caseId, stored.records));
  for (const name of await files.names()) {
    if (!isSetAside(caseId, name) || isEncryptedAside(caseId, name)) continue;
    const aside = await files.read(name);
    const encrypted = encryptedAsideName(name);
    if (aside !== null) await files.write(encrypted, 0, cipher.encrypt(['set-aside', encrypted], aside));
  }
}

/** Removes what is in the open beside a case that is encrypted in the database. */
export async function removePlainJournal(files: JournalFiles, caseId: string, lock: string): Promise<void> {
  await storeLock(files, caseId, lock);
  // Its name and its digest are in both of the files that are written in turn.
  for (let writing = 0; writing < 2; writing++) {
    await storeSentinel(files, withCase(await loadSentinel(files), caseId, null));
  }
  for (const name of await files.names()) {
    const hasCopy = isSetAside(caseId, name) && !isEncryptedAside(caseId, name);
    if (hasCopy && (await files.size(encryptedAsideName(name))) !== null) await files.remove(name);
  }
  await files.remove(journalName(caseId));
}

/** Ends a conversion that was cut short, which takes no key: forward where the database has the encrypted case, and else back. */
export async function endConversion(
  { anyCases }: CaseDatabase,
  files: JournalFiles,
  caseId: string,
): Promise<void> {
  const encrypted = await files.size(encryptedJournalName(caseId));
  if (encrypted === null || (await files.size(journalName(caseId))) === null) return;
  const row = await anyCases.get(caseId);
  if (row === undefined) return;
  if (row.lock !== undefined) {
    // Too short for a single record: it does not stand for the other one.
    if (encrypted > deletedJournal.length) await removePlainJournal(files, caseId, row.lock);
    return;
  }
  // A row that another hand laid over an encrypted case is put right from the lock.
  if ((await files.size(lockName(caseId))) !== null) return;
  for (const name of await files.names()) if (isEncryptedAside(caseId, name)) await files.remove(name);
  await files.remove(encryptedJournalName(caseId));
}
