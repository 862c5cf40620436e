import { expect, it } from 'vitest';
import { decodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { readExpressionSource } from '../../../shared/search/text/expression-reader.ts';
import { requiredLiteral } from '../../../shared/search/text/required-literal.ts';

it.each([
  ['login-\\d+', 'login-'],
  ['LOGIN', 'login'],
  ['^a.*bcd.*e$', 'bcd'],
  // The long s and the Kelvin sign are other forms of these two letters, and no ASCII.
  ['user-', 'er-'],
  ['token', 'to'],
  ['a(bc)+d', 'bc'],
  ['a(bcd){2,3}', 'bcd'],
  ['(?:x(?:abc))', 'abc'],
  ['[a]b\\.c', 'ab.c'],
  ['a\\x62\\u0063', 'abc'],
  ['\\bab\\B', 'ab'],
  ['äb', 'b'],
  ['(abc)*', ''],
  ['(abc)?d{0,2}', ''],
  ['abc|abcd', ''],
  ['[ab]\\d.', ''],
  ['', ''],
])('every text in which /%s/ is found has "%s" in it', (source, expected) => {
  const read = readExpressionSource(source);
  if (read.kind === 'refused') throw new Error(read.message);
  expect(decodeUtf8(requiredLiteral(read.node))).toBe(expected);
});
