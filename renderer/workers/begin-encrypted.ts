import { passphraseProblem } from '../../shared/identity/passphrase.ts';
import { type CaseLock, lockCaseKey, makeCaseKey } from '../../shared/vault/case-lock.ts';
import { StoreError } from '../data/store-error.ts';
import type { CaseContext } from './request-context.ts';

/**
 * Answers the lock of a case that is about to be made. From here on whatever is stored of it is encrypted, and nothing of it is stored
 * yet. Whoever does not make it after all has the vault forget it.
 */
export async function beginEncrypted(
  { database, platform }: CaseContext,
  made: Pick<CaseLock, 'caseId' | 'createdAt'>,
  passphrase: string,
): Promise<string> {
  const problem = passphraseProblem(passphrase);
  if (problem !== null) throw new StoreError('passphrase-refused', problem);
  const key = makeCaseKey(platform.passphrases);
  const lock = await lockCaseKey(key, made, passphrase, platform.passphrases);
  database.vault.unlock(made.caseId, key);
  key.fill(0);
  return lock;
}
