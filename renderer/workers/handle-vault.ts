import { tryParse } from '../../shared/bytes/try-parse.ts';
import type { CaseAlarm } from '../../shared/contract/casework-protocol.ts';
import { passphraseProblem } from '../../shared/identity/passphrase.ts';
import { lockCaseKey, openCaseLock } from '../../shared/vault/case-lock.ts';
import { loadAnyCase, loadCase } from '../data/case-store.ts';
import { StoreError } from '../data/store-error.ts';
import { loadLock, readLock, type StoredLock, storeLock } from './journal/case-locks.ts';
import { inspectUnlocked } from './journal/inspect-journals.ts';
import type { CaseContext, CaseHandler } from './request-context.ts';

export const unlockCase: CaseHandler<'unlockCase'> = async (context, { caseId, passphrase }) => {
  const { database, platform } = context;
  const { key, lock } = await openLock(context, caseId, passphrase);
  database.vault.unlock(caseId, key);
  key.fill(0);
  await keepLock(context, caseId, lock.text);
  const { journals } = platform;
  const { alarms, behind, ends } = await inspectUnlocked(database, journals, platform.now(), caseId);
  context.journals.remember(ends);
  sayOnHome(context.alarms, alarms);
  // One that cannot be caught up is said by whatever wants to write to it.
  await context.journals.keep(behind).catch(() => {});
  return alarms;
};

export const lockCase: CaseHandler<'lockCase'> = async ({ database, opened, alarms }, { caseId }) => {
  const bundleIds = await database.bundles.where({ caseId }).primaryKeys();
  database.vault.lock(caseId);
  opened.forget(bundleIds);
  // They name the case and its files.
  const others = alarms.filter((alarm) => alarm.caseId !== caseId);
  alarms.splice(0, alarms.length, ...others);
  return null;
};

export const changePassphrase: CaseHandler<'changePassphrase'> = async (context, order) => {
  const { caseId, passphrase, next } = order;
  const { database, platform } = context;
  const problem = passphraseProblem(next);
  if (problem !== null) throw new StoreError('passphrase-refused', problem);
  await loadCase(database, caseId);
  const { key, lock } = await openLock(context, caseId, passphrase);
  const text = await lockCaseKey(key, lock, next, platform.passphrases);
  key.fill(0);
  await keepLock(context, caseId, text);
  return null;
};

/** What is found again is not said twice. */
function sayOnHome(known: CaseAlarm[], found: readonly CaseAlarm[]): void {
  for (const alarm of found) {
    const at = known.findIndex(({ kind, caseId }) => kind === alarm.kind && caseId === alarm.caseId);
    known.splice(at === -1 ? known.length : at, 1, alarm);
  }
}

/** In both places. Each of them opens the case by itself, so an end between them leaves one that opens. */
async function keepLock({ database, platform }: CaseContext, caseId: string, text: string): Promise<void> {
  const { journals } = platform;
  await journals.withLock(() => storeLock(journals, caseId, text));
  await database.cases.update(caseId, { lock: text });
}

/** The key of a case, and the lock that gave it. Throws StoreError for a passphrase that opens neither of its two locks. */
async function openLock(
  { database, platform }: CaseContext,
  caseId: string,
  passphrase: string,
): Promise<{ readonly key: Uint8Array; readonly lock: StoredLock }> {
  const row = await loadAnyCase(database, caseId);
  if (row.lock === undefined) throw new StoreError('passphrase-refused', 'This case is not encrypted.');
  const stored = tryParse(() => readLock(row.lock ?? '', caseId));
  const inDatabase = stored.kind === 'value' ? stored.value : null;
  const besideJournal = await loadLock(platform.journals, caseId);
  const locks = [inDatabase, besideJournal?.text === inDatabase?.text ? null : besideJournal];
  if (locks.every((lock) => lock === null)) {
    const why = stored.kind === 'error' ? stored.error.message : 'It is the lock of another case.';
    throw new StoreError(
      'copy-altered',
      `The lock of this case was changed, and no passphrase opens it: ${why} Restore the profile from a backup.`,
    );
  }
  for (const lock of locks) {
    const key = lock === null ? null : await openCaseLock(lock, passphrase, platform.passphrases);
    if (lock !== null && key !== null) return { key, lock };
  }
  throw new StoreError('wrong-passphrase', 'The passphrase is wrong.');
}
