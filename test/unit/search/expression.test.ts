import { describe, expect, it } from 'vitest';
import type { TextTable } from '../../../shared/index/text-table.ts';
import { type Expression, readExpression } from '../../../shared/search/text/expression.ts';
import { portableScanner } from '../../../shared/search/text/portable-scanner.ts';
import { numbersIn, tableOf } from '../../support/text-pattern.ts';

const never = { isOver: () => false };

describe('An expression', () => {
  it('is found anywhere in a text, in capital and small letters', () => {
    expect(numbersFound('user-[0-9]+', ['USER-17', 'a user-1 b', 'user-', 'other'])).toEqual([0, 1]);
    expect(numbersFound('müller', ['Frau MÜLLER', 'Mueller', 'mÜller'])).toEqual([0, 2]);
  });

  it('is found at the beginning and the end of a text and not of each of its lines', () => {
    expect(numbersFound('^b', ['b', 'a\nb', 'ab'])).toEqual([0]);
    expect(numbersFound('a$', ['a', 'a\nb', 'ba'])).toEqual([0, 2]);
    expect(numbersFound('^$', ['', 'a'])).toEqual([0]);
  });

  it('is not found where it would go from one text into the next', () => {
    expect(numbersFound('ab', ['a', 'b', 'ab'])).toEqual([2]);
  });

  it('counts a character of four bytes as one', () => {
    expect(numbersFound('^.{2}$', ['😀😀', '😀', 'ab', 'ä€', '日本語'])).toEqual([0, 2, 3]);
    // There is no place inside of a character where something could be found.
    expect(numbersFound('\\B', ['a😀a', 'aa'])).toEqual([1]);
    expect(numbersFound('^[\\u{1f600}-\\u{1f64f}]$', ['😀', '🚀'])).toEqual([0]);
  });

  it('with nothing in it is found in every text', () => {
    expect(numbersFound('', ['', 'a'])).toEqual([0, 1]);
    expect(numbersFound('a||b', ['', 'c'])).toEqual([0, 1]);
    expect(numbersFound('[]', ['', 'c'])).toEqual([]);
    expect(numbersFound('^[^]$', ['', '\n', 'cc'])).toEqual([1]);
  });
});

describe('What an expression cannot mean is refused with the reason and the place', () => {
  it.each([
    [
      '(a)\\1',
      'References to a group, such as \\1, cannot be searched for in a time that grows with the texts alone.',
      3,
      5,
    ],
    [
      '\\k<a>',
      'References to a group, such as \\k, cannot be searched for in a time that grows with the texts alone.',
      0,
      2,
    ],
    ['a(?=b)', 'Looking ahead or behind cannot be done in a time that grows with the texts alone.', 1, 4],
    ['(?<!b)a', 'Looking ahead or behind cannot be done in a time that grows with the texts alone.', 0, 4],
    ['(?<name>a)', 'A group needs no name, since nothing refers to it: write ( … ).', 0, 3],
    ['(?i)a', 'Behind (? only : can follow. No letters switch anything: case never counts.', 0, 2],
    [
      '\\p{L}',
      'Properties of characters, such as \\p{…}, are not known here: list the characters in [ ].',
      0,
      2,
    ],
    ['ab)', 'There is no group that ) could end. Write \\) for the mark itself.', 2, 3],
    ['a(b', 'Expected ) at the end of the group that begins here, found the end.', 1, 2],
    ['a[b', 'Expected ] at the end of the class, found the end.', 1, 3],
    ['[b-', 'Expected ] at the end of the class, found the end.', 3, 3],
    ['[z-a]', 'The first character of the range comes behind its last one.', 1, 4],
    ['[a-\\d]', 'A range goes from one character to another. Write \\- for the mark itself.', 1, 5],
    ['*a', 'There is nothing before * to be repeated.', 0, 1],
    ['a|+', 'There is nothing before + to be repeated.', 2, 3],
    ['a**', 'This repeats a repetition. Put what is repeated in ( ).', 2, 3],
    ['^*', '^ is a place and not a character: it cannot be repeated.', 0, 2],
    ['a{3,2}', 'The smaller number comes first.', 1, 6],
    ['a{1001}', 'Something can be repeated 1,000 times at most.', 1, 7],
    ['a{b', 'Write \\{ for the mark itself.', 1, 2],
    ['a]', 'Write \\] for the mark itself.', 1, 2],
    ['a\\', 'Expected a character behind the backslash, found the end.', 1, 2],
    ['\\q', '\\q means nothing here. A character stands for itself without the backslash.', 0, 2],
    ['\\u12', 'Expected the number of a character, as in \\x41, \\u0041 or \\u{1f600}.', 0, 2],
    ['\\u{110000}', 'The last character is \\u{10ffff}.', 0, 10],
    ['(a{100}){100}{2}', 'This repeats a repetition. Put what is repeated in ( ).', 13, 16],
  ])('%s', (source, message, start, end) => {
    expect(readExpression(source)).toEqual({ kind: 'refused', message, start, end });
  });

  it.each([
    ['nested counts', '((a{100}){100}){100}'],
    ['nested counts of nothing', '(((){1000}){1000}){1000}'],
    ['nested choices of nothing', '((|){1000}){1000}'],
    [
      'three thousand different letters',
      Array.from({ length: 3_000 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join(''),
    ],
    ['groups a thousand deep', `${'('.repeat(1_000)}a${')'.repeat(1_000)}`],
    ['groups a hundred thousand deep', '('.repeat(100_000)],
    ['more than 200,000 characters', 'a'.repeat(200_001)],
  ])('%s', (_, source) => {
    expect(readExpression(source)).toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(/too many steps|at most/),
    });
  });
});

