import { parseHex, toHex } from '../../shared/bytes/hex.ts';
import { sha256 } from '../../shared/crypto/digest.ts';
import type { RememberedHead } from '../../shared/trust/head-memory.ts';
import type { CaseDatabase } from './database.ts';
import { caseHeadsOf } from './key-ranges.ts';
import type { HeadRow } from './stored-rows.ts';

/** A head with the name of the delivered file in which it was seen first. */
export interface StoredHead extends RememberedHead {
  readonly fileName: string;
}

/**
 * All heads that were remembered in any case that is not encrypted, and those of this one if it is. They are not believed:
 * whoever uses one checks its note anew.
 */
export async function loadHeads(database: CaseDatabase, caseId: string): Promise<readonly StoredHead[]> {
  const ofProfile = (await database.heads.toArray()).map(toStoredHead);
  if (database.vault.cipherOf(caseId) === null) return ofProfile;
  const ofCase = await caseHeadsOf(database, caseId).toArray();
  return [...ofProfile, ...ofCase.map(({ head }) => toStoredHead(head))];
}

/**
 * Remembers a head that was seen in a case. What was seen first stays; an earlier sighting takes the place of a later one, as when a key is pinned
 * only after two bundles came. Two windows may do so at once: the transaction compares with what is there then.
 */
export async function storeHead(database: CaseDatabase, caseId: string, head: StoredHead): Promise<void> {
  const { caseHeads, heads, vault } = database;
  // Its origin and file name would say in the open what an encrypted case is about.
  const isEncrypted = vault.cipherOf(caseId) !== null;
  await database.dexie.transaction('rw', [heads, caseHeads], async () => {
    const row = toRow(head);
    if (isEncrypted) {
      const ofCase = await caseHeads.get([caseId, row.noteSha256]);
      if (ofCase !== undefined && ofCase.head.firstSeenAt <= row.firstSeenAt) return;
      await caseHeads.put({ caseId, headId: row.noteSha256, head: row });
      return;
    }
    const known = await heads.get([row.origin, row.size, row.noteSha256]);
    // Written so that a time which is no number counts as later: it came from another hand.
    if (known === undefined || !(known.firstSeenAt <= row.firstSeenAt)) await heads.put(row);
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
