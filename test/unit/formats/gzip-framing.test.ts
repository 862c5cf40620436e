import { deflateRawSync, gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflateMemberNode } from '../../../cli/platform/inflate-member.ts';
import { readGzipMembers } from '../../../shared/archive/gzip-framing.ts';
import { FormatError } from '../../../shared/bytes/errors.ts';

const read = (bytes: Uint8Array, most = 1000) => readGzipMembers(bytes, inflateMemberNode, most);
const one = gzipSync('hello');
const refuses = (bytes: Uint8Array, code: string, most = 1000) =>
  expect(() => read(bytes, most)).toThrow(expect.objectContaining({ code }));

describe('A gzip file', () => {
  it('gives every member with its place', () => {
    const members = read(Buffer.concat([one, gzipSync(''), gzipSync('world')]));
    expect(members.map(({ plain }) => Buffer.from(plain).toString())).toEqual(['hello', '', 'world']);
    expect(members.map(({ offset }) => offset)).toEqual([0, one.length, one.length + gzipSync('').length]);
  });

  it('may have a name, a comment, an extra field and a CRC in its header', () => {
    // The CRC by Python: zlib.crc32(bytes([0x1f, 0x8b, 8, 0x1e, ...])) & 0xffff.
    const header = Buffer.from([0x1f, 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9, 97, 0, 98, 0, 0xf8, 0x61]);
    const file = Buffer.concat([header, deflateRawSync('hello'), one.subarray(-8)]);
    expect(read(file)[0]?.plain).toHaveLength(5);
    expect(gunzipSync(file).toString()).toBe('hello');
    // zlib refuses a wrong one, and so does this reader.
    file[header.length - 1] = (file[header.length - 1] ?? 0) ^ 1;
    expect(() => gunzipSync(file)).toThrow('header crc mismatch');
    refuses(file, 'member-crc');
  });

  it('is refused where it is cut, changed, or goes on', () => {
    for (let end = 0; end < one.length; end++) refuses(one.subarray(0, end), 'member-inflate');
    refuses(Buffer.concat([one, Buffer.from('\0')]), 'member-inflate');
    refuses(Buffer.concat([one, Buffer.from('garbage')]), 'member-inflate');
    refuses(Buffer.from(one).fill(0xff, one.length - 8, one.length - 4), 'member-crc');
    refuses(Buffer.from(one).fill(0xff, one.length - 4), 'member-size');
    refuses(Buffer.from(one).fill(0xe0, 3, 4), 'member-inflate');
    refuses(Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3, 97]), 'member-inflate');
  });

  it('is not inflated beyond what is allowed, over all of its members', () => {
    const bomb = gzipSync(Buffer.alloc(600));
    refuses(bomb, 'member-limit', 599);
    refuses(Buffer.concat([bomb, bomb]), 'member-limit', 1000);
    expect(read(Buffer.concat([bomb, bomb]), 1200)).toHaveLength(2);
  });

  it('of any bytes at all throws nothing but a FormatError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (tail) => {
        try {
          read(Uint8Array.from([0x1f, 0x8b, 8, ...tail]));
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
