import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { renderCsvRow } from '../../../shared/export/csv.ts';

describe('A cell of a CSV file', () => {
  test.each([
    ['=1+1'],
    ['+49 30 1234'],
    ['-2+3'],
    ['@SUM(A1)'],
    [' =1+1'],
    ['\t=1+1'],
    ['\r=1'],
    ['\u200B=1+1'],
    ['\uFEFF@x'],
    ['\uFF1Dcmd'],
    ['\uFF0B1'],
    ['-'],
  ])('that a spreadsheet would compute, %j, gets an apostrophe and is counted', (cell) => {
    expect(renderCsvRow([cell])).toEqual({ text: `"'${cell}"\r\n`, guarded: 1 });
  });

  test.each(['alice', '-12.5', '3e-7', '2026-07-01T00:00:00.000Z', 'a=b', '', '10.0.0.1'])(
    'that is plain, %j, stays as it is',
    (cell) => {
      expect(renderCsvRow([cell])).toEqual({ text: `"${cell}"\r\n`, guarded: 0 });
    },
  );

  test('may hold quotation marks, commas and line ends', () => {
    expect(renderCsvRow(['a"b', 'c,d', 'e\nf']).text).toBe('"a""b","c,d","e\nf"\r\n');
  });
});

const hasPython = spawnSync('python3', ['--version']).status === 0;

test.runIf(hasPython)('another CSV reader gets every cell back, and none that begins a formula', () => {
  const cells = ['=1+1', 'a"b', 'c,d\n"e"', '-5', '-x', 'ünï', '\u202E', "'quoted", ''];
  const script =
    'import csv,io,json,sys; print(json.dumps(list(csv.reader(io.StringIO(sys.stdin.buffer.read().decode("utf-8"), newline="")))))';
  const out = execFileSync('python3', ['-c', script], { input: renderCsvRow(cells).text, encoding: 'utf8' });
  const [row] = JSON.parse(out) as string[][];
  expect(row?.map((cell) => cell.replace(/^'(?=[=-])/, ''))).toEqual(cells);
  for (const cell of row ?? []) expect(cell).not.toMatch(/^[=+@]|^-(?!\d+$)/);
});
