import { describe, expect, it } from 'vitest';
import { parseBagManifest } from '../../../shared/bundle/bag-manifest.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';

// printf hello | sha256sum
const hello = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
const parse = (text: string, manifestLines = 3) =>
  parseBagManifest(encodeUtf8(text), 'm.txt', { manifestLines });

describe('A manifest', () => {
  it('is read as sha256sum prints it, in text and in binary mode', () => {
    expect([...parse(`${hello}  data/a b\n${hello} *data/é\n`)]).toEqual([
      ['data/a b', hello],
      ['data/é', hello],
    ]);
  });

  it('may be empty', () => {
    expect(parse('').size).toBe(0);
  });

  it.each([
    ['no end of line at its end', `${hello}  a`, 1, 'an end of line'],
    ['an empty line', `${hello}  a\n\n`, 2, '64 lowercase'],
    ['a digest in capitals', `${hello.toUpperCase()}  a\n`, 1, '64 lowercase'],
    ['a digest cut short', `${hello.slice(1)}  a\n`, 1, '64 lowercase'],
    ['no path', `${hello}  \n`, 1, '64 lowercase'],
    ['line ends of Windows', `${hello}  a\r\n`, 1, '64 lowercase'],
    ['one path twice', `${hello}  a\n${hello}  b\n${hello} *a\n`, 3, 'each path once'],
    ['more lines than allowed', `${hello}  a\n`.repeat(4), 4, 'at most 3 lines (manifestLines)'],
    ['far more lines than allowed', '\n'.repeat(1_000_000), 4, 'at most 3 lines (manifestLines)'],
  ])('with %s is refused with the line', (_what, text, line, words) => {
    try {
      parse(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'manifest', place: { member: 'm.txt', line } });
      expect(String(error)).toContain(words);
    }
  });

  it('that is no text is refused with the member', () => {
    expect(() => parseBagManifest(Uint8Array.of(0xff), 'm.txt', { manifestLines: 3 })).toThrow(
      expect.objectContaining({ code: 'utf8', place: { member: 'm.txt', offset: 0 } }),
    );
  });
});
