import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foundSegments } from '../../../renderer/views/common/found-segments.ts';
import { foundTexts, joinedRanges } from '../../../renderer/views/explore/table/found-texts.ts';
import { toVisibleText } from '../../../shared/bytes/visible-text.ts';
import type { TextPattern } from '../../../shared/query/query-tree.ts';
import { type PatternMark, toPattern } from '../../../shared/query/text-pattern.ts';
import { isPatternIn } from '../../support/text-pattern.ts';

const run = { any: 'run' } as const;
const one = { any: 'one' } as const;
const wanted = (...marks: readonly PatternMark[]): TextPattern => {
  const pattern = toPattern(marks);
  if (pattern === null) throw new Error('a pattern that every text has in it');
  return pattern;
};
const foundIn = (text: string, ...marks: readonly PatternMark[]) =>
  foundTexts(text, wanted(...marks)).map(({ start, end }) => text.slice(start, end));

describe('what a search has found in a text', () => {
  it('is whole words without regard to case, as often as they stand there', () => {
    expect(foundIn('Alice@example.com, malice, ALICE', ...'alice')).toEqual(['Alice', 'ALICE']);
  });

  it('may lie inside a word where the pattern says so', () => {
    expect(foundIn('malice', run, ...'lic', run)).toEqual(['lic']);
    expect(foundIn('orders-17', ...'orders-', run)).toEqual(['orders-']);
  });

  it('is each piece of a pattern with a wildcard', () => {
    expect(foundIn('DROP TABLE users', ...'drop', run, ...'users')).toEqual(['DROP', 'users']);
    expect(foundIn('a1c abc', ...'a', one, ...'c')).toEqual(['a1c', 'abc']);
  });

  it('stands at its place in the text although the small form is longer', () => {
    const text = 'İİ alice';
    expect(foundTexts(text, wanted(...'alice'))).toEqual([{ start: 3, end: 8 }]);
    expect(foundIn('😀 alice', ...'alice')).toEqual(['alice']);
  });

  it('is nothing where a piece is missing', () => {
    expect(foundIn('alice', ...'alice', run, ...'bob')).toEqual([]);
  });

  it('is something exactly where the search finds it', () => {
    const character = fc.constantFrom('a', 'B', ' ', '-', 'İ', 'ß', 'Σ', '😀', '_');
    const mark = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('a', 'b', ' ', '-', 'i', 'σ', '😀') },
      { weight: 1, arbitrary: fc.constantFrom(run, one) },
    );
    fc.assert(
      fc.property(
        fc.array(character, { maxLength: 8 }),
        fc.array(mark, { minLength: 1, maxLength: 4 }),
        (characters, marks) => {
          const pattern = toPattern(marks);
          fc.pre(pattern !== null);
          const text = characters.join('');
          expect(foundTexts(text, pattern).length > 0).toBe(isPatternIn(text, pattern));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('ends, also in a text that is nothing but finds', () => {
    expect(foundTexts(','.repeat(100_000), wanted(run, ',', run)).length).toBeLessThanOrEqual(1);
    expect(foundTexts('a '.repeat(100_000), wanted('a'))).toHaveLength(50);
  });
});

describe('marked pieces of a text', () => {
  const segments = (text: string) => toVisibleText(text);

  it('are divided at the ends of what was found', () => {
    const divided = foundSegments(segments('my alice here'), [{ start: 3, end: 8 }]);
    expect(divided).toEqual([
      { segment: { kind: 'text', text: 'my ' }, isFound: false },
      { segment: { kind: 'text', text: 'alice' }, isFound: true },
      { segment: { kind: 'text', text: ' here' }, isFound: false },
    ]);
  });

  it('keep a character that would not show itself as its mark, inside and outside of what was found', () => {
    const divided = foundSegments(segments('a\u202eb\u200b'), [{ start: 0, end: 2 }]);
    expect(divided.map(({ segment, isFound }) => [segment.kind, isFound])).toEqual([
      ['text', true],
      ['mark', true],
      ['text', false],
      ['mark', false],
    ]);
  });

  it('are together the text that they were divided from, whatever was found in it', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    const ends = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 8 });
    fc.assert(
      fc.property(text, ends, (input, cuts) => {
        const ranges = joinedRanges(
          cuts.flatMap((start, index) => {
            const end = start + 1 + (cuts[index + 1] ?? 0) / 10;
            return start < end ? [{ start, end: Math.floor(end) }] : [];
          }),
        ).filter(({ start, end }) => end > start);
        const whole = (all: ReturnType<typeof segments>) =>
          all.map((each) => (each.kind === 'text' ? each.text : `<${each.label}>`)).join('');
        const divided = foundSegments(segments(input), ranges);
        expect(whole(divided.map(({ segment }) => segment))).toBe(whole(segments(input)));
      }),
    );
  });
});
