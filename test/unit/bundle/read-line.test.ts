import { describe, expect, it } from 'vitest';
import { readLine } from '../../../shared/bundle/read-line.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';

const prev = 'ab'.repeat(32);
const entry = `{"seq":7,"prev":"${prev}","ts":"2025-11-20T00:53:20.000Z","action":"x"}`;
const read = (line: string | Uint8Array, entryBytes = 200) =>
  readLine(typeof line === 'string' ? encodeUtf8(line) : line, { entryBytes, jsonDepth: 4 });

describe('A line', () => {
  it('is an entry when it states a seq, a link and a UTC time', () => {
    expect(read(entry)).toMatchObject({
      reading: 'entry',
      reason: null,
      claimedSeq: 7,
      claimedPrev: prev,
      // date -u -d 2025-11-20T00:53:20Z +%s
      claimedTime: 1763600000_000,
      claimedTimeText: '2025-11-20T00:53:20.000Z',
      statedLeaf: null,
    });
    expect(read(entry).event?.get('action')).toBe('x');
  });

  it('is a stub when it states a leaf and nothing more', () => {
    expect(read(`#withheld ${prev}`)).toMatchObject({ reading: 'withheld', reason: null, event: null });
    expect(read(`#withheld ${prev}`).statedLeaf).toEqual(new Uint8Array(32).fill(0xab));
  });

  it.each([
    ['a comment', '# withheld'],
    ['a stub with capitals', `#withheld ${prev.toUpperCase()}`],
    ['a stub with a space behind it', `#withheld ${prev} `],
    ['a stub of another word', `#WITHHELD ${prev}`],
  ])('is rejected when it is %s', (_what, line) => {
    expect(read(line)).toMatchObject({ reading: 'reject', statedLeaf: null });
    expect(read(line).reason).toContain('"#withheld" and 64');
  });

  it.each([
    ['nothing', '', 'the line is empty'],
    ['longer than an entry may be', entry.replace('"x"', `"${'x'.repeat(99)}"`), 'more than entryBytes, 200'],
    ['ended by CR', `${entry}\r`, 'ends with CR'],
    ['begun by a BOM', `\ufeff${entry}`, 'begins with byte 0xef'],
    ['begun by a tab', `\t${entry}`, 'begins with byte 0x09'],
    ['a list', '[1]', 'begins with byte 0x5b'],
    ['two values', `${entry}{}`, 'nothing after the value'],
    ['cut', entry.slice(0, 90), 'found the end at byte 90.'],
    ['without any claim', '{}', '"seq" is not a whole number; "prev" is not 64'],
    ['numbered by half', entry.replace('7', '7.5'), '"seq" is not a whole number'],
    ['numbered below 0', entry.replace('7', '-7'), '"seq" is not a whole number'],
    ['numbered by a text', entry.replace('7', '"7"'), '"seq" is not a whole number'],
    ['linked by capitals', entry.replace('ab', 'AB'), '"prev" is not 64'],
    ['linked by a short digest', entry.replace('abab', ''), '"prev" is not 64'],
    ['of a time zone', entry.replace('000Z', '000+01:00'), '"ts" is not a time in UTC'],
    ['of a day that does not exist', entry.replace('11-20', '02-30'), '"ts" is not a time in UTC'],
  ])('is rejected with the reason when it is %s', (_what, line, reason) => {
    expect(read(line)).toMatchObject({ reading: 'reject', event: null });
    expect(read(line).reason).toContain(reason);
  });

  it('has no number when one part of it is wrong, and shows the time as it was written', () => {
    expect(read(entry.replace('11-20', '02-30'))).toMatchObject({
      reading: 'reject',
      claimedSeq: null,
      claimedPrev: null,
      claimedTime: null,
      claimedTimeText: '2025-02-30T00:53:20.000Z',
    });
  });

  it.each([
    ['a name twice', entry.replace('}', ',"seq":8}')],
    ['a name twice in other spellings', entry.replace('}', ',"\\u0073eq":8}')],
    ['the name __proto__', entry.replace('"action"', '"__proto__"')],
    ['a number that loses digits', entry.replace('"x"', '9007199254740993')],
    ['deep nesting', entry.replace('"x"', '[[[[]]]]')],
    ['half a surrogate pair', entry.replace('"x"', '"\\udc00"')],
  ])('is ambiguous with %s, and nothing that it claims is used', (_what, line) => {
    expect(read(line)).toMatchObject({
      reading: 'ambiguous',
      claimedSeq: null,
      claimedPrev: null,
      event: null,
    });
  });

  it('that is no UTF-8 is rejected, not ambiguous: no reader sees a value in it', () => {
    const bytes = encodeUtf8(entry);
    bytes[bytes.length - 3] = 0xff;
    expect(read(bytes)).toMatchObject({ reading: 'reject' });
    expect(read(bytes).reason).toMatch(/found ff 22 7d at byte \d+\.$/);
  });
});
