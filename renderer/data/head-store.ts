import { parseHex, toHex } from '../../shared/bytes/hex.ts';
import { sha256 } from '../../shared/crypto/digest.ts';
import type { RememberedHead } from '../../shared/trust/head-memory.ts';
import type { CaseDatabase } from './database.ts';
import type { HeadRow } from './stored-rows.ts';

/** A head with the name of the delivered file in which it was seen first. */
export interface StoredHead extends RememberedHead {
  readonly fileName: string;
}

/** All heads that were remembered in any case. They are not believed: whoever uses one checks its note anew. */
export async function loadHeads(database: CaseDatabase): Promise<readonly StoredHead[]> {
  return (await database.heads.toArray()).map(toStoredHead);
}

/**
 * Remembers a head. What was seen first stays; an earlier sighting takes the place of a later one, as when a key is pinned
 * only after two bundles came. Two windows may do so at once: the transaction compares with what is there then.
 */
export async function storeHead(database: CaseDatabase, head: StoredHead): Promise<void> {
  await database.dexie.transaction('rw', [database.heads], async () => {
    const row = toRow(head);
    const known = await database.heads.get([row.origin, row.size, row.noteSha256]);
    // Written so that a time which is no number counts as later: it came from another hand.
    if (known === undefined || !(known.firstSeenAt <= row.firstSeenAt)) await database.heads.put(row);
  });
}

function toRow({ root, ...head }: StoredHead): HeadRow {
  // A copy, because storing a view stores the whole buffer behind it.
  const note = head.note.slice();
  return { ...head, note, noteSha256: toHex(sha256(note)), root: toHex(root) };
}

/** Another program can write to the table. A value of a wrong kind becomes one that no log has signed, never a crash. */
function toStoredHead(row: HeadRow): StoredHead {
  const { origin, size, firstSeenAt, delivery, fileName } = row;
  return {
    origin: String(origin),
    size: Number.isSafeInteger(size) ? size : -1,
    root: parseHex(String(row.root)) ?? new Uint8Array(0),
    note: row.note instanceof Uint8Array ? row.note : new Uint8Array(0),
    firstSeenAt: Number.isSafeInteger(firstSeenAt) ? firstSeenAt : 0,
    delivery: String(delivery),
    fileName: String(fileName),
  };
}
