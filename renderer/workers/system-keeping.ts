import type { SystemKeeping } from '../../shared/contract/identity-protocol.ts';
import type { IdentityFile } from '../../shared/identity/identity-file.ts';
import { loadSystemKey } from '../data/identity-store.ts';
import type { CaseContext } from './request-context.ts';

/** Null where there is no program around the window. */
export async function systemKeepingOf(
  { database, platform }: CaseContext,
  { fingerprint }: Pick<IdentityFile, 'fingerprint'>,
): Promise<SystemKeeping | null> {
  const { secrets } = platform;
  if (secrets === null) return null;
  const kept = await loadSystemKey(database);
  const since = kept?.fingerprint === fingerprint ? kept.keptAt : null;
  // A store that does not answer is one that cannot be used; the identity has its passphrase.
  const standing = await secrets.standing().catch(() => noStore);
  return { standing, since };
}

const noStore = { kind: 'unavailable', reason: 'no-store' } as const;
