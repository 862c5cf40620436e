import type { CustodyRecord } from '../case/custody-record.ts';
import { type CaseJournal, compareJournal } from './case-journal.ts';
import type { SentinelCase } from './journal-sentinel.ts';

/** The log of one case as three places have it. */
export interface LogCopies {
  /** Null when the database does not know the case. */
  readonly stored: StoredLog | null;
  /** Null when there is no file. */
  readonly journal: CaseJournal | null;
  /** What the sentinel says was there; null when it does not know the case. */
  readonly expected: SentinelCase | null;
}

export interface StoredLog {
  readonly records: readonly CustodyRecord[];
  /** As `checkCustodyChain` says it. */
  readonly brokenAt: number | null;
}

/** What is to be done about one case before anybody works in it. */
export type CopiesJudgement =
  | { readonly kind: 'fine' }
  /** The journal lacks records that the database has, as after a crash or under an older Vouch. */
  | { readonly kind: 'append'; readonly from: number }
  /** The deletion of the case was begun and not ended. */
  | { readonly kind: 'delete' }
  /** The database lost records, or holds others than were acknowledged: those of the journal take their place. */
  | { readonly kind: 'restore'; readonly kept: number; readonly restored: number }
  /** The journal is gone, was cut or was altered, and the database has everything. */
  | { readonly kind: 'renew'; readonly from: number; readonly statement: string }
  /** Both go on, and differently. Nothing can say which of them is right. */
  | { readonly kind: 'forked'; readonly at: number }
  /** Neither has what was acknowledged. `have` is how many records are left. */
  | { readonly kind: 'lost'; readonly have: number; readonly expected: number };

export function judgeCopies({ stored, journal, expected }: LogCopies): CopiesJudgement {
  const journaled = journal?.records ?? [];
  if (journaled.at(-1)?.action === 'case-deleted') return { kind: 'delete' };
  const records = stored?.records ?? [];
  const sound = stored === null || stored.brokenAt === null ? records : records.slice(0, stored.brokenAt);
  const have = Math.max(sound.length, journaled.length);
  const acknowledged = expected?.records ?? 0;
  if (have < acknowledged) {
    return { kind: 'lost', have, expected: acknowledged };
  }
  const comparison = compareJournal(sound, journaled);
  const isBroken = stored !== null && stored.brokenAt !== null;
  switch (comparison.kind) {
    case 'forked':
      return { kind: 'forked', at: comparison.at };
    case 'database-behind':
      return { kind: 'restore', kept: comparison.from, restored: journaled.length - comparison.from };
    case 'journal-behind': {
      // A broken tail in the database is nobody's acknowledged record; what is sound of it goes on from the journal.
      const statement = defectOf(journal, comparison.from, acknowledged);
      if (statement !== null) return { kind: 'renew', from: comparison.from, statement };
      return { kind: 'append', from: comparison.from };
    }
    case 'same':
      if (isBroken) return { kind: 'restore', kept: sound.length, restored: 0 };
      return journal?.damage?.kind === 'altered'
        ? { kind: 'renew', from: journaled.length, statement: journal.damage.statement }
        : { kind: 'fine' };
    default:
      return comparison satisfies never;
  }
}

function defectOf(journal: CaseJournal | null, records: number, acknowledged: number): string | null {
  if (journal === null) return acknowledged === 0 ? null : 'The journal is gone.';
  if (journal.damage?.kind === 'altered') return journal.damage.statement;
  if (records < acknowledged) return `The journal has ${records} records instead of ${acknowledged}.`;
  return null;
}
