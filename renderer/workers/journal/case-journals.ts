import type { ByteCount } from '../../../shared/bytes/units.ts';
import type { CustodyHead } from '../../../shared/case/custody-log.ts';
import type { CustodyRecord } from '../../../shared/case/custody-record.ts';
import { journalHead } from '../../../shared/casework/case-journal.ts';
import { deletedJournal } from '../../../shared/casework/encrypted-journal.ts';
import { withCase } from '../../../shared/casework/journal-sentinel.ts';
import { isLocked } from '../../data/case-store.ts';
import { custodyFrom } from '../../data/custody-store.ts';
import type { CaseDatabase } from '../../data/database.ts';
import { StoreError } from '../../data/store-error.ts';
import type { CaseRow } from '../../data/stored-rows.ts';
import { lockedCase } from '../../data/vault.ts';
import { storeLock } from './case-locks.ts';
import { encryptedJournalName, filesOfCase, isSetAside, type JournalFiles } from './journal-files.ts';
import { type JournalForm, journalForm } from './journal-form.ts';
import { loadSentinel, storeSentinel } from './sentinel-file.ts';

/** Where a journal ended when this worker last looked. */
export interface JournalEnd {
  readonly bytes: ByteCount;
  readonly head: CustodyHead | null;
}

/**
 * Keeps the journals up with the logs in the database. Other windows write to the same files, so what is remembered of one
 * counts only while the file has the size that it had.
 */
export class CaseJournals {
  readonly #database: CaseDatabase;
  readonly #files: JournalFiles;
  readonly #ends = new Map<string, JournalEnd>();
  /** Cases whose journal could not be written; each further writing tries again. */
  readonly #behind = new Set<string>();

  constructor(database: CaseDatabase, files: JournalFiles) {
    this.#database = database;
    this.#files = files;
  }

  /** What a comparison has just read of journals: the first record after it does not read them again. */
  remember(ends: ReadonlyMap<string, JournalEnd>): void {
    for (const [caseId, end] of ends) this.#ends.set(caseId, end);
  }

  /**
   * Writes every record of these cases that is in the database and not yet in a journal. Asked for before each answer: what is
   * acknowledged is in both. Two requests that wrote at the same time both wait until their own record is on the disk.
   * Throws StoreError when a journal cannot be written.
   */
  async keep(caseIds: Iterable<string>): Promise<void> {
    let failed: { readonly thrown: unknown } | null = null;
    for (const caseId of caseIds) {
      try {
        await this.#files.withLock(() => this.#append(caseId));
        this.#behind.delete(caseId);
      } catch (thrown) {
        this.#behind.add(caseId);
        failed ??= { thrown };
      }
    }
    if (failed !== null) throw toStoreError(failed.thrown);
  }

  /**
   * Throws StoreError when what is written now could not come into the journal: refused before, nothing has to be taken back.
   * Looks again each time, since room can have been made.
   */
  async require(caseId: string): Promise<void> {
    if (this.#behind.has(caseId)) await this.keep([caseId]);
  }

  /** Of a case that was deleted, once the database has nothing of it any more. */
  remove(caseId: string): Promise<void> {
    this.#ends.delete(caseId);
    this.#behind.delete(caseId);
    return this.#files.withLock(async () => {
      // What was kept beside holds the same notes. The journal goes last: it says that the case was deleted, and the sentinel
      // alone would call it lost.
      for (const name of await this.#files.names()) {
        if (isSetAside(caseId, name)) await this.#files.remove(name);
      }
      await storeSentinel(this.#files, withCase(await loadSentinel(this.#files), caseId, null));
      for (const name of filesOfCase(caseId)) await this.#files.remove(name);
    });
  }

  /** Of a case whose journal is another file than it was. */
  forget(caseId: string): void {
    this.#ends.delete(caseId);
  }

  /** Says that an encrypted case is to go, which takes no key: from here on the next start ends its deletion. */
  markDeleted(caseId: string): Promise<void> {
    return this.#files.withLock(() => this.#files.write(encryptedJournalName(caseId), 0, deletedJournal));
  }

  async #append(caseId: string): Promise<void> {
    const form = journalForm(this.#database.vault, caseId);
    const end = await this.#end(caseId, form);
    const { row, records } = await this.#storedAfter(caseId, end.head?.records ?? 0);
    // The case was deleted, here or in another window.
    if (row === undefined) return;
    const [first] = records;
    if (first === undefined) {
      // Whoever writes is in the database first, so a journal that is longer is that of something else.
      if (row.custodyHead?.leaf !== end.head?.leaf) throw contradiction();
      return;
    }
    if (!continues(end.head, first)) throw contradiction();
    if (row.lock !== undefined) await storeLock(this.#files, caseId, row.lock);
    const lines = form.render(records);
    await this.#files.write(form.name, end.bytes, lines);
    const head = journalHead(records);
    if (head === null) return;
    this.#ends.set(caseId, { bytes: end.bytes + lines.length, head });
    const sentinel = await loadSentinel(this.#files);
    await storeSentinel(this.#files, withCase(sentinel, caseId, form.toExpected(row.name, head)));
  }

  /** In one look, so that a case which is deleted meanwhile is either there as a whole or not at all. */
  #storedAfter(
    caseId: string,
    count: number,
  ): Promise<{ readonly row: CaseRow | undefined; readonly records: readonly CustodyRecord[] }> {
    const { dexie, anyCases, custody } = this.#database;
    return dexie.transaction('r', [anyCases, custody], async () => {
      const row = await anyCases.get(caseId);
      if (row !== undefined && isLocked(row)) throw lockedCase();
      return { row, records: await custodyFrom(this.#database, caseId, count) };
    });
  }

  async #end(caseId: string, { name, read }: JournalForm): Promise<JournalEnd> {
    const known = this.#ends.get(caseId);
    const size = await this.#files.size(name);
    if (known !== undefined && size === known.bytes) return known;
    if (size === null) return { bytes: 0, head: null };
    const { digests } = this.#database;
    const journal = read((await this.#files.read(name)) ?? new Uint8Array(0), { digests });
    // A line without an end was acknowledged to nobody and is written over; everything else is for a person to decide.
    if (journal.damage?.kind === 'altered') throw contradiction();
    return { bytes: journal.bytes, head: journalHead(journal.records) };
  }
}

function continues(head: CustodyHead | null, first: CustodyRecord): boolean {
  return head === null ? first.seq === 0 : first.seq === head.records && first.prev === head.leaf;
}

function contradiction(): StoreError {
  return new StoreError(
    'journal-contradicts',
    'The journal of this case says otherwise than the case database, so nothing that is done in this case is confirmed. Start Vouch again: it compares both and says what is the matter.',
  );
}

function toStoreError(thrown: unknown): unknown {
  // A failure of the database is one of the database, whoever asked.
  if (thrown instanceof StoreError || !(thrown instanceof DOMException || thrown instanceof TypeError))
    return thrown;
  return new StoreError(
    'journal-not-written',
    `The journal of this case could not be written, so what was done is not confirmed: ${thrown.name}: ${thrown.message} What is in the case database stays there. Make room, or allow this profile to store files; the next decision tries again.`,
  );
}
