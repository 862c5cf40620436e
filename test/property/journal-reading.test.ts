import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { workerDigests } from '../../renderer/workers/worker-digests.ts';
import {
  appendCustodyRecord,
  type CustodyEntry,
  type CustodyHead,
  checkCustodyChain,
  custodyHeadAfter,
} from '../../shared/case/custody-log.ts';
import type { CustodyRecord } from '../../shared/case/custody-record.ts';
import { readJournal, renderJournalLines } from '../../shared/casework/case-journal.ts';

const caseId = 'case-1';

function makeLog(entries: readonly CustodyEntry[], start: readonly CustodyRecord[] = []) {
  const records = [...start];
  const last = start.at(-1);
  let head: CustodyHead | null = last === undefined ? null : custodyHeadAfter(last);
  for (const entry of entries) {
    const record = appendCustodyRecord(caseId, head, entry);
    records.push(record);
    head = custodyHeadAfter(record);
  }
  return records;
}

/** Also contents that no strict reader takes: a database can be written by anybody. */
const contents = fc.constantFrom(
  ...[
    undefined,
    '{"note":"why \\u00e9 \\"here\\""}',
    '{"a":[1,{"b":null}],"c":0.5}',
    '{"a":1,"a":2}',
    '1e400',
  ],
  ...['{"__proto__":1}', '9007199254740993', '"\\ud800"', '1,"content":2', '{', '', '1},"x":{"y":2', ' 1'],
);
const entry: fc.Arbitrary<CustodyEntry> = fc
  .record({
    time: fc.oneof(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(-1, 8.64e15, -8.64e15)),
    value: fc.string({ unit: 'binary', maxLength: 12 }),
    content: contents,
  })
  .map(({ time, value, content }) => ({
    claimedTime: time,
    action: 'annotated' as const,
    facts: [{ name: 'by', value }],
    ...(content === undefined ? {} : { content }),
  }));
const entries = fc.array(entry, { maxLength: 6 });

/** What may happen to the file of a journal. */
const damage = fc.record({
  cut: fc.nat(),
  flip: fc.option(fc.record({ at: fc.nat(), bit: fc.nat({ max: 7 }) })),
  appended: fc.constantFrom('', '\n', 'what is this', '{}\n'),
});

describe('Knowing the stored log while reading a journal', () => {
  test('changes nothing of what is read, whatever is the matter with either', () => {
    fc.assert(
      fc.property(entries, entries, entries, damage, (shared, stored, journaled, { cut, flip, appended }) => {
        const start = makeLog(shared);
        const known = makeLog(stored, start);
        const written = renderJournalLines(makeLog(journaled, start));
        // Nine times out of ten as a whole.
        const kept = cut % 10 === 0 ? written.slice(0, cut % (written.length + 1)) : written;
        if (flip !== null && kept.length > 0) {
          const at = flip.at % kept.length;
          kept[at] = (kept[at] ?? 0) ^ (1 << flip.bit);
        }
        const bytes = Buffer.concat([kept, Buffer.from(appended)]);
        expect(checkCustodyChain(caseId, known)).toBeNull();
        const alone = readJournal(caseId, bytes);
        expect(readJournal(caseId, bytes, { known, digests: workerDigests })).toEqual(alone);
      }),
      { numRuns: 2_000 },
    );
  });

  test('takes no record that does not follow in the journal, however well it is known', () => {
    const facts = (value: string) => ({
      claimedTime: 0,
      action: 'annotated' as const,
      facts: [{ name: 'by', value }],
    });
    const known = makeLog(['a', 'b', 'c'].map(facts));
    const other = makeLog(['x', 'y', 'z'].map(facts));
    const spliced = [...other.slice(0, 1), ...known.slice(1)];
    const { records, damage: found } = readJournal(caseId, renderJournalLines(spliced), { known });
    expect(records).toEqual(other.slice(0, 1));
    expect(found).toMatchObject({ line: 2, kind: 'altered' });
  });

  test('finds the same broken record by every digest engine', () => {
    const known = makeLog(Array.from({ length: 5 }, () => ({ claimedTime: 0, action: 'viewed', facts: [] })));
    const broken = known.map((record, index) => (index === 2 ? { ...record, claimedTime: 1 } : record));
    const last = known.at(-1);
    const head = last === undefined ? null : custodyHeadAfter(last);
    expect(checkCustodyChain(caseId, known, head, workerDigests)).toBeNull();
    expect(checkCustodyChain(caseId, broken, head, workerDigests)).toBe(3);
  });
});
