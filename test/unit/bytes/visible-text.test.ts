import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TextSegment, toVisibleText, toVisibleValue } from '../../../shared/bytes/visible-text.ts';

const marks = (text: string) =>
  toVisibleText(text).flatMap((segment) => (segment.kind === 'mark' ? [segment.label] : []));

const rejoin = (segments: readonly TextSegment[]) =>
  segments
    .map((segment) => {
      if (segment.kind === 'byte') throw new Error('text holds no bytes');
      return segment.kind === 'text' ? segment.text : String.fromCodePoint(segment.codePoint);
    })
    .join('');

describe('hostile text on screen', () => {
  it('names the character that turns a file name around, in its place', () => {
    expect(toVisibleText('invoice\u202Efdp.exe')).toEqual([
      { kind: 'text', text: 'invoice' },
      { kind: 'mark', label: 'RLO', codePoint: 0x202e },
      { kind: 'text', text: 'fdp.exe' },
    ]);
  });

  // Abbreviations as in the code charts of The Unicode Standard.
  it.each([
    [
      'bidirectional embeddings and overrides',
      '\u202A\u202B\u202C\u202D\u202E',
      ['LRE', 'RLE', 'PDF', 'LRO', 'RLO'],
    ],
    ['bidirectional isolates', '\u2066\u2067\u2068\u2069', ['LRI', 'RLI', 'FSI', 'PDI']],
    ['direction marks', '\u200E\u200F\u061C', ['LRM', 'RLM', 'ALM']],
    ['zero-width characters', 'a\u200Bb\u2060c\uFEFFd', ['ZWSP', 'WJ', 'BOM']],
    ['a soft hyphen', 'pass\u00ADword', ['SHY']],
    ['terminal escapes', '\u001B[31m\u0007\u0008\r', ['ESC', 'BEL', 'BS', 'CR']],
    ['the C1 control that begins a terminal sequence', '\u009B31m', ['U+009B']],
    ['a NUL and a DEL', '\u0000\u007F', ['NUL', 'DEL']],
    ['line and paragraph separators', '\u2028\u2029', ['LSEP', 'PSEP']],
    ['text hidden in the tags block', 'hi\u{E0048}\u{E0049}', ['TAG H', 'TAG I']],
    ['variation selectors that carry hidden bytes', 'a\uFE00\u{E0100}', ['U+FE00', 'U+E0100']],
    ['Hangul fillers, which look like nothing', '\u3164\uFFA0\u115F', ['U+3164', 'U+FFA0', 'U+115F']],
    ['a lone surrogate', 'a\uD800b', ['U+D800']],
    ['a noncharacter', '\uFFFE', ['U+FFFE']],
  ])('marks %s', (_what, text, expected) => {
    expect(marks(text)).toEqual(expected);
  });

  it.each([
    ['Arabic', 'مرحبا بالعالم'],
    ['Hebrew with vowel points', 'שָׁלוֹם עוֹלָם'],
    ['Persian with a zero-width non-joiner', 'می\u200Cخواهم'],
    ['Hindi with joiners after a virama', 'क्\u200Dष क्\u200Cष'],
    ['Thai', 'สวัสดี'],
    ['Vietnamese in decomposed form', 'Tiếng Việt'.normalize('NFD')],
    ['a family emoji', '👨\u200D👩\u200D👧\u200D👦'],
    ['an emoji with skin tone and profession', '👩🏽\u200D💻'],
    ['an emoji with its variation selector', '❤\uFE0F\u200D🔥'],
    ['a keycap', '1\uFE0F\u20E3'],
    ['the flag of Scotland', '\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}'],
    ['ordinary text with an accent', 'Zoë’s café — 100 %'],
  ])('leaves %s as it is', (_what, text) => {
    expect(toVisibleText(text)).toEqual([{ kind: 'text', text }]);
  });

  it('marks a joiner that joins nothing', () => {
    expect(marks('ad\u200Cmin')).toEqual(['ZWNJ']);
    expect(marks('ad\u200Dmin')).toEqual(['ZWJ']);
    expect(marks('خ\u200Cadmin')).toEqual(['ZWNJ']);
  });

  it('marks a tag sequence that is not a recommended flag', () => {
    expect(marks('\u{1F3F4}\u{E0075}\u{E0073}\u{E007F}')).toEqual(['TAG u', 'TAG s', 'U+E007F']);
  });

  it('lets six combining marks stand on a letter and names the seventh', () => {
    expect(marks(`a${'\u0301'.repeat(6)}`)).toEqual([]);
    expect(marks(`a${'\u0301'.repeat(8)}b`)).toEqual(['U+0301', 'U+0301']);
  });

  it('has no segment for no text', () => {
    expect(toVisibleText('')).toEqual([]);
  });

  it('loses nothing and adds nothing, whatever the text', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 200 });
    const hostileText = fc
      .array(
        fc.constantFrom(
          'a',
          'م',
          '👨',
          '\u200D',
          '\u200C',
          '\u202E',
          '\uFE0F',
          '\uD800',
          '\u0301',
          '\u{E0067}',
        ),
        {
          maxLength: 60,
        },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(anyText, hostileText), (text) => {
        expect(rejoin(toVisibleText(text))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('never shows a bidirectional control as text, wherever it stands', () => {
    const control = fc.constantFrom(
      ...'\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069',
    );
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        control,
        fc.string({ unit: 'grapheme' }),
        (before, bidi, after) => {
          const shown = toVisibleText(before + bidi + after).filter((segment) => segment.kind === 'text');
          expect(shown.some(({ text }) => /\p{Bidi_Control}/u.test(text))).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a value by itself', () => {
  const labels = (text: string) =>
    toVisibleValue(text).map((segment) => (segment.kind === 'text' ? segment.text : `<${segment.label}>`));

  it('shows blanks at its ends, so that two names are not taken for one', () => {
    expect(labels('alice ')).toEqual(['alice', '<SP>']);
    expect(labels(' \u00a0a b')).toEqual(['<SP>', '<NBSP>', 'a b']);
    expect(labels('alice b')).toEqual(['alice b']);
  });

  it('is seen when it is nothing but blanks', () => {
    expect(labels('  ')).toEqual(['<SP>', '<SP>']);
    expect(labels('')).toEqual([]);
  });
});
