import { describe, expect, test } from 'vitest';
import { importText, timeLeftWords } from '../../../renderer/text/imports.ts';
import { relationWords } from '../../../renderer/text/receipts.ts';
import { copyStanding } from '../../../renderer/views/bundles/receipt-copy.ts';
import type { RangeRelation } from '../../../shared/case/deliveries.ts';
import { bundleView } from '../../support/bundle-view.ts';

describe('the time left is said in steps that a person would use', () => {
  test.each([
    [0.4, 'a few seconds left'],
    [7.4, 'a few seconds left'],
    [18, 'about 20 s left'],
    [22, 'about 20 s left'],
    [57, 'about 55 s left'],
    [58, 'about 1 min left'],
    [240, 'about 4 min left'],
    [3_570, 'about 1 h 0 min left'],
    [7_800, 'about 2 h 10 min left'],
    [90_000, 'more than a day left'],
  ])('%d seconds', (seconds, words) => {
    expect(timeLeftWords(seconds)).toBe(words);
  });
});

test('rates are said in megabytes of a million bytes, and in whole entries', () => {
  expect(importText.bytesPerSecond(41_349_000)).toBe('41.3 MB/s');
  expect(importText.entriesPerSecond(107_606.4)).toBe('107,606/s');
});

test('who waits is told how many files come before', () => {
  expect(importText.waiting(1)).toBe('Waiting for the file before it');
  expect(importText.waiting(2)).toBe('Waiting for 2 files before it');
});

describe('a range is said with its first and its last entry', () => {
  const before = bundleView('a');
  const relations: readonly (readonly [RangeRelation, string])[] = [
    [{ kind: 'begins-log' }, 'begins at the start of the log'],
    [{ kind: 'first' }, 'is the earliest range of this log in the case'],
    [{ kind: 'continues', before }, 'begins where this one ends:'],
    [{ kind: 'gap', before, missing: { start: 8, end: 10 } }, 'leaves out #8 to #9 after'],
    [{ kind: 'overlaps', before, shared: { start: 0, end: 8 } }, 'holds #0 to #7 once more, as does'],
    [{ kind: 'overlaps', before, shared: { start: 3, end: 3 } }, 'lies within the range of'],
  ];
  test.each(relations)('%o', (relation, words) => {
    expect(relationWords(relation)).toBe(words);
  });

  test('and a copy that was not verified in this run is not called compared', () => {
    expect(copyStanding(before)).toBe('not-compared');
  });
});