describe('No expression and no text makes a search take longer than its texts', () => {
  const hostile = tableOf([`${'a'.repeat(20_000)}b`, `${'x'.repeat(20_000)}`, 'aab', 'a'.repeat(30)]);

  it.each([
    ['(a+)+$', [3]],
    ['(a|a)*c', []],
    ['(x+x+)+y', []],
    ['^(\\w*)*(\\w*)*[^\\w]$', []],
    ['(.*)(.*)(.*)(.*)(.*)(.*)[=]', []],
    ['(a?){30}a{30}$', [3]],
    ['((a{0,9}){0,9}){0,9}b$', [0, 2]],
  ])('%s', (source, expected) => {
    // A step for each byte and state at most; one that backtracks would ask without end.
    let asked = 0;
    const deadline = { isOver: () => ++asked > 200 };
    expect(numbersIn(found(readOrThrow(source), hostile, deadline))).toEqual(expected);
  });

  it('looks for ten thousand names at once', () => {
    const names = Array.from({ length: 10_000 }, (_, at) => `user-${(at * 7_919).toString(36)}`);
    const some = names.filter((_, at) => at % 97 === 0);
    const texts = some.flatMap((name) => [`by ${name.toUpperCase()}`, `by ${name.slice(0, -1)}#`]);
    const expected = texts.flatMap((text, at) =>
      names.some((name) => text.toLowerCase().includes(name)) ? [at] : [],
    );
    expect(numbersIn(found(readOrThrow(names.join('|')), tableOf(texts), never))).toEqual(expected);
  });

  it('forgets states when there are too many of them, and finds the same', () => {
    // Which of the last eighteen letters were an a: every combination is a state of its own, and most come once.
    let random = 1;
    const letters = Array.from({ length: 300_000 }, () => {
      random ^= random << 13;
      random ^= random >>> 17;
      random ^= random << 5;
      return random & 1 ? 'a' : 'b';
    });
    const text = letters.join('');
    const texts = Array.from({ length: 1_000 }, (_, at) => text.slice(at * 300, (at + 1) * 300));
    const expected = texts.flatMap((each, at) => (/a[ab]{17}$/.test(each) ? [at] : []));
    expect(expected.length).toBeGreaterThan(400);
    expect(expected.length).toBeLessThan(600);
    expect(numbersFound('a[ab]{17}$', texts)).toEqual(expected);
    expect(numbersFound('a[ab]{17}$', [`${text}a${'b'.repeat(17)}`, `${text}${'b'.repeat(18)}`])).toEqual([
      0,
    ]);
  });
});

describe('A search that takes too long', () => {
  it('is stopped in the middle of a text, without any figure', () => {
    let asked = 0;
    const deadline = { isOver: () => ++asked > 3 };
    const answer = readOrThrow('[xyz]ebra|b').findTexts(
      tableOf(['a'.repeat(10_000_000)]),
      deadline,
      portableScanner,
    );
    expect(answer).toEqual({ kind: 'stopped' });
  });

  it('is not begun when it is over before', () => {
    expect(readOrThrow('a').findTexts(tableOf(['a']), { isOver: () => true }, portableScanner)).toEqual({
      kind: 'stopped',
    });
  });

  it('can be made again afterwards, with the right answer', () => {
    const expression = readOrThrow('a+b');
    let asked = 0;
    expression.findTexts(tableOf(['a'.repeat(1_000_000)]), { isOver: () => ++asked > 1 }, portableScanner);
    expect(numbersIn(found(expression, tableOf(['aab', 'b', 'AB']), never))).toEqual([0, 2]);
  });
});

function numbersFound(source: string, texts: readonly string[]): readonly number[] {
  return numbersIn(found(readOrThrow(source), tableOf(texts), never));
}

function found(expression: Expression, table: TextTable, deadline: { isOver(): boolean }) {
  const answer = expression.findTexts(table, deadline, portableScanner);
  if (answer.kind === 'stopped') throw new Error('It was stopped.');
  return answer.texts;
}

function readOrThrow(source: string): Expression {
  const read = readExpression(source);
  if (read.kind === 'refused') throw new Error(read.message);
  return read.expression;
}
