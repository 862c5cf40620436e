import type { UnixMillis } from '../../shared/bytes/units.ts';
import type { CaseDatabase } from './database.ts';
import { StoreError } from './store-error.ts';
import type { IdentityRow } from './stored-rows.ts';

/** A profile has one identity. */
const onlySlot = 'own';
/** Beside it, what the operating system gave for its key, where a person wanted that. */
const systemSlot = 'own-by-system';

export async function loadIdentity({ identities }: CaseDatabase): Promise<IdentityRow | null> {
  return (await identities.get(onlySlot)) ?? null;
}

/** Keeps an identity. Throws StoreError while there is one: it may be the only copy of its key. */
export async function storeIdentity(
  database: CaseDatabase,
  row: Omit<IdentityRow, 'slot'>,
): Promise<IdentityRow> {
  const { dexie, identities } = database;
  return dexie.transaction('rw', [identities], async () => {
    if ((await identities.get(onlySlot)) !== undefined) {
      throw new StoreError(
        'identity-refused',
        'This profile has a signing identity already. Back it up and delete it first.',
      );
    }
    const kept = { slot: onlySlot, ...row };
    await identities.add(kept);
    return kept;
  });
}

export async function removeIdentity({ identities }: CaseDatabase): Promise<void> {
  await identities.bulkDelete([onlySlot, systemSlot]);
}

/** The key of an identity as the operating system protects it. */
export interface SystemKey {
  readonly fingerprint: string;
  /** Base64. */
  readonly protectedKey: string;
  readonly keptAt: UnixMillis;
}

/** Null also for a row that another hand wrote. */
export async function loadSystemKey({ identities }: CaseDatabase): Promise<SystemKey | null> {
  const row = await identities.get(systemSlot);
  if (row === undefined) return null;
  const [fingerprint, protectedKey, ...rest] = String(row.file).split(' ');
  if (fingerprint === undefined || protectedKey === undefined || rest.length > 0) return null;
  return { fingerprint, protectedKey, keptAt: row.keptAt };
}

export async function storeSystemKey(
  { identities }: CaseDatabase,
  { fingerprint, protectedKey, keptAt }: SystemKey,
): Promise<void> {
  await identities.put({ slot: systemSlot, file: `${fingerprint} ${protectedKey}`, keptAt });
}

export async function removeSystemKey({ identities }: CaseDatabase): Promise<void> {
  await identities.delete(systemSlot);
}
