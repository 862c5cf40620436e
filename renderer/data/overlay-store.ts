import type { UnixMillis } from '../../shared/bytes/units.ts';
import type { CustodyEntry } from '../../shared/case/custody-log.ts';
import type { MadeRecord } from '../../shared/casework/case-work.ts';
import { actionOf } from '../../shared/casework/case-work.ts';
import { type MadeContent, parseMadeContent, renderMadeContent } from '../../shared/casework/made-content.ts';
import { madeFacts } from '../../shared/casework/made-facts.ts';
import { writeCustody } from './custody-store.ts';
import type { CaseDatabase } from './database.ts';
import { loadMade } from './made-store.ts';

/** What a merge writes, once it has seen what the case holds at this very moment. */
export interface MergeWriting {
  readonly summary: CustodyEntry['facts'];
  readonly contents: readonly MadeContent[];
}

/**
 * Writes all records of a merge, or none: the log is read and written in one transaction, so that no window can make something
 * in between that the person has not seen. What `plan` throws undoes everything.
 */
export async function storeMerge(
  database: CaseDatabase,
  caseId: string,
  now: UnixMillis,
  plan: (made: readonly MadeRecord[]) => MergeWriting,
): Promise<void> {
  const { dexie, cases, custody } = database;
  await dexie.transaction('rw', [cases, custody], async () => {
    const { summary, contents } = plan(await loadMade(database, caseId));
    const head: CustodyEntry = { claimedTime: now, action: 'overlay-merged', facts: summary };
    await writeCustody(database, caseId, [head, ...contents.map((content) => entryOf(content, now))]);
  });
}

function entryOf(content: MadeContent, now: UnixMillis): CustodyEntry {
  const text = renderMadeContent(content);
  // Numbers and texts were put together: what cannot be read again must not be written.
  parseMadeContent(text);
  return { claimedTime: now, action: actionOf(content.kind), facts: madeFacts(content), content: text };
}
