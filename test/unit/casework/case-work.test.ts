import { describe, expect, test } from 'vitest';
import type { CustodyRecord } from '../../../shared/case/custody-record.ts';
import type { AnnotationContent } from '../../../shared/casework/annotation.ts';
import { actionOf, foldCaseWork, readMadeRecords } from '../../../shared/casework/case-work.ts';
import { exhibitLineNumber, nextExhibitNumber } from '../../../shared/casework/exhibit.ts';
import {
  type MadeContent,
  parseMadeContent,
  renderMadeContent,
} from '../../../shared/casework/made-content.ts';
import { type Target, targetKey } from '../../../shared/casework/target.ts';

const leaf = 'cd'.repeat(32);
const entry = (seq: number): Target => ({ kind: 'entry', origin: 'log.example/a', line: { seq, leaf } });

function annotation(change: Partial<AnnotationContent>): AnnotationContent {
  return { kind: 'annotation', by: 'reviewer 1', targets: [entry(1)], ...change };
}

function logOf(...contents: readonly MadeContent[]): readonly CustodyRecord[] {
  return contents.map((content, seq) => ({
    seq,
    prev: leaf,
    claimedTime: 1_000 + seq,
    action: actionOf(content.kind),
    facts: [],
    content: renderMadeContent(content),
  }));
}

const foldLog = (records: readonly CustodyRecord[]) => foldCaseWork(readMadeRecords(records));

const annotationAt = (records: readonly CustodyRecord[], target: Target = entry(1)) =>
  foldLog(records).annotations.get(targetKey(target));

describe('What is said of a line', () => {
  test('is the sum of its changes: each one leaves alone what it does not name', () => {
    const records = logOf(
      annotation({ note: 'first', addedTags: ['night', 'admin'] }),
      annotation({ isStarred: true, removedTags: ['admin'], severity: 'high' }),
      annotation({ note: 'second', reviewState: 'exception' }),
    );
    expect(annotationAt(records)).toMatchObject({
      note: 'second',
      tags: ['night'],
      isStarred: true,
      severity: 'high',
      reviewState: 'exception',
    });
    expect(annotationAt(records)?.history.map(({ record }) => record)).toEqual([0, 1, 2]);
  });

  test('changes for many lines in one record, and is undone for all of them by one', () => {
    const targets = [entry(1), entry(2), entry(3)];
    const many = annotation({ targets, addedTags: ['sampled'] });
    const before = logOf(annotation({ note: 'kept' }), many);
    expect(foldLog(before).annotations.size).toBe(3);
    const after = logOf(annotation({ note: 'kept' }), many, { kind: 'undo', by: 'reviewer 1', record: 1 });
    expect(foldLog(after).annotations.size).toBe(1);
    expect(annotationAt(after)).toMatchObject({ note: 'kept', tags: [] });
    expect(foldLog(after).made.map(({ counts }) => counts)).toEqual([true, false, true]);
  });

  test('is nothing once every part of it was taken away', () => {
    const records = logOf(
      annotation({ note: 'x', severity: 'low', isStarred: true, addedTags: ['t'] }),
      annotation({ note: '', severity: null, isStarred: false, removedTags: ['t'] }),
    );
    expect(annotationAt(records)).toBeUndefined();
  });

  test('belongs to the bytes of the line: another entry under the same number has none of it', () => {
    const other: Target = { kind: 'entry', origin: 'log.example/a', line: { seq: 1, leaf: 'ef'.repeat(32) } };
    expect(annotationAt(logOf(annotation({ note: 'x' })), other)).toBeUndefined();
  });

  test('is not undone by a record that comes before it', () => {
    const records = logOf({ kind: 'undo', by: 'reviewer 1', record: 1 }, annotation({ note: 'x' }));
    expect(annotationAt(records)?.note).toBe('x');
  });
});

describe('What a person made', () => {
  test('is digested as it is spelled, so a text with half a surrogate pair is written as what UTF-8 can hold', () => {
    const text = renderMadeContent(annotation({ note: 'half \uD800 pair' }));
    expect(parseMadeContent(text)).toEqual(annotation({ note: 'half \uFFFD pair' }));
  });

  test.each([
    ['of an unknown kind', '{"kind":"verdict","by":"x"}'],
    ['with a member that nobody reads', '{"kind":"undo","by":"x","record":1,"more":1}'],
    ['with members in another order', '{"by":"x","kind":"undo","record":1}'],
    ['with a blank', '{"kind":"undo", "by":"x","record":1}'],
    ['with a number that is none', '{"kind":"undo","by":"x","record":-1}'],
    ['that annotates nothing', '{"kind":"annotation","by":"x","targets":[],"note":"a"}'],
    [
      'with a digest in capitals',
      `{"kind":"annotation","by":"x","targets":[{"kind":"bundle","origin":"o","fileSha256":"${leaf.toUpperCase()}"}]}`,
    ],
  ])('is refused %s', (_, text) => {
    expect(() => parseMadeContent(text)).toThrow(expect.objectContaining({ code: 'json' }));
  });

  test('that cannot be read stops the reading: leaving it out would lose it without a word', () => {
    const [record] = logOf(annotation({ note: 'x' }));
    if (record === undefined) throw new Error('no record');
    expect(() => foldLog([{ ...record, content: '{"kind":"other"}' }])).toThrow(/one of/);
  });
});

describe('Exhibits', () => {
  const exhibit = (number: string, title: string): MadeContent => ({
    kind: 'exhibit',
    by: 'reviewer 1',
    number,
    title,
    sources: [{ origin: 'log.example/a', fileSha256: leaf, lines: [{ seq: 4, leaf }] }],
    query: '',
    queryDigest: '',
  });

  test('keep their number for ever: a second one under it does not take its place', () => {
    const { exhibits } = foldLog(logOf(exhibit('EX-0001', 'first'), exhibit('EX-0001', 'second')));
    expect(exhibits.get('EX-0001')?.made.content.title).toBe('first');
  });

  test('that were withdrawn stay, with the reason', () => {
    const records = logOf(exhibit('EX-0001', 'first'), {
      kind: 'exhibit-withdrawn',
      by: 'reviewer 1',
      number: 'EX-0001',
      reason: 'wrong lines',
    });
    expect(foldLog(records).exhibits.get('EX-0001')?.withdrawn).toBe('wrong lines');
  });

  test('each line of an exhibit has a number by which a court can call it', () => {
    expect([0, 46].map((index) => exhibitLineNumber('EX-0012', index))).toEqual([
      'EX-0012.000001',
      'EX-0012.000047',
    ]);
  });

  test('get the number behind the highest one of their prefix that was ever given', () => {
    expect(nextExhibitNumber('EX-', [])).toBe('EX-0001');
    expect(nextExhibitNumber('EX-', ['EX-0003', 'EX-0001', 'B-0009'])).toBe('EX-0004');
    expect(nextExhibitNumber('EX-', ['EX-9999'])).toBe('EX-10000');
  });
});
