import { expect, test } from 'vitest';
import { knownLines, linesWith } from '../../../renderer/views/reports/known-lines.ts';
import { foldCaseWork } from '../../../shared/casework/case-work.ts';
import type { MadeContent } from '../../../shared/casework/made-content.ts';

const leafOf = (seq: number) => String(seq).padStart(64, '0');
const origin = 'log.example/a';
const by = 'reviewer 1';

const exhibit = (number: string, ...seqs: readonly number[]): MadeContent => ({
  ...{ kind: 'exhibit', by, number, title: number, query: '', queryDigest: '' },
  sources: [{ origin, fileSha256: leafOf(0), lines: seqs.map((seq) => ({ seq, leaf: leafOf(seq) })) }],
});
const mark = (seq: number, isStarred: boolean, note: string): MadeContent => ({
  ...{ kind: 'annotation', by, isStarred, note },
  targets: [{ kind: 'entry', origin, line: { seq, leaf: leafOf(seq) } }],
});
const sample: MadeContent = {
  ...{ kind: 'sample', by, sampleId: 's', title: 'Night', method: 'simple-random', stratifiedBy: '' },
  population: { query: '', queryDigest: '', files: [], size: 9 },
  ...{ seed: '1', seedOrigin: 'typed', attributes: ['approved'] },
  lines: [{ origin, seq: 9, leaf: leafOf(9), stratum: '' }],
};

const work = foldCaseWork(
  [
    exhibit('EX-0001', 3, 1),
    exhibit('EX-0002', 7),
    { kind: 'exhibit-withdrawn', by, number: 'EX-0002', reason: 'twice' } as const,
    mark(1, true, 'the first read\nand more'),
    mark(5, true, ''),
    mark(6, false, 'no star'),
    sample,
  ].map((content, record) => ({ record, at: record, content })),
);
const from = { work, starred: 'starred', sampleOf: (title: string) => `sample ${title}` };

test('the shelf has lines of exhibits that count and lines with a star, each once, with what they are known by', () => {
  const lines = knownLines({ ...from, withSamples: false });
  expect(lines.map(({ seq, known }) => [seq, known])).toEqual([
    [1, ['EX-0001', 'the first read']],
    [3, ['EX-0001']],
    [5, ['starred']],
  ]);
});

test('lines of samples are there where they are asked for, since a report shows them too', () => {
  expect(knownLines({ ...from, withSamples: true }).at(-1)).toMatchObject({
    seq: 9,
    known: ['sample Night'],
  });
});

test('all words that are typed must be in the name of a line or in what it is known by', () => {
  const lines = knownLines({ ...from, withSamples: false });
  expect(linesWith(lines, 'ex-0001 READ').map(({ seq }) => seq)).toEqual([1]);
  expect(linesWith(lines, 'log.example/a#3')).toHaveLength(1);
  expect(linesWith(lines, 'nothing')).toEqual([]);
  expect(linesWith(lines, '  ')).toHaveLength(3);
});
