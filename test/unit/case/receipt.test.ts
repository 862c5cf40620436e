import { describe, expect, test } from 'vitest';
import type { BundleObservation, LineProblem } from '../../../shared/bundle/observation.ts';
import { accountedBytes, isSameReceipt, makeReceipt } from '../../../shared/case/receipt.ts';
import { repeatWords } from '../../../shared/case/repeat-words.ts';

const file = { fileName: 'usb.evb.zip', fileBytes: 10, fileSha256: 'ab'.repeat(32) };
const at = (line: number) => ({
  member: 'data/segments/000000000000.ndjson',
  line,
  offset: line * 10,
  ordinal: line - 1,
  seq: null,
});
const problems: readonly LineProblem[] = [
  { kind: 'reject', at: at(2), reason: 'the line is empty' },
  { kind: 'ambiguous', at: at(3), reason: 'a name stands twice' },
  { kind: 'reject', at: at(4), reason: 'the line is empty' },
];
const observation: BundleObservation = {
  name: 'usb.evb.zip',
  members: [{ path: 'bagit.txt', size: 55, sha256: 'cd'.repeat(32), lines: null }],
  otherMembers: new Map(),
  descriptor: {
    format: 'evb/1',
    origin: 'o',
    title: 't',
    range: { start: 0, end: 9 },
    frontier: [],
    mapping: {},
    offeredLogKey: null,
  },
  lines: 9,
  entries: 5,
  withheld: 1,
  ambiguous: 1,
  rejectCount: 2,
  nextSeq: 9,
  problems,
  problemCounts: {
    reject: 2,
    ambiguous: 1,
    'line-form': 0,
    missing: 0,
    repeated: 3,
    extra: 0,
    'out-of-order': 0,
    'segment-name': 0,
    chain: 0,
    'time-backwards': 0,
  },
  repeats: { sameBytes: 2, otherContent: 1, notCompared: 0 },
  missingEntries: 0,
  roots: [],
  disclosures: { total: 0, unreferenced: [], unreferencedCount: 0, redactedFields: 0 },
  firstTime: 1,
  lastTime: 2,
  entriesByDay: new Map([
    ['2026-07-03', 4],
    ['2026-07-02', 4],
    ['2026-07-01', 1],
  ]),
};

test('a receipt lists what could not be read with its place, and counts all of it', () => {
  const receipt = makeReceipt(observation, file, undefined, 1);
  expect(receipt.rejects).toEqual([
    { member: 'data/segments/000000000000.ndjson', line: 2, offset: 20, reason: 'the line is empty' },
  ]);
  expect(receipt.rejectCount).toBe(2);
  expect(makeReceipt(observation, file).rejects.map(({ line }) => line)).toEqual([2, 4]);
});

test('a receipt names the file as it arrived and every member with its digest', () => {
  expect(makeReceipt(observation, file)).toMatchObject({
    ...file,
    members: [{ path: 'bagit.txt', bytes: 55, sha256: 'cd'.repeat(32), lines: null }],
    entries: 5,
    withheld: 1,
    ambiguous: 1,
    duplicateLines: 3,
  });
});

test('of two equally busy days a receipt names the earlier, whatever the order of the lines', () => {
  expect(makeReceipt(observation, file).busiestDay).toEqual({ day: '2026-07-02', entries: 4 });
  const reversed = new Map([...observation.entriesByDay].reverse());
  expect(makeReceipt({ ...observation, entriesByDay: reversed }, file).busiestDay?.day).toBe('2026-07-02');
});

test('a bundle without a readable time has no busiest day', () => {
  expect(makeReceipt({ ...observation, entriesByDay: new Map() }, file).busiestDay).toBeNull();
});

describe('the account of a receipt', () => {
  const container = { packed: new Map([['bagit.txt', 4]]), overheadBytes: 6 };

  test('says of each byte of the file whether it is a member or the container', () => {
    const receipt = makeReceipt(observation, file, container);
    expect(receipt.account).toEqual({ packedBytes: [4], overheadBytes: 6, mapping: {} });
    expect(accountedBytes(receipt)).toEqual({ memberBytes: 4, overheadBytes: 6, sum: 10 });
    expect(accountedBytes(makeReceipt(observation, file))).toBeNull();
  });

  test('is not missed in a receipt that an older Vouch wrote, whose other words still count', () => {
    const fresh = makeReceipt(observation, file, container);
    const old = makeReceipt(observation, file);
    expect(isSameReceipt(old, fresh)).toBe(true);
    expect(isSameReceipt({ ...old, entries: 6 }, fresh)).toBe(false);
  });

  test('is compared byte for byte where it is there', () => {
    const fresh = makeReceipt(observation, file, container);
    expect(isSameReceipt(makeReceipt(observation, file, container), fresh)).toBe(true);
    const other = makeReceipt(observation, file, { ...container, overheadBytes: 7 });
    expect(isSameReceipt(other, fresh)).toBe(false);
    expect(isSameReceipt(fresh, makeReceipt(observation, file))).toBe(false);
  });
});

describe('what a receipt says of repeated lines', () => {
  const sound = { ...observation, problemCounts: { ...observation.problemCounts, repeated: 0 } };

  test('is how many have the same bytes, other content, or were not compared', () => {
    const receipt = makeReceipt(observation, file);
    expect(receipt.repeats).toEqual({ sameBytes: 2, otherContent: 1, notCompared: 0 });
    expect(repeatWords(receipt)).toBe(
      '3 with the number of another line: 2 with the same bytes, 1 with other content',
    );
    const flood = { sameBytes: 100_000, otherContent: 0, notCompared: 1_234 };
    expect(repeatWords({ ...receipt, duplicateLines: 101_234, repeats: flood })).toBe(
      '101,234 with the number of another line: 100,000 with the same bytes, 0 with other content, 1,234 not compared',
    );
  });

  test('is nothing where there are none, as in a receipt that an older Vouch wrote', () => {
    const receipt = makeReceipt(sound, file);
    expect(receipt).not.toHaveProperty('repeats');
    expect(repeatWords(receipt)).toBe('0');
  });

  test('is not missed in a receipt that an older Vouch wrote, which says that nothing was compared', () => {
    const container = { packed: new Map([['bagit.txt', 4]]), overheadBytes: 6 };
    const fresh = makeReceipt(observation, file, container);
    const { repeats: _repeats, ...old } = fresh;
    expect(isSameReceipt(old, fresh)).toBe(true);
    const { account: _account, ...oldest } = old;
    expect(isSameReceipt(oldest, fresh)).toBe(true);
    expect(isSameReceipt({ ...old, duplicateLines: 2 }, fresh)).toBe(false);
    expect(repeatWords(old)).toBe(
      '3 with the number of another line; their content was not compared by the version that imported the file',
    );
  });

  test('is compared where it is there', () => {
    const fresh = makeReceipt(observation, file);
    expect(isSameReceipt(makeReceipt(observation, file), fresh)).toBe(true);
    const other = { ...fresh, repeats: { sameBytes: 3, otherContent: 0, notCompared: 0 } };
    expect(isSameReceipt(other, fresh)).toBe(false);
    const invented = { ...makeReceipt(sound, file), repeats: { ...other.repeats } };
    expect(isSameReceipt(invented, makeReceipt(sound, file))).toBe(false);
  });
});
