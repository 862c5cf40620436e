import { describe, expect, it } from 'vitest';
import { PlainLine } from '../../../shared/bundle/plain-line.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';

const prev = '0'.repeat(64);
const entry = (rest: string, seq = '7') =>
  encodeUtf8(`{"seq":${seq},"prev":"${prev}","ts":"2026-03-01T10:00:00Z"${rest}}`);
const timed = (time: string) => encodeUtf8(`{"seq":7,"prev":"${prev}","ts":"${time}"}`);
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

  it('leaves objects of many names, and numbers that are texts, to the parser', () => {
    const names = (count: number) => Array.from({ length: count }, (_, name) => `,"n${name}":0`).join('');
    expect(plain.read(entry(names(45)))).toBe(true);
    expect(plain.read(entry(names(46)))).toBe(false);
    for (const seq of ['"7"', '-7', '7.0']) expect(plain.read(entry('', seq)), seq).toBe(false);
  });

  it.each([
    ['2026-03-01T10:00:00Z', 0],
    ['2026-03-01T10:00:00.2Z', 200],
    ['2026-03-01T10:00:00.123456789Z', 123],
  ])('reads the time %s', (time, millis) => {
    expect(plain.read(timed(time))).toBe(true);
    expect(plain.time).toBe(Date.UTC(2026, 2, 1, 10) + millis);
  });

  it.each([
    '2026-03-01T10:00:00',
    '2026-03-01T10:00:00.Z',
    '2026-03-01T10:00:00.1234567890Z',
    '2026-03-01T10:00:00z',
    '2026-03-01 10:00:00Z',
    '2026-03-01T10.00:00Z',
    '2026-03-01T10:00.00Z',
    '2026-02-30T10:00:00Z',
    '2026-03-01T1x:00:00Z',
    '2026-03-01T10:x0:00Z',
    '2026-03-01T10:00:x0Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T10:60:00Z',
    '2026-03-01T10:00:60Z',
    '2026-03-01T10:00:00,5Z',
    '2026-03-01T10:00:00.xZ',
  ])('leaves the time %s to the parser', (time) => {
    expect(plain.read(timed(time))).toBe(false);
  });
});

describe('The members of a line that is to be sealed', () => {
  const time = '"ts":"2026-03-01T10:00:00Z"';
  const membersOf = (line: string) => {
    const members = plain.readMembers(encodeUtf8(line));
    return members === null ? null : Buffer.from(members).toString();
  };

  it.each([
    [`{${time}}`, `${time}}`],
    [`{${time},"a":1}`, `${time},"a":1}`],
    [`{"a":1,${time}}`, `${time},"a":1}`],
    [`{"a":1,${time},"b":[2]}`, `${time},"a":1,"b":[2]}`],
  ])('of %s stand with the time in front', (line, members) => {
    expect(membersOf(line)).toBe(members);
  });

  it.each([
    ['without a time', '{"a":1}'],
    ['with a number of its own', `{${time},"seq":1}`],
    ['with a link of its own', `{${time},"prev":"${prev}"}`],
    ['with a space', `{${time}, "a":1}`],
    ['with an escape', `{${time},"a":"\\n"}`],
    ['that is none', '[1]'],
  ])('are left to the parser for a line %s', (_what, line) => {
    expect(membersOf(line)).toBeNull();
  });
});
