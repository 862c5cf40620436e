import { describe, expect, test } from 'vitest';
import {
  appendCustodyRecord,
  type CustodyEntry,
  type CustodyHead,
  custodyHeadAfter,
} from '../../../shared/case/custody-log.ts';
import type { CustodyRecord } from '../../../shared/case/custody-record.ts';
import {
  compareJournal,
  journalHead,
  readJournal,
  renderJournalLines,
} from '../../../shared/casework/case-journal.ts';
import { renderMadeContent } from '../../../shared/casework/made-content.ts';

const caseId = 'case-1';

function makeLog(entries: readonly Partial<CustodyEntry>[], of = caseId): readonly CustodyRecord[] {
  const records: CustodyRecord[] = [];
  let head: CustodyHead | null = null;
  for (const entry of entries) {
    const record = appendCustodyRecord(of, head, {
      claimedTime: 1_790_812_800_000,
      action: 'case-opened',
      facts: [],
      ...entry,
    });
    records.push(record);
    head = custodyHeadAfter(record);
  }
  return records;
}

const note = renderMadeContent({
  kind: 'annotation',
  by: 'reviewer 1',
  targets: [{ kind: 'entry', origin: 'log.example/a', line: { seq: 7, leaf: 'ab'.repeat(32) } }],
  note: 'why at "night"?\n],"content":{"kind":"undo"}',
});
const log = makeLog([
  { action: 'case-made' },
  { facts: [{ name: 'file', value: 'odd "],"content": name\n' }] },
  { action: 'annotated', content: note },
  {},
]);
const bytes = renderJournalLines(log);

describe('the journal of a case', () => {
  test('gives back every record as it was written, with what persons made', () => {
    expect(readJournal(caseId, bytes)).toEqual({
      records: log,
      bytes: bytes.length,
      lines: log.length,
      damage: null,
    });
  });

  test('that is empty is a journal without records', () => {
    expect(readJournal(caseId, new Uint8Array(0))).toEqual({ records: [], bytes: 0, lines: 0, damage: null });
  });

  test('cut at any byte keeps the records before the cut, and calls the line that lost its end torn', () => {
    const ends = log.map((_, index) => renderJournalLines(log.slice(0, index + 1)).length);
    for (let length = 0; length < bytes.length; length++) {
      const whole = ends.filter((end) => end <= length).length;
      const { records, damage, bytes: kept } = readJournal(caseId, bytes.subarray(0, length));
      expect(records).toEqual(log.slice(0, whole));
      expect(kept).toBe(ends[whole - 1] ?? 0);
      const isAtEnd = length === (ends[whole - 1] ?? 0);
      expect(damage?.kind ?? null).toBe(isAtEnd ? null : 'torn');
    }
  });

  test('with any bit flipped loses the flipped record and those behind it, and none before', () => {
    const ends = log.map((_, index) => renderJournalLines(log.slice(0, index + 1)).length);
    for (let at = 0; at < bytes.length; at++) {
      const flipped = bytes.slice();
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      const { records, damage } = readJournal(caseId, flipped);
      // The record that was changed may still read as one: then the record behind it does not follow, or the head tells.
      const changed = ends.findIndex((end) => at < end);
      expect(records.slice(0, changed)).toEqual(log.slice(0, changed));
      const isLast = changed === log.length - 1;
      if (!isLast) expect(records.length).toBeLessThanOrEqual(changed + 1);
      if (damage === null) expect(journalHead(records)).not.toEqual(journalHead(log));
      else expect(damage.line).toBe(records.length + 1);
    }
  });

  test('of another case is not one of this case', () => {
    const { records, damage } = readJournal('case-2', bytes);
    expect(records).toEqual([]);
    expect(damage).toMatchObject({ line: 1, kind: 'altered' });
  });
});

describe('beside the stored log', () => {
  const other = [...log.slice(0, 2), ...makeLog([{}, {}, { action: 'undone' }, {}]).slice(2)];

  test.each([
    ['is the same', log, log, { kind: 'same' }],
    ['is the same when both are empty', [], [], { kind: 'same' }],
    ['lacks what was not written before the end', log, log.slice(0, 3), { kind: 'journal-behind', from: 3 }],
    ['has what the database lost', log.slice(0, 1), log, { kind: 'database-behind', from: 1 }],
    ['has all when the database lost all', [], log, { kind: 'database-behind', from: 0 }],
    ['goes on differently where one of both was changed', log, other, { kind: 'forked', at: 2 }],
  ] as const)('the journal %s', (_, stored, journal, expected) => {
    expect(compareJournal(stored, journal)).toEqual(expected);
  });
});
