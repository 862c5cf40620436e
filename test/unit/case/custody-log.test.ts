import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  appendCustodyRecord,
  type CustodyHead,
  checkCustodyChain,
  custodyHeadAfter,
  renderCustodyRecord,
} from '../../../shared/case/custody-log.ts';
import type { CustodyRecord } from '../../../shared/case/custody-record.ts';
import { parseStrictJson } from '../../../shared/json/parse-json.ts';

const caseId = 'case-1';

function makeLog(values: readonly string[]): { records: CustodyRecord[]; head: CustodyHead | null } {
  let head: CustodyHead | null = null;
  const records = values.map((value, index) => {
    const record = appendCustodyRecord(caseId, head, {
      claimedTime: 1_790_812_800_000 + index,
      action: 'case-opened',
      facts: [{ name: 'file', value }],
    });
    head = custodyHeadAfter(record);
    return record;
  });
  return { records, head };
}

describe('the custody log', () => {
  test('chains each record to the one before it as EVB/1 chains entries (R3, R4)', () => {
    const { records } = makeLog(['a.zip', 'b.zip']);
    const first = createHash('sha256').update(`evb/1\nvouch-custody/${caseId}\n`).digest('hex');
    // 1790812800 is 2026-10-01T00:00:00Z by `date -u -d @1790812800`.
    const line = `{"seq":0,"prev":"${first}","ts":"2026-10-01T00:00:00.000Z","action":"case-opened","facts":[["file","a.zip"]]}`;
    const [one, two] = records;
    expect(one && Buffer.from(renderCustodyRecord(one)).toString()).toBe(line);
    expect(two?.prev).toBe(createHash('sha256').update(`\0${line}`).digest('hex'));
    expect(two?.seq).toBe(1);
  });

  test('holds when nothing was changed', () => {
    const { records, head } = makeLog(['a', 'b', 'c', 'd']);
    expect(checkCustodyChain(caseId, records, head)).toBeNull();
    expect(checkCustodyChain(caseId, [], null)).toBeNull();
  });

  test('is strict JSON whatever a file is called', () => {
    const { records, head } = makeLog(['"quoted"\n', 'half \uD800 pair', '__proto__', '\u202Egnp.exe']);
    for (const record of records) expect(() => parseStrictJson(renderCustodyRecord(record))).not.toThrow();
    expect(records[1]?.facts[0]?.value).toBe('half \uFFFD pair');
    expect(checkCustodyChain(caseId, records, head)).toBeNull();
  });
});

describe('a change of the log is found at its place:', () => {
  const { records, head } = makeLog(['a', 'b', 'c', 'd']);
  const edit = (index: number, change: Partial<CustodyRecord>): CustodyRecord[] =>
    records.map((record, at) => (at === index ? { ...record, ...change } : record));

  test.each<[string, number, readonly CustodyRecord[]]>([
    // An edited record is contradicted by the one after it.
    ['an edited fact', 2, edit(1, { facts: [{ name: 'file', value: 'x' }] })],
    ['an edited time', 2, edit(1, { claimedTime: 5 })],
    ['an edited action', 1, edit(0, { action: 'case-made' })],
    ['the last record, edited', 3, edit(3, { facts: [] })],
    ['a removed record', 1, records.toSpliced(1, 1)],
    ['the first record, removed', 0, records.slice(1)],
    ['the last record, removed', 3, records.slice(0, 3)],
    ['all records, removed', 0, []],
    ['two records exchanged', 1, [0, 2, 1, 3].flatMap((index) => records[index] ?? [])],
    ['a repeated record', 2, records.toSpliced(1, 0, ...records.slice(1, 2))],
  ])('%s', (_what, place, altered) => {
    expect(checkCustodyChain(caseId, altered, head)).toBe(place);
  });

  test('an appended record that the case does not know', () => {
    const stranger = appendCustodyRecord(caseId, head, { claimedTime: 0, action: 'key-pinned', facts: [] });
    expect(checkCustodyChain(caseId, [...records, stranger], head)).toBe(4);
  });

  test('the log of another case, which is whole in itself', () => {
    expect(checkCustodyChain('case-2', records, head)).toBe(0);
  });

  test('a cut that a later record went on from', () => {
    const next = appendCustodyRecord(caseId, head, { claimedTime: 0, action: 'case-opened', facts: [] });
    const healed = [...records.slice(0, 3), next];
    expect(checkCustodyChain(caseId, healed, custodyHeadAfter(next))).toBe(3);
  });
});
