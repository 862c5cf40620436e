import type { ByteCount } from '../../../shared/bytes/units.ts';
import type { CustodyHead } from '../../../shared/case/custody-log.ts';
import type { CustodyRecord } from '../../../shared/case/custody-record.ts';
import { journalHead, readJournal, renderJournalLines } from '../../../shared/casework/case-journal.ts';
import { withCase } from '../../../shared/casework/journal-sentinel.ts';
import { custodyFrom } from '../../data/custody-store.ts';
import type { CaseDatabase } from '../../data/database.ts';
import { StoreError } from '../../data/store-error.ts';
import { type JournalFiles, journalName } from './journal-files.ts';
import { loadSentinel, storeSentinel } from './sentinel-file.ts';

/** Where a journal ended when this worker last looked. */
interface JournalEnd {
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

  constructor(database: CaseDatabase, files: JournalFiles) {
    this.#database = database;
    this.#files = files;
  }

  /**
   * Writes every record that is in the database and not yet in a journal. Asked for before each answer: what is acknowledged
   * is in both.
   */
  async catchUp(): Promise<void> {
    const { unjournaled } = this.#database;
    while (unjournaled.size > 0) {
      for (const caseId of [...unjournaled]) {
        unjournaled.delete(caseId);
        try {
          await this.#files.withLock(() => this.#append(caseId));
        } catch (thrown) {
          unjournaled.add(caseId);
          throw thrown;
        }
      }
    }
  }

  /** Of a case that was deleted, once the database has nothing of it any more. */
  remove(caseId: string): Promise<void> {
    this.#ends.delete(caseId);
    this.#database.unjournaled.delete(caseId);
    return this.#files.withLock(async () => {
      // The journal goes last: it says that the case was deleted, and the sentinel alone would call it lost.
      await storeSentinel(this.#files, withCase(await loadSentinel(this.#files), caseId, null));
      await this.#files.remove(journalName(caseId));
    });
  }

  async #append(caseId: string): Promise<void> {
    const end = await this.#end(caseId);
    const records = await custodyFrom(this.#database, caseId, end.head?.records ?? 0);
    const [first] = records;
    // Nothing to write, or the case was deleted in another window.
    if (first === undefined) return;
    if (!continues(end.head, first)) throw contradiction();
    const lines = renderJournalLines(records);
    await this.#files.write(journalName(caseId), end.bytes, lines);
    const head = journalHead(records);
    if (head === null) return;
    this.#ends.set(caseId, { bytes: end.bytes + lines.length, head });
    const name = (await this.#database.cases.get(caseId))?.name ?? '';
    const sentinel = await loadSentinel(this.#files);
    await storeSentinel(this.#files, withCase(sentinel, caseId, { name, ...head }));
  }

  async #end(caseId: string): Promise<JournalEnd> {
    const name = journalName(caseId);
    const known = this.#ends.get(caseId);
    const size = await this.#files.size(name);
    if (known !== undefined && size === known.bytes) return known;
    if (size === null) return { bytes: 0, head: null };
    const journal = readJournal(caseId, (await this.#files.read(name)) ?? new Uint8Array(0));
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
    'What was done is in the case database, but the journal of this case says otherwise, so it is not confirmed. Start Vouch again: it compares both and says what is the matter.',
  );
}
