import { expect, it } from 'vitest';
import { renderJson } from '../../../shared/bundle/seal-line.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { parseStrictObject } from '../../../shared/json/parse-json.ts';

it.each([
  ['{ }', '{}'],
  ['{ "a" : { } , "b" : [ ] }', '{"a":{},"b":[]}'],
  ['{"b":1.0,"a":[true,null,"\\u0041"]}', '{"b":1,"a":[true,null,"A"]}'],
])('an event written %s is sealed as %s', (text, sealed) => {
  expect(renderJson(parseStrictObject(encodeUtf8(text)))).toBe(sealed);
});
