import type { Transaction } from 'dexie';

/**
 * A part of an index holds every value of its lines, not only those of the event model. The parts of an older Vouch lack
 * them: they are removed, and made again from the same bytes when the case is opened.
 */
export const schema5 = {} as const;

export async function upgradeToSchema5(upgrade: Transaction): Promise<void> {
  await upgrade.table('parts').clear();
  await upgrade.table('bundles').toCollection().modify({ partCount: null });
}
