import type { CaseDatabase } from './database.ts';
import { StoreError } from './store-error.ts';
import type { IdentityRow } from './stored-rows.ts';

/** A profile has one identity. */
const onlySlot = 'own';

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
  await identities.delete(onlySlot);
}
