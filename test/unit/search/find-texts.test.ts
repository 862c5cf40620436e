import { describe, expect, it } from 'vitest';
import { compileKernel } from '../../../scripts/build/compile-kernel.ts';
import { decodeUtf8 } from '../../../shared/bytes/utf8.ts';
import type { TextPattern } from '../../../shared/query/query-tree.ts';
import { numberOfText } from '../../../shared/search/text/equal-text.ts';
import { fastestScanner } from '../../../shared/search/text/fastest-scanner.ts';
import { findTexts } from '../../../shared/search/text/find-texts.ts';
import { FoldedTexts } from '../../../shared/search/text/folded-texts.ts';
import { findTextsThat } from '../../../shared/search/text/texts-that.ts';
import { isPatternIn, numbersIn, tableOf } from '../../support/text-pattern.ts';

const wasm = compileKernel(process.cwd(), 'text-kernel');

/** As a person types it: `*` between pieces, `?` for one character; bound at both ends. */
function wordsOf(typed: string): TextPattern {
  const pieces = typed.split('*').filter((piece) => piece !== '');
  return {
    pieces: pieces.map((piece) => [...piece].map((character) => (character === '?' ? null : character))),
    isBoundAtStart: !typed.startsWith('*'),
    isBoundAtEnd: !typed.endsWith('*'),
  };
}

describe('A text pattern', () => {
  const texts = [
    'alice@example.com',
    'Alice B',
    'malice',
    'ALICE',
    'alice_b',
    'x/orders-17',
    'éalice',
    'a-l',
    '',
    '¡alice!',
  ];

  it.each([
    // A sign of punctuation beyond ASCII is of a word, too: the last text has no word of its own.
    ['alice', [0, 1, 3]],
    ['*lic*', [0, 1, 2, 3, 4, 6, 9]],
    ['*alice', [0, 1, 2, 3, 6, 9]],
    ['alice*', [0, 1, 3, 4]],
    ['orders-*', [5]],
    ['al?ce', [0, 1, 3]],
    ['a*com', [0]],
    ['@example', [0]],
    ['?lice', [0, 1, 3]],
    ['*', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['a-l', [7]],
  ])('%s', (typed, expected) => {
    expect(numbersIn(findTexts(new FoldedTexts(tableOf(texts)), wordsOf(typed)))).toEqual(expected);
  });

  it('is compared with small letters as the platform makes them of a whole text', () => {
    const greek = ['ΟΔΟΣ', 'ΟΔΟΣ 5', 'ΣΟΦΙΑ', 'ΟΔΟΣ\nΑΣ', 'οδοσ'];
    const find = (typed: string) => numbersIn(findTexts(new FoldedTexts(tableOf(greek)), wordsOf(typed)));
    expect(find('οδος')).toEqual([0, 1, 3]);
    expect(find('οδοσ')).toEqual([4]);
    expect(find('ας')).toEqual([3]);
    expect(find('*σ*')).toEqual([2, 4]);
  });

  it('is found among thousands of texts in capital letters beyond ASCII, some with line ends', () => {
    const texts = Array.from(
      { length: 2_600 },
      (_, number) =>
        [`ÜBUNG ${number}`, `übung ${number}\n`, `\nÄ\n\n${number}`, `plain ${number}`][number % 4] ?? '',
    );
    const folded = new FoldedTexts(tableOf(texts));
    for (const typed of ['übung', 'übung 16', 'ä', '1001', 'übung*00', '*\n', '*']) {
      const asked = wordsOf(typed);
      const expected = texts.flatMap((text, number) => (isPatternIn(text, asked) ? [number] : []));
      expect(expected.length).toBeGreaterThan(0);
      expect(numbersIn(findTexts(folded, asked))).toEqual(expected);
    }
    expect(folded.changed.numbers.length).toBe(1_300);
  });

  it('counts the characters of the small letters, which can be more than those of the text', () => {
    const find = (typed: string) =>
      numbersIn(findTexts(new FoldedTexts(tableOf(['aİb', 'aib', 'a\u212ab'])), wordsOf(typed)));
    expect(find('a?b')).toEqual([1, 2]);
    expect(find('a??b')).toEqual([0]);
    expect(find('akb')).toEqual([2]);
  });

  it('has small letters only: with a capital one it is found nowhere, since no small form has it', () => {
    for (const typed of ['A', 'Ä', 'aB', 'A?', '*A*']) {
      const folded = new FoldedTexts(tableOf(['A', 'Ä', 'AB', 'aB']));
      expect(numbersIn(findTexts(folded, wordsOf(typed), fastestScanner(wasm)))).toEqual([]);
      expect(numbersIn(findTexts(folded, wordsOf(typed)))).toEqual([]);
    }
  });

  it('with a piece that is longer than what is looked for at once is found in no text that lacks its end', () => {
    const long = 'ab'.repeat(400);
    const texts = tableOf([`${long}c`, `${long}d`, `x ${long}c y`, `x${long}c`]);
    expect(numbersIn(findTexts(new FoldedTexts(texts), wordsOf(`${long}c`)))).toEqual([0, 2]);
  });
});

describe('One exact text', () => {
  const texts = tableOf(['alice', 'Alice', '', 'älice', 'alice b']);

  it.each([
    ['alice', 0],
    ['Alice', 1],
    ['', 2],
    ['älice', 3],
    ['alice b', 4],
    ['alic', null],
    ['ALICE', null],
    ['aliceAlice', null],
  ])('"%s"', (text, expected) => {
    expect(numberOfText(texts, text)).toBe(expected);
  });
});

it('asks of every text by itself, the empty one included', () => {
  const texts = ['10', '', '9', 'ten', 'ä'];
  const asked: string[] = [];
  const found = findTextsThat(tableOf(texts), (bytes, start, end) => {
    asked.push(decodeUtf8(bytes.subarray(start, end)));
    return end - start === 2;
  });
  expect(asked).toEqual(texts);
  expect(numbersIn(found)).toEqual([0, 4]);
});
