import fc from 'fast-check';
import { expect, it } from 'vitest';
import { workerTextScanner } from '../../renderer/workers/worker-text-scanner.ts';
import { Expression, readExpression } from '../../shared/search/text/expression.ts';
import { ExpressionAutomaton } from '../../shared/search/text/expression-automaton.ts';
import { compileExpression } from '../../shared/search/text/expression-program.ts';
import { readExpressionSource } from '../../shared/search/text/expression-reader.ts';
import { numbersIn, tableOf } from '../support/text-pattern.ts';

/**
 * Letters with one, two and three forms, the long s and the Kelvin sign, which are of a word only because of their
 * other forms, what divides words and lines, and characters of two, three and four bytes.
 */
const characters = [
  ...'aAbkKsS1_- .',
  '\n',
  '\u2028',
  '\u00a0',
  'ſ',
  '\u212a',
  'ä',
  'Ä',
  'Σ',
  'ς',
  'ß',
  'ẞ',
  'İ',
  'ı',
  '€',
  '𐐀',
  '𐐨',
  '😀',
  '\ufffd',
];
const character = fc.constantFrom(...characters);
const texts = fc.array(
  fc.array(character, { maxLength: 10 }).map((each) => each.join('')),
  { maxLength: 12 },
);

const asNumber = (each: string) => `\\u{${each.codePointAt(0)?.toString(16)}}`;
const spelled = character.chain((each) => {
  const plain = /[.\-\n\u2028]/.test(each) ? asNumber(each) : each;
  return fc.constantFrom(plain, plain, asNumber(each));
});
const named = fc.constantFrom('\\d', '\\D', '\\w', '\\W', '\\s', '\\S');
const range = fc
  .tuple(character, character)
  .map(([one, other]) => [one, other].sort((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0)))
  .map(([first = '', last = '']) => `${asNumber(first)}-${asNumber(last)}`);
const member = fc.oneof(spelled, spelled, range, named, fc.constantFrom('\\-', '\\b', '.', '*', '$'));
const characterClass = fc
  .tuple(fc.constantFrom('', '', '^'), fc.array(member, { maxLength: 3 }))
  .map(([mark, members]) => `[${mark}${members.join('')}]`);
const repetition = fc.constantFrom(
  '*',
  '+',
  '?',
  '{2}',
  '{0}',
  '{1,}',
  '{0,2}',
  '{2,3}',
  '*?',
  '+?',
  '??',
  '{1,2}?',
);
const place = fc.constantFrom('^', '$', '\\b', '\\B');

const { source } = fc.letrec<{ source: string; sequence: string; atom: string; repeated: string }>((tie) => ({
  source: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('sequence'),
    fc.tuple(tie('source'), tie('source')).map(([one, other]) => `${one}|${other}`),
  ),
  sequence: fc
    .array(fc.oneof({ weight: 5, arbitrary: tie('repeated') }, place), { maxLength: 4 })
    .map((each) => each.join('')),
  repeated: fc.oneof(
    { weight: 2, arbitrary: tie('atom') },
    fc.tuple(tie('atom'), repetition).map(([one, times]) => one + times),
  ),
  atom: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: spelled },
    named,
    characterClass,
    fc.constantFrom('.', '\\.', '\\/', '\\x61', '\\u0041', '\\n'),
    fc.tuple(fc.constantFrom('(', '(?:'), tie('source')).map(([open, inner]) => `${open}${inner})`),
  ),
}));

it('finds what the expressions of ECMAScript find without regard to case', () => {
  fc.assert(
    fc.property(source, texts, (spelling, given) => {
      // V8 finds /\B/u between the two halves of a surrogate pair, where ECMAScript has no place at all.
      const list = spelling.includes('\\B')
        ? given.map((each) => each.replace(/[\u{10000}-\u{10ffff}]/gu, ''))
        : given;
      const reference = new RegExp(spelling, 'iu');
      const read = readExpression(spelling);
      if (read.kind === 'refused') throw new Error(`${read.message} (${read.start}-${read.end})`);
      const expected = list.flatMap((each, number) => (reference.test(each) ? [number] : []));
      for (const expression of [read.expression, forgetful(spelling)]) {
        const answer = expression.findTexts(tableOf(list), { isOver: () => false }, workerTextScanner);
        expect(answer.kind === 'found' && numbersIn(answer.texts)).toEqual(expected);
      }
    }),
    { numRuns: 2_000 },
  );
});

/** With room for two states: it forgets what it knows all the time, and keeps no text from being read. */
function forgetful(spelling: string): Expression {
  const read = readExpressionSource(spelling);
  const program = read.kind === 'read' ? compileExpression(read.node) : null;
  if (program === null) throw new Error('It cannot be read.');
  return new Expression(new ExpressionAutomaton(program, 2), new Uint8Array(0));
}
