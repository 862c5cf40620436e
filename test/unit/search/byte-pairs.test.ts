import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { toPattern } from '../../../shared/query/text-pattern.ts';
import { bytePairsOf, mayHave, mayHaveBytes, singleBytesOf } from '../../../shared/search/byte-pairs.ts';
import { findTexts } from '../../../shared/search/text/find-texts.ts';
import { FoldedTexts } from '../../../shared/search/text/folded-texts.ts';

function foldedOf(texts: readonly string[]): FoldedTexts {
  let length = 0;
  const ends = Uint32Array.from(texts, (text) => {
    length += encodeUtf8(text).length;
    return length;
  });
  return new FoldedTexts({ bytes: encodeUtf8(texts.join('')), ends });
}

function pattern(text: string) {
  const made = toPattern(Array.from(text, (mark) => (mark === '?' ? ({ any: 'one' } as const) : mark)));
  if (made === null) throw new Error('that is no pattern');
  return made;
}

describe('The pairs of bytes in a table', () => {
  it('leave out a table that has no such pair, in any case of its letters', () => {
    const pairs = bytePairsOf(foldedOf(['10.1.2.3', 'ALICE', '192.0.2.7']));
    expect(mayHave(pairs, pattern('alice'))).toBe(true);
    expect(mayHave(pairs, pattern('2.7'))).toBe(true);
    expect(mayHave(pairs, pattern('alike'))).toBe(false);
    expect(mayHave(pairs, pattern('2.8'))).toBe(false);
  });

  it('say nothing of characters that do not stand side by side in the pattern', () => {
    const pairs = bytePairsOf(foldedOf(['abc']));
    expect(mayHave(pairs, pattern('a?c'))).toBe(true);
    expect(mayHave(pairs, pattern('z'))).toBe(true);
    expect(mayHave(pairs, pattern('a?cx'))).toBe(false);
  });

  it('leave out a path whose texts lack a byte of the pattern, whatever other paths have', () => {
    const folded = foldedOf(['ALICE', '17', '2.5']);
    const amounts = singleBytesOf(folded, { values: Uint32Array.of(1, 2) });
    expect(mayHaveBytes(amounts, pattern('1?5'))).toBe(true);
    expect(mayHaveBytes(amounts, pattern('alice'))).toBe(false);
    expect(mayHaveBytes(singleBytesOf(folded, { values: Uint32Array.of(0) }), pattern('ice'))).toBe(true);
  });

  it('never leave out a table in which a pattern is found', () => {
    const character = fc.constantFrom(...'aAbkK\u212a\u0130iIßẞΣσςéÉ0-?');
    const text = fc.array(character, { maxLength: 6 }).map((characters) => characters.join(''));
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 5 }),
        text.filter((asked) => asked !== ''),
        (texts, asked) => {
          const folded = foldedOf(texts);
          const found = findTexts(folded, { ...pattern(asked), isBoundAtStart: false, isBoundAtEnd: false });
          if (!found.isEmpty()) expect(mayHave(bytePairsOf(folded), pattern(asked))).toBe(true);
          // Each text alone at a path of its own.
          found.forEach((number) => {
            const singles = singleBytesOf(folded, { values: Uint32Array.of(number) });
            expect(mayHaveBytes(singles, pattern(asked))).toBe(true);
          });
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
