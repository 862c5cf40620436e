import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText } from '../../../renderer/views/explore/entry/cut-text.ts';
import { prettyLines } from '../../../renderer/views/explore/entry/pretty-lines.ts';

const laidOut = (json: string) =>
  prettyLines(json).map(({ depth, parts }) => '  '.repeat(depth) + parts.map(({ text }) => text).join(''));

describe('an entry laid out', () => {
  it('has one value to a line, each as deep as it lies', () => {
    expect(laidOut('{"seq":1,"actor":{"id":"u-1","roles":["a","b"]},"empty":[],"none":{}}')).toEqual([
      '{',
      '  "seq": 1,',
      '  "actor": {',
      '    "id": "u-1",',
      '    "roles": [',
      '      "a",',
      '      "b"',
      '    ]',
      '  },',
      '  "empty": [],',
      '  "none": {}',
      '}',
    ]);
  });

  it('keeps the spelling of numbers and of escapes, which decoding would lose', () => {
    expect(laidOut('{ "a" :\t1.50e+2 , "b":"\\u202e\\"}" }')).toEqual([
      '{',
      '  "a": 1.50e+2,',
      '  "b": "\\u202e\\"}"',
      '}',
    ]);
  });

  it('tells names from texts, also when they are spelled alike', () => {
    const kinds = prettyLines('{"a":"a","b":["a"]}').flatMap(({ parts }) =>
      parts.filter(({ kind }) => kind !== 'mark').map(({ kind, text }) => [kind, text]),
    );
    expect(kinds).toEqual([
      ['name', '"a"'],
      ['string', '"a"'],
      ['name', '"b"'],
      ['string', '"a"'],
    ]);
  });

  it('changes nothing but white space between the parts, whatever the entry', () => {
    const values = fc.jsonValue({ depthSize: 'medium', noUnicodeString: false });
    const indents = fc.constantFrom<string | number>(0, 1, '\t', 3);
    fc.assert(
      fc.property(values, indents, (value, indent) => {
        const joined = laidOut(JSON.stringify(value, null, indent)).join('\n');
        expect(JSON.stringify(JSON.parse(joined))).toBe(JSON.stringify(value));
        const parts = prettyLines(JSON.stringify(value)).flatMap((line) => line.parts);
        const compact = parts.map(({ kind, text }) => (kind === 'mark' ? text.trim() : text)).join('');
        expect(compact).toBe(JSON.stringify(value));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a long value', () => {
  it('is cut where it was asked for', () => {
    expect(cutText('abcdef', 4)).toBe('abcd');
    expect(cutText('abc', 4)).toBe('abc');
  });

  it('does not end with a space that is only a space between words, unless there is nothing else', () => {
    expect(cutText('ab  cd', 4)).toBe('ab');
    expect(cutText('      ', 4)).toBe('    ');
    expect(cutText('ab  ', 4)).toBe('ab  ');
  });

  it('is not cut through a character of two units, which would look like damage', () => {
    expect(cutText('ab🦊cd', 3)).toBe('ab');
    expect(cutText('ab🦊cd', 4)).toBe('ab🦊');
    expect(cutText('a\ud83dxyz', 2)).toBe('a\ud83d');
  });
});
