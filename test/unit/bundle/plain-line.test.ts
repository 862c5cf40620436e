import { describe, expect, it } from 'vitest';
import { PlainLine } from '../../../shared/bundle/plain-line.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';

const prev = '0'.repeat(64);
const entry = (rest: string, seq = '7') =>
  encodeUtf8(`{"seq":${seq},"prev":"${prev}","ts":"2026-03-01T10:00:00Z"${rest}}`);
const plain = new PlainLine(limits);

describe('The quick reading of a line', () => {
  it('says no to a line that ends anywhere before its end, whatever it was in the middle of', () => {
    const whole = entry(',"a":"x\\u00e9\\n","b":[1,-2.5,true,null,{"c":false}],"d":[{"...":"x"}]');
    expect(plain.read(whole)).toBe(true);
    for (let end = 0; end < whole.length; end++) {
      // Cut out of its array, and as the end of a file that goes on to no other line.
      expect(plain.read(whole.slice(0, end)), `cut at ${end}`).toBe(false);
    }
    for (const end of ['"a":"\\', '"a":"\\u', '"a":"\\u00', '"a":-', '"a":1.', '"a":t', '"', '"a"', '"a":']) {
      expect(plain.read(encodeUtf8(`{${end}`)), end).toBe(false);
    }
  });

  it('leaves objects and lists that are nested too deep, and numbers that are too long, to the parser', () => {
    const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
    expect(plain.read(entry(`,"x":${nested(31)}`))).toBe(true);
    expect(plain.read(entry(`,"x":${nested(32)}`))).toBe(false);
    expect(plain.read(entry('', '123456789012345'))).toBe(true);
    expect(plain.read(entry('', '1234567890123456'))).toBe(false);
  });
});
