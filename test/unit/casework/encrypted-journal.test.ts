import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { appendCustodyRecord, type CustodyHead, custodyHeadAfter } from '../../../shared/case/custody-log.ts';
import type { CustodyRecord } from '../../../shared/case/custody-record.ts';
import {
  deletedJournal,
  isDeletedJournal,
  readEncryptedJournal,
  renderEncryptedJournal,
} from '../../../shared/casework/encrypted-journal.ts';
import { CaseCipher } from '../../../shared/vault/case-cipher.ts';

const caseId = 'case-1';
const cipher = new CaseCipher(new Uint8Array(32).fill(5), (count) => new Uint8Array(randomBytes(count)));

function makeLog(count: number, of = caseId): readonly CustodyRecord[] {
  const records: CustodyRecord[] = [];
  let head: CustodyHead | null = null;
  for (let index = 0; index < count; index++) {
    const record: CustodyRecord = appendCustodyRecord(of, head, {
      claimedTime: 1_790_812_800_000 + index,
      action: 'case-opened',
      facts: [{ name: 'file', value: `number ${index}` }],
    });
    records.push(record);
    head = custodyHeadAfter(record);
  }
  return records;
}

const records = makeLog(4);
const journal = renderEncryptedJournal(cipher, caseId, records);
/** Where each record begins, by its own length. */
const starts: readonly number[] = records.reduce<readonly number[]>(
  (all) => {
    const at = all.at(-1) ?? 0;
    return [...all, at + 4 + new DataView(journal.buffer).getUint32(at)];
  },
  [0],
);

describe('The journal of an encrypted case', () => {
  test('gives back its records, also those that were appended later', () => {
    const appended = Buffer.concat([
      renderEncryptedJournal(cipher, caseId, records.slice(0, 3)),
      renderEncryptedJournal(cipher, caseId, records.slice(3)),
    ]);
    expect(readEncryptedJournal(cipher, caseId, appended)).toEqual({
      records,
      bytes: appended.length,
      lines: 4,
      damage: null,
    });
  });

  test('that ends anywhere keeps the whole records before it, and says that one has no end', () => {
    for (let length = 0; length < journal.length; length++) {
      const whole = starts.filter((start) => start <= length).length - 1;
      const { damage, ...rest } = readEncryptedJournal(cipher, caseId, journal.subarray(0, length));
      expect(rest, `${length} bytes`).toEqual({
        records: records.slice(0, whole),
        bytes: starts[whole],
        lines: whole,
      });
      const isTorn = length !== starts[whole];
      expect(damage?.kind ?? null, `${length} bytes`).toBe(isTorn ? 'torn' : null);
    }
  });

  test('that is changed in one bit names the first record that is not what was written', () => {
    for (let at = 0; at < journal.length; at++) {
      const changed = journal.slice();
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const first = starts.filter((start) => start <= at).length - 1;
      const read = readEncryptedJournal(cipher, caseId, changed);
      expect(read.records, `byte ${at}`).toEqual(records.slice(0, first));
      expect(read.damage?.line, `byte ${at}`).toBe(first + 1);
    }
  });

  test.each([
    ['in another order', () => Buffer.concat([frame(0), frame(2), frame(1), frame(3)]), 1],
    ['with a record twice', () => Buffer.concat([frame(0), frame(0), frame(1)]), 1],
    ['with a record that is missing in the middle', () => Buffer.concat([frame(0), frame(2), frame(3)]), 1],
    ['of another case', () => renderEncryptedJournal(cipher, 'case-2', makeLog(2, 'case-2')), 0],
    ['of no record at all', () => Buffer.from('not a journal, and long enough to look like one'), 0],
  ])('%s is not taken beyond what holds', (_what, make, whole) => {
    const read = readEncryptedJournal(cipher, caseId, make());
    expect(read.records).toEqual(records.slice(0, whole));
    expect(read.damage).not.toBeNull();
  });

  test('that says that its case was deleted is no journal with records', () => {
    expect(isDeletedJournal(deletedJournal)).toBe(true);
    expect([journal, new Uint8Array(0), new Uint8Array(5)].map(isDeletedJournal)).toEqual([
      false,
      false,
      false,
    ]);
  });
});

function frame(index: number): Uint8Array {
  return journal.subarray(starts[index], starts[index + 1]);
}
