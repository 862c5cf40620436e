import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { parseStrictJson } from '../../../shared/json/parse-json.ts';
import { resolvePointer } from '../../../shared/json/pointer.ts';

// RFC 6901 section 5.
const document = parseStrictJson(
  encodeUtf8('{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\\\j":5,"k\\"l":6," ":7,"m~n":8}'),
);

describe('A JSON pointer', () => {
  it.each([
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
  ])('%s resolves as RFC 6901 shows', (pointer, value) => {
    expect(resolvePointer(document, pointer)).toEqual(value);
  });

  it('that is empty is the whole document', () => {
    expect(resolvePointer(document, '')).toBe(document);
  });

  it('reads ~01 as the two characters ~1', () => {
    expect(resolvePointer(new Map([['~1', 'here']]), '/~01')).toBe('here');
  });

  it.each([
    '/bar',
    '/foo/2',
    '/foo/-',
    '/foo/00',
    '/foo/01',
    '/foo/-1',
    '/foo/1e0',
    '/foo/length',
    '/foo/0/0',
    'foo',
    '/m~n',
    '/m~2n',
    '/__proto__',
    '/constructor',
    '/size',
  ])('%s names nothing', (pointer) => {
    expect(resolvePointer(document, pointer)).toBeUndefined();
  });
});
