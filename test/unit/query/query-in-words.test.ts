import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { queryInWords } from '../../../shared/query/query-in-words.ts';

function wordsOf(text: string): string {
  const read = parseQuery(text);
  if (read.kind === 'invalid') throw new Error(read.error.message);
  return queryInWords(read.query);
}

describe('A query in words', () => {
  it.each([
    ['', 'Every line.'],
    [
      'actor:Alice action:(delete or drop) -outcome:success',
      'Lines whose actor has the word “alice”, and whose action has the word “delete” or the word “drop”, and whose outcome does not have the word “success”.',
    ],
    ['alice', 'Lines that have the word “alice” in some field.'],
    ['-alice', 'Lines that do not have the word “alice” in any field.'],
    ['a or b', 'Lines that have the word “a” or the word “b” in some field.'],
    ['-(a or b)', 'Lines that have neither the word “a” nor the word “b” in any field.'],
    ['-actor:(a or b)', 'Lines whose actor has neither the word “a” nor the word “b”.'],
    ['"a b"', 'Lines that have the words “a b” in some field.'],
    ['a@b', 'Lines that have the text “a@b” in some field.'],
    ['actor:a*', 'Lines whose actor has a word that begins with “a”.'],
    ['actor:*a', 'Lines whose actor has a word that ends with “a”.'],
    ['actor:*a*', 'Lines whose actor has “a” anywhere.'],
    ['actor:a*b?', 'Lines whose actor has the pattern “a*b?”, where * is any text and ? any one character.'],
    [
      'actor=Alice -target="odd name"',
      'Lines whose actor is exactly “Alice”, and whose target is not exactly “odd name”.',
    ],
    ['"odd name":x', 'Lines whose “odd name” has the word “x”.'],
    [
      '/a.b/ -f:/c/',
      'Lines that match the regular expression /a.b/ in some field, and whose f does not match the regular expression /c/.',
    ],
    [
      'n>5 n<=7 -n:1..3',
      'Lines whose n is a number above 5, and whose n is a number of at most 7, and whose n is not a number from 1 to 3.',
    ],
    ['ip:10.0.0.0/8', 'Lines whose ip is in the network 10.0.0.0/8.'],
    [
      'seq:5 seq:7..9 seq>=3 seq<4',
      'Lines whose seq is 5, and whose seq is from 7 to 9, and whose seq is at least 3, and whose seq is below 4.',
    ],
    [
      'has:a -has:b missing:c',
      'Lines that have some text as a, and that have no text as b, and whose c is absent.',
    ],
    ['empty:a -withheld:b', 'Lines whose a is empty, and whose b is not withheld.'],
    ['has:ts missing:seq', 'Lines that state a time, and that state no seq.'],
    ['is:damaged -is:entry', 'Lines that a check names as damaged, and that could not be read as an entry.'],
  ])('%s', (text, words) => {
    expect(wordsOf(text)).toBe(words);
  });

  it('puts in parentheses what belongs together', () => {
    expect(wordsOf('a:x (b:y or c:z d:w)')).toBe(
      'Lines whose a has the word “x”, and (whose b has the word “y”, or (whose c has the word “z”, and whose d has the word “w”)).',
    );
  });

  it('says a not before a list of each of its parts', () => {
    expect(wordsOf('-(a:x b:y)')).toBe(
      'Lines whose a does not have the word “x”, or whose b does not have the word “y”.',
    );
    expect(wordsOf('-(a:x or b:y)')).toBe(
      'Lines whose a does not have the word “x”, and whose b does not have the word “y”.',
    );
    expect(wordsOf('not not a:x')).toBe('Lines whose a has the word “x”.');
  });

  it('shows what cannot be seen, or turns the order of letters, by its number', () => {
    expect(wordsOf('actor="a\u202eb\u0000"')).toBe('Lines whose actor is exactly “a\\u{202e}b\\u{0}”.');
  });
});

describe('A time in words', () => {
  it.each([
    ['ts:2026', 'in the year 2026 (UTC)'],
    ['ts:2026-07', 'in July 2026 (UTC)'],
    ['ts:2026-07-01', 'on 1 July 2026 (UTC)'],
    ['ts:2026-07-01..2026-07-15', 'from 1 July 2026, 00:00 UTC and before 16 July 2026, 00:00 UTC'],
    ['ts>=2026-07-01T09:30:15.5', 'from 1 July 2026, 09:30:15.500 UTC'],
    ['ts<2026-12-31T23:59', 'before 31 December 2026, 23:59 UTC'],
    ['ts>=last-24h', 'from the moment 24 hours before the last time of the searched lines'],
    ['ts>last-7d', 'after the moment 7 days before the last time of the searched lines'],
    ['ts<first+90m', 'before the moment 90 minutes after the first time of the searched lines'],
    ['ts<=last', 'up to and with the last time of the searched lines'],
  ])('%s', (text, words) => {
    expect(wordsOf(text)).toBe(`Lines that state a time ${words}.`);
  });
});
