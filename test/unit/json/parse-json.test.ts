import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../shared/bytes/errors.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { parseStrictJson } from '../../../shared/json/parse-json.ts';

function refusal(text: string | Uint8Array, depth?: number) {
  try {
    parseStrictJson(typeof text === 'string' ? encodeUtf8(text) : text, depth);
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
  throw new Error(`accepted ${text}`);
}

describe('Strict JSON', () => {
  it('becomes Maps, arrays and plain values, in the order written', () => {
    const text = ' {"b": [1, -0.5, 2e3, true, false, null], "10": {"a": ""}, "2": "\u00e9\\u00e9\\n"} \n';
    const value = parseStrictJson(encodeUtf8(text));
    expect(value).toEqual(
      new Map<string, unknown>([
        ['b', [1, -0.5, 2000, true, false, null]],
        ['10', new Map([['a', '']])],
        ['2', '\u00e9\u00e9\n'],
      ]),
    );
    expect([...(value as ReadonlyMap<string, unknown>).keys()]).toEqual(['b', '10', '2']);
  });

  it('reads a surrogate pair in either spelling as one character', () => {
    expect(parseStrictJson(encodeUtf8('["\\ud83d\\ude00","\u{1f600}"]'))).toEqual(['\u{1f600}', '\u{1f600}']);
  });

  it('reads names that mean something to JavaScript as names only', () => {
    const value = parseStrictJson(encodeUtf8('{"constructor":1,"toString":2,"hasOwnProperty":3}'));
    expect(value).toEqual(
      new Map([
        ['constructor', 1],
        ['toString', 2],
        ['hasOwnProperty', 3],
      ]),
    );
  });

  it('reads whole numbers up to 2^53-1 digit for digit', () => {
    expect(
      parseStrictJson(encodeUtf8('[9007199254740991,-9007199254740991,0,-1,9007199254740991.0]')),
    ).toEqual([9007199254740991, -9007199254740991, 0, -1, 9007199254740991]);
  });

  it('accepts nesting of 32 levels and refuses the 33rd at its bracket', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(() => parseStrictJson(encodeUtf8(nested(32)))).not.toThrow();
    expect(refusal(nested(33))).toMatchObject({ code: 'json', place: { offset: 32 } });
    expect(refusal('{"a":{"b":[]}}', 2)).toMatchObject({ place: { offset: 10 } });
  });

  it('refuses a million open brackets without exhausting the stack', () => {
    expect(refusal('['.repeat(1_000_000)).message).toContain('jsonDepth');
  });
});

describe('What two readers could read differently is refused, with its byte offset', () => {
  it.each([
    ['the same name twice', '{"a":1,"a":1}', 7, '"a" again'],
    ['the same name in two spellings', '{"a":1,"\\u0061":2}', 7, '"a" again'],
    ['the same name twice in a nested object', '[{"x":{"a":1,"b":2,"a":3}}]', 19, '"a" again'],
    ['__proto__ as a name', '{"__proto__":1}', 1, '__proto__'],
    ['__proto__ as a name, escaped', '{"\\u005f_proto__":{}}', 1, '__proto__'],
    ['a lone high surrogate', '["\\ud800"]', 2, 'surrogates in pairs'],
    ['a lone low surrogate', '["x\\udc00"]', 3, 'surrogates in pairs'],
    ['a high surrogate and then an ordinary escape', '["\\ud800\\u0041"]', 2, 'surrogates in pairs'],
    ['two high surrogates', '["\\ud800\\ud800\\udc00"]', 2, 'surrogates in pairs'],
    ['surrogates in the wrong order', '["\\udc00\\ud800"]', 2, 'surrogates in pairs'],
    ['a lone surrogate in a name', '{"\\ud800":1}', 2, 'surrogates in pairs'],
    ['a raw tab in a string', '["a\tb"]', 3, 'U+0009'],
    ['a raw NUL in a string', '["a\0b"]', 3, 'U+0000'],
    ['2^53', '[9007199254740992]', 1, 'may lose digits'],
    ['-2^53', '[-9007199254740992]', 1, 'may lose digits'],
    ['2^53+1 written as a real number', '[9007199254740993.0]', 1, 'may lose digits'],
    ['a large number written with an exponent', '[1e20]', 1, 'may lose digits'],
    ['a number that overflows', '[1e400]', 1, 'not finite'],
    ['a negative number that overflows', '[-1e400]', 1, 'not finite'],
    ['400 digits', `[${'9'.repeat(400)}]`, 1, 'not finite'],
    ['a BOM', '\ufeff{}', 0, 'U+FEFF'],
    ['a second value', '{} {}', 3, 'nothing after the value'],
    ['a comment', '{}//x', 2, '"/"'],
    ['nothing', '', 0, 'the end'],
    ['only space', ' \n', 2, 'the end'],
    ['a comma too many', '[1,]', 3, '"]"'],
    ['a name without quotes', '{a:1}', 1, 'a name in quotes'],
    ['a leading zero', '[01]', 2, '"1"'],
    ['a bare minus', '[-]', 2, 'a digit'],
    ['a fraction without digits', '[1.]', 3, 'a digit'],
    ['an exponent without digits', '[1e+]', 4, 'a digit'],
    ['a capital literal', '[True]', 1, 'a value'],
    ['a string that does not end', '["abc', 5, 'the end'],
    ['an unknown escape', '["\\x41"]', 2, 'RFC 8259'],
    ['a short unicode escape', '["\\u12"]', 2, 'four hexadecimal'],
    ['a space that is not ASCII', '[1,\u00a02]', 3, 'U+00A0'],
    ['an object that does not end', '{"a":1', 6, '"}"'],
  ])('%s', (_name, text, offset, words) => {
    const error = refusal(text);
    expect(error).toMatchObject({ code: 'json', place: { offset } });
    expect(error.message).toContain(words);
  });

  it('bytes that are not UTF-8', () => {
    expect(refusal(Buffer.from('5b22c0af225d', 'hex'))).toMatchObject({ code: 'utf8', place: { offset: 2 } });
  });

  it('a surrogate in the bytes themselves', () => {
    expect(refusal(Buffer.from('5b22eda080225d', 'hex'))).toMatchObject({
      code: 'utf8',
      place: { offset: 2 },
    });
  });

  it('after characters of several bytes, whose bytes are counted', () => {
    expect(refusal('["\u00e9\u20ac\u{1f600}",x]').place).toEqual({ offset: 13 });
  });
});

describe('The message of a refusal', () => {
  it('shows hostile names in short ASCII', () => {
    const name = `\u202e${'x'.repeat(100_000)}`;
    const { message } = refusal(`{"${name}":1,"${name}":2}`);
    expect(message).toMatch(/^[ -~±]*$/);
    expect(message).toContain('\\u202exxx');
    expect(message.length).toBeLessThan(150);
  });
});
