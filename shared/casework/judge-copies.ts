import type { CustodyHead } from '../case/custody-log.ts';
import type { CustodyRecord } from '../case/custody-record.ts';
import { type CaseJournal, compareJournal, journalHead } from './case-journal.ts';
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
  /** Where the case's row says that the log ends; null when it says nothing that can be read. */
  readonly head: CustodyHead | null;
}

/** What is to be done about one case before anybody works in it. */
export type CopiesJudgement =
  | { readonly kind: 'fine' }
  /** The journal lacks records that the database has, as after a crash or under an older Vouch. */
  | { readonly kind: 'append'; readonly from: number }
  /** The deletion of the case was begun and not ended. */
  | { readonly kind: 'delete' }
  /** The database lost records, or holds others than were acknowledged: `records` take their place. */
  | {
      readonly kind: 'restore';
      readonly kept: number;
      readonly restored: number;
      readonly records: readonly CustodyRecord[];
    }
  /** The journal is gone, was cut or was altered, and the database has everything that was acknowledged. */
  | { readonly kind: 'renew'; readonly records: readonly CustodyRecord[]; readonly statement: string }
  /** Both go on, and differently. Nothing can say which of them is right. */
  | { readonly kind: 'forked'; readonly at: number }
  /** Both agree, and hold another record than the one that was acknowledged last. */
  | { readonly kind: 'rewritten'; readonly at: number }
  /** Neither has what was acknowledged. `records` are what is left and holds together. */
  | {
      readonly kind: 'lost';
      readonly have: number;
      readonly expected: number;
      readonly records: readonly CustodyRecord[];
    }
  /** A journal of a case that nobody knows, of which not even the first line can be read. */
  | { readonly kind: 'unreadable'; readonly statement: string };

export function judgeCopies({ stored, journal, expected }: LogCopies): CopiesJudgement {
  const journaled = journal?.records ?? [];
  if (journaled.at(-1)?.action === 'case-deleted') return { kind: 'delete' };
  const damage = journal?.damage?.kind === 'altered' ? journal.damage : null;
  if (stored === null && expected === null && journaled.length === 0 && damage !== null) {
    return { kind: 'unreadable', statement: damage.statement };
  }
  const sound = soundRecords(stored);
  const acknowledged = acknowledgedRecords({ stored, journal, expected });
  const have = Math.max(sound.length, journaled.length);
  const comparison = compareJournal(sound, journaled);
  if (comparison.kind === 'forked' && have >= acknowledged) {
    return isDamaged({ stored, journal, expected }, comparison.at)
      ? { kind: 'renew', records: sound, statement: `Record ${comparison.at} of the journal was altered.` }
      : { kind: 'forked', at: comparison.at };
  }
  // Of two that do not contradict each other, the longer one is both.
  const longer = journaled.length > sound.length ? journaled : sound;
  if (have < acknowledged) {
    const records = comparison.kind === 'forked' ? [] : longer;
    return { kind: 'lost', have, expected: acknowledged, records };
  }
  const rewrittenAt = rewrittenRecord(longer, expected);
  if (rewrittenAt !== null) return { kind: 'rewritten', at: rewrittenAt };
  const isBroken = stored !== null && stored.brokenAt !== null;
  switch (comparison.kind) {
    case 'forked':
      return { kind: 'forked', at: comparison.at };
    case 'database-behind': {
      const restored = journaled.length - comparison.from;
      return { kind: 'restore', kept: comparison.from, restored, records: journaled };
    }
    case 'journal-behind': {
      const statement = defectOf(journal, comparison.from, expected?.records ?? 0);
      if (statement !== null) return { kind: 'renew', records: sound, statement };
      // A broken tail in the database is nobody's acknowledged record, and must not come into the journal.
      return isBroken
        ? { kind: 'restore', kept: sound.length, restored: 0, records: sound }
        : { kind: 'append', from: comparison.from };
    }
    case 'same':
      if (isBroken) return { kind: 'restore', kept: sound.length, restored: 0, records: sound };
      return damage === null
        ? { kind: 'fine' }
        : { kind: 'renew', records: sound, statement: damage.statement };
    default:
      return comparison satisfies never;
  }
}

/** Records of the database up to the first that does not follow. */
export function soundRecords(stored: StoredLog | null): readonly CustodyRecord[] {
  if (stored === null) return [];
  return stored.brokenAt === null ? stored.records : stored.records.slice(0, stored.brokenAt);
}

/**
 * How many records there must be, by whoever can say it. The sentinel alone counts where the journal ends exactly as it
 * says; else the row of the case, and the lines of a journal that nobody else speaks of, are asked as well.
 */
function acknowledgedRecords({ stored, journal, expected }: LogCopies): number {
  const end = journalHead(journal?.records ?? []);
  if (expected !== null && end?.records === expected.records && end.leaf === expected.leaf)
    return end.records;
  const lines = expected === null && journal?.damage?.kind === 'altered' ? journal.lines : 0;
  return Math.max(expected?.records ?? 0, stored?.head?.records ?? 0, lines);
}

/**
 * Whether the record at which a journal departs is one that was altered there, and not another history: the line behind it does
 * not follow from it, and the log in the database holds up to the record that was acknowledged last.
 */
function isDamaged({ stored, journal, expected }: LogCopies, at: number): boolean {
  if (stored === null || stored.brokenAt !== null || expected === null) return false;
  if (journal?.damage?.kind !== 'altered' || at !== journal.records.length - 1) return false;
  return stored.records.length >= expected.records && rewrittenRecord(stored.records, expected) === null;
}

/** The record that was acknowledged last, where another one is in its place. */
function rewrittenRecord(records: readonly CustodyRecord[], expected: SentinelCase | null): number | null {
  if (expected === null || expected.records === 0 || records.length < expected.records) return null;
  const head = journalHead(records.slice(0, expected.records));
  return head?.leaf === expected.leaf ? null : expected.records - 1;
}

function defectOf(journal: CaseJournal | null, records: number, acknowledged: number): string | null {
  if (journal === null) return acknowledged === 0 ? null : 'The journal is gone.';
  if (journal.damage?.kind === 'altered') return journal.damage.statement;
  if (records < acknowledged) return `The journal has ${records} records instead of ${acknowledged}.`;
  return null;
}
