import { describe, expect, test } from 'vitest';
import {
  appendCustodyRecord,
  type CustodyEntry,
  type CustodyHead,
  custodyHeadAfter,
} from '../../shared/case/custody-log.ts';
import type { CustodyRecord } from '../../shared/case/custody-record.ts';
import { journalHead, readJournal, renderJournalLines } from '../../shared/casework/case-journal.ts';
import { newerSentinel, parseSentinel, renderSentinel } from '../../shared/casework/journal-sentinel.ts';
import { type CopiesJudgement, judgeCopies, type StoredLog } from '../../shared/casework/judge-copies.ts';

// Every length and every bit of the files of a small case, beside a database that has everything, or nothing any more.

const caseId = 'case-1';
const entries: readonly Pick<CustodyEntry, 'action' | 'content'>[] = [
  { action: 'case-made' },
  { action: 'annotated', content: '{"kind":"undo","by":"reviewer 1","record":0}' },
  { action: 'viewed' },
];
const log: readonly CustodyRecord[] = makeLog('reviewer 1');
const bytes = renderJournalLines(log);
const ends = log.map((_, index) => renderJournalLines(log.slice(0, index + 1)).length);
const head = headOf(log);
const whole: StoredLog = { records: log, brokenAt: null, head };
const expected = { caseId, name: 'A matter', ...head };

function makeLog(by: string): readonly CustodyRecord[] {
  const records: CustodyRecord[] = [];
  let last: CustodyHead | null = null;
  for (const entry of entries) {
    const facts = [{ name: 'by', value: by }];
    const record = appendCustodyRecord(caseId, last, { claimedTime: 1_790_812_800_000, facts, ...entry });
    records.push(record);
    last = custodyHeadAfter(record);
  }
  return records;
}

function headOf(records: readonly CustodyRecord[]): CustodyHead {
  const found = journalHead(records);
  if (found === null) throw new Error('The log is empty.');
  return found;
}

function judge(stored: StoredLog | null, file: Uint8Array, sentinel: typeof expected | null) {
  const journal = readJournal(caseId, file, { known: stored?.records ?? [] });
  return judgeCopies({ stored, journal, expected: sentinel });
}

/** The records that a person has after the start. */
function recordsAfter(judgement: CopiesJudgement, stored: StoredLog | null): readonly CustodyRecord[] {
  return 'records' in judgement ? judgement.records : (stored?.records ?? []);
}

function isSilent({ kind }: CopiesJudgement): boolean {
  return kind === 'fine' || kind === 'append';
}

function flipped(file: Uint8Array, at: number, bit: number): Uint8Array {
  return file.map((byte, index) => (index === at ? byte ^ (1 << bit) : byte));
}

function* everyDamage(file: Uint8Array): Generator<readonly [what: string, damaged: Uint8Array]> {
  for (let length = 0; length < file.length; length++) yield [`cut to ${length}`, file.slice(0, length)];
  for (let at = 0; at < file.length; at++) {
    for (let bit = 0; bit < 8; bit++) yield [`bit ${bit} of byte ${at}`, flipped(file, at, bit)];
  }
}

describe('Every damage to a journal', () => {
  test('is said, and takes no record from a case whose database has them', () => {
    for (const [what, damaged] of everyDamage(bytes)) {
      const judgement = judge(whole, damaged, expected);
      // The last record has none behind it that would say whether it was altered or is that of another history.
      const isOther = readJournal(caseId, damaged).records.length === log.length;
      expect(judgement.kind, what).toBe(isOther ? 'forked' : 'renew');
      expect(recordsAfter(judgement, whole), what).toEqual(log);
    }
  });

  test('brings back the records before it where the database has none, and says how many are lost', () => {
    for (const [what, damaged] of everyDamage(bytes)) {
      const judgement = judge(null, damaged, expected);
      const intact = damaged.length < bytes.length ? damaged.length : firstDifference(damaged);
      const kept = ends.filter((end) => end <= intact).length;
      // A record that was changed and is one all the same is not the acknowledged one: `rewritten` keeps both as they are.
      if (judgement.kind === 'rewritten') {
        expect(kept, what).toBe(log.length - 1);
        continue;
      }
      expect(judgement, what).toMatchObject({ kind: 'lost', expected: log.length });
      const have = recordsAfter(judgement, null);
      expect(have.slice(0, kept), what).toEqual(log.slice(0, kept));
      expect(have.length, what).toBeLessThan(log.length);
    }
  });

  test('takes no record from a database without a sentinel either', () => {
    for (const [what, damaged] of everyDamage(bytes)) {
      const judgement = judge(whole, damaged, null);
      expect(recordsAfter(judgement, whole), what).toEqual(log);
      // What a crash leaves, a line without its end or lines that were not written, is caught up without a word.
      const isCut = damaged.length < bytes.length || firstDifference(damaged) === bytes.length - 1;
      expect(isSilent(judgement), what).toBe(isCut);
    }
  });
});

test('A database of another history is not preferred to a damaged journal that the sentinel agrees with', () => {
  const rewritten = makeLog('another hand');
  const stored: StoredLog = { records: rewritten, brokenAt: null, head: headOf(rewritten) };
  for (const [what, damaged] of everyDamage(bytes)) {
    const { kind } = judge(stored, damaged, expected);
    expect(['forked', 'rewritten'], what).toContain(kind);
  }
});

describe('Every damage to a sentinel', () => {
  const older = renderSentinel({ turn: 6, cases: [{ ...expected, ...headOf(log.slice(0, -1)) }] });
  const newer = renderSentinel({ turn: 7, cases: [expected] });

  test('leaves the other one, and raises no false alarm', () => {
    for (const [what, damaged] of everyDamage(newer)) {
      const { turn, cases } = newerSentinel(parseSentinel(older), parseSentinel(damaged));
      expect(turn, what).toBe(6);
      const [found] = cases;
      if (found === undefined) throw new Error(what);
      expect(judge(whole, bytes, found).kind, what).toBe('fine');
      expect(recordsAfter(judge(null, bytes, found), null), what).toEqual(log);
    }
  });

  test('of the older one changes nothing', () => {
    for (const [what, damaged] of everyDamage(older)) {
      expect(newerSentinel(parseSentinel(damaged), parseSentinel(newer)).turn, what).toBe(7);
    }
  });
});

function firstDifference(damaged: Uint8Array): number {
  return damaged.findIndex((byte, index) => byte !== bytes[index]);
}
