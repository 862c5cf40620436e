import { expect, test } from 'vitest';
import {
  parseTypedRoot,
  parseTypedSize,
  statedHeadEntry,
  statedHeads,
} from '../../../shared/case/stated-heads.ts';

const root = 'DzJDzquRTeigJMTkQDg9EaLkW+nYrFKGvoQdcXl5Rfk=';
const statement = {
  fileName: 'a.evb.zip',
  fileSha256: 'aa',
  expected: { size: 8, root },
  told: 'by letter',
  by: 'A. Auditor',
};
const record = { seq: 0, prev: '', ...statedHeadEntry(statement, 1) };

test('a statement is read back from the custody log by the digest of its file', () => {
  expect(statedHeads([record])).toEqual(new Map([['aa', { size: 8, root }]]));
  const sizeOnly = statedHeadEntry({ ...statement, expected: { size: 0, root: null } }, 2);
  expect(statedHeads([record, { seq: 1, prev: '', ...sizeOnly }]).get('aa')).toEqual({ size: 0, root: null });
});

test('a stated size that cannot be read is one that no log has, and is not dropped', () => {
  const facts = record.facts.map((fact) =>
    fact.name === 'stated size' ? { ...fact, value: '8 or so' } : fact,
  );
  expect(statedHeads([{ ...record, facts }]).get('aa')?.size).toBe(-1);
});

test.each([
  ['125000', 125_000],
  ['125,000', 125_000],
  [' 1 250 000 ', 1_250_000],
  ['0', 0],
  ['1,25', null],
  ['12.5', null],
  ['-1', null],
  ['', null],
  ['9999999999999999', null],
])('the number of entries %j is read as %j', (typed, size) => {
  expect(parseTypedSize(typed)).toBe(size);
});

test('a root is read only when it is 32 bytes in base64', () => {
  expect(parseTypedRoot(` ${root}\n`)).toBe(root);
  for (const wrong of ['', 'AAAA', root.slice(0, -1), `${root}AAAA`, root.replace('D', '*')]) {
    expect(parseTypedRoot(wrong)).toBeNull();
  }
});
