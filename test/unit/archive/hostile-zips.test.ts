import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { FormatErrorCode } from '../../../shared/bytes/errors.ts';
import {
  a,
  aBytes,
  b,
  c,
  deflated,
  directoryOfTwo,
  expectRefusal,
  plain,
  streamed,
  text,
  truth,
} from './hostile-parts.ts';
import { type BuiltMember, buildZip, extraField, record, zip64End } from './zip-builder.ts';
import { contentsOf, refusalOf } from './zip-reading.ts';

describe('The builder of these tests', () => {
  it('makes ZIPs that are accepted when nothing is false', async () => {
    expect(await contentsOf(buildZip([a, b, c]))).toEqual(
      new Map([
        ['a.txt', 'first'],
        ['b.txt', 'second'],
        ['c.txt', plain.toString()],
      ]),
    );
    expect(await contentsOf(buildZip([]))).toEqual(new Map());
  });

  it.each([
    ['12 bytes', record([4, truth[0]], [4, truth[1]], [4, truth[2]])],
    ['12 bytes and a signature', record([4, 0x08074b50], [4, truth[0]], [4, truth[1]], [4, truth[2]])],
    ['20 bytes', record([4, truth[0]], [8, truth[1]], [8, truth[2]])],
    ['20 bytes and a signature', record([4, 0x08074b50], [4, truth[0]], [8, truth[1]], [8, truth[2]])],
  ])('makes ZIPs with a data descriptor of %s that are accepted', async (_name, behind) => {
    expect(await refusalOf(buildZip([{ ...streamed, behind }, a]))).toBeNull();
  });
});

describe('What is no ZIP is told from what was cut', () => {
  it('says that an empty file is empty', async () => {
    await expectRefusal(new Uint8Array(0), 'empty', 'empty', { offset: 0 });
  });

  it('says that another file is no ZIP and shows how it begins', async () => {
    await expectRefusal(text('{"seq":0}\n'.repeat(9)), 'not-a-zip', 'found 7b 22 73 65', { offset: 0 });
    await expectRefusal(text('PK'), 'not-a-zip', 'found 50 4b', { offset: 0 });
  });

  it('says that a ZIP is cut, wherever it is cut', async () => {
    const zip = buildZip([a, { ...streamed, behind: record([4, truth[0]], [4, truth[1]], [4, truth[2]]) }]);
    for (let length = 4; length < zip.length; length++) {
      const error = await refusalOf(zip.subarray(0, length));
      expect(error, `cut to ${length}`).toMatchObject({ code: 'zip-truncated', place: { offset: length } });
    }
  });

  it('says so even when a whole ZIP lies in the data before the cut', async () => {
    const zip = buildZip([a, { name: 'inner.zip', data: buildZip([b, c]) }]);
    for (let length = 4; length < zip.length; length++) {
      const error = await refusalOf(zip.subarray(0, length));
      // Where the cut falls right behind the inner ZIP, the file ends like one, but its members lie elsewhere.
      expect(['zip-truncated', 'zip-layout'], `cut to ${length}`).toContain(error?.code);
    }
  });
});

describe('Bytes that no part of the ZIP explains are refused', () => {
  const junk = text('<script>');

  it('before the first member', async () => {
    const moved = buildZip([a]).map((byte) => byte);
    await expectRefusal(Buffer.concat([junk, moved]), 'zip-layout', 'end at', {});
  });

  it('before the first member, with offsets that were adjusted', async () => {
    const zip = buildZip([a, b]);
    const shifted = Buffer.concat([junk, zip]);
    const directory = directoryOfTwo + junk.length;
    shifted.writeUInt32LE(directory, shifted.length - 6);
    shifted.writeUInt32LE(junk.length, directory + 42);
    shifted.writeUInt32LE(junk.length + aBytes, directory + 46 + 5 + 42);
    await expectRefusal(shifted, 'zip-layout', 'the first member at byte 0', { offset: 0 });
  });

  it('behind the end record', async () => {
    const zip = buildZip([a]);
    await expectRefusal(Buffer.concat([zip, junk]), 'zip-layout', '8 more', { offset: zip.length });
  });

  it('as an archive comment', async () => {
    const zip = buildZip([a], { comment: junk });
    await expectRefusal(zip, 'zip-layout', '8 more', { offset: zip.length - 8 });
  });

  it('as an archive comment that holds a second end record', async () => {
    const other = buildZip([]).subarray(-22);
    await expectRefusal(buildZip([a], { comment: other }), 'zip-layout', 'end at', {});
  });

  it('as a comment whose length the last end record claims but does not have', async () => {
    const zip = Buffer.from(buildZip([a]));
    zip.writeUInt16LE(7, zip.length - 2);
    await expectRefusal(zip, 'zip-layout', 'no archive comment', { offset: zip.length - 2 });
  });

  it('between two members', async () => {
    await expectRefusal(buildZip([{ ...a, behind: junk }, b]), 'zip-layout', '8 bytes', {
      member: 'a.txt',
      offset: aBytes,
    });
  });

  it('between two members, as a whole member that the directory does not list', async () => {
    const hidden = buildZip([b]).subarray(0, 30 + 5 + 6);
    await expectRefusal(buildZip([{ ...a, behind: hidden }, c]), 'zip-layout', 'right behind the data', {
      member: 'a.txt',
      offset: aBytes,
    });
  });

  it('between the last member and the directory', async () => {
    await expectRefusal(buildZip([a, { ...b, behind: junk }]), 'zip-layout', 'right behind', {
      member: 'b.txt',
    });
  });

  it('between the directory and its end record', async () => {
    await expectRefusal(buildZip([a], { before: junk }), 'zip-layout', 'where its end records begin', {});
  });

  it('in an extra field that nobody knows', async () => {
    const extra = extraField(0xcafe, junk);
    await expectRefusal(buildZip([{ ...a, extra }]), 'zip-layout', '0xcafe', { member: 'a.txt' });
  });

  it('in a comment of a member', async () => {
    await expectRefusal(buildZip([{ ...a, central: { comment: 'hi' } }]), 'zip-layout', 'no comment', {
      member: 'a.txt',
    });
  });

  it('behind the end of the compressed data', async () => {
    const zip = buildZip([{ ...c, data: Buffer.concat([deflated, junk]) }]);
    await expectRefusal(zip, 'member-inflate', 'more bytes follow', { member: 'c.txt' });
  });
});

describe('Members that share bytes are refused', () => {
  it('when two names point to one local header', async () => {
    const zip = buildZip([a, { ...b, central: { localOffset: 0 } }]);
    await expectRefusal(zip, 'zip-layout', 'do not overlap', { offset: 0 });
  });

  it('when every member reaches over all that follow, as in an overlap bomb', async () => {
    const kernel = buildZip([{ ...c, name: 'kernel' }]).subarray(0, 36 + deflated.length);
    const quoted: BuiltMember = { ...c, name: 'q.txt', compressedSize: deflated.length + kernel.length };
    const zip = buildZip([quoted, { ...c, name: 'kernel' }]);
    await expectRefusal(zip, 'zip-layout', 'the data to end by', { member: 'q.txt' });
  });

  it('when a member lies inside the central directory', async () => {
    const zip = buildZip([a, { ...b, central: { localOffset: directoryOfTwo + 1 } }]);
    await expectRefusal(zip, 'zip-layout', 'do not overlap', {});
  });

  it('when the data reaches into the central directory', async () => {
    const zip = buildZip([{ ...a, compressedSize: 6, size: 6 }]);
    await expectRefusal(zip, 'zip-layout', 'the data to end by', { member: 'a.txt' });
  });
});

describe('Headers that contradict each other are refused', () => {
  it.each<[string, BuiltMember, string]>([
    ['name', { ...a, local: { name: 'e.txt' } }, 'name of the central header'],
    ['length of the name', { ...a, local: { name: 'a.text' } }, 'name of the central header'],
    ['method', { ...a, local: { method: 8 } }, 'flags, method and time'],
    ['flags', { ...a, local: { flags: 0x800 } }, 'flags, method and time'],
    ['descriptor flag', { ...a, local: { flags: 8 } }, 'flags, method and time'],
    ['time', { ...a, local: { time: 0x0021_0001 } }, 'flags, method and time'],
    ['CRC', { ...a, local: { crc: 1 } }, 'CRC'],
    ['size', { ...a, local: { size: 4 } }, 'size'],
    ['compressed size', { ...a, local: { compressedSize: 4 } }, 'compressed size'],
    [
      'sizes of zero without a descriptor',
      { ...a, local: { compressedSize: 0, size: 0 } },
      'compressed size',
    ],
    ['sizes of a stored member', { ...a, size: 4 }, 'as they are stored'],
  ])('in the %s', async (_name, member, words) => {
    const error = await refusalOf(buildZip([member]));
    expect(error?.message).toContain(words);
    expect(error).toMatchObject({ code: 'zip-layout', place: { member: 'a.txt' } });
  });

  it.each<[string, Uint8Array, string]>([
    ['is missing', new Uint8Array(0), 'a data descriptor'],
    ['has a length of no form', new Uint8Array(13), 'a data descriptor'],
    ['has another CRC', record([4, 1], [4, truth[1]], [4, truth[2]]), 'CRC and sizes'],
    ['has another compressed size', record([4, truth[0]], [4, 1], [4, truth[2]]), 'CRC and sizes'],
    ['has another size', record([4, 0x08074b50], [4, truth[0]], [4, truth[1]], [4, 1]), 'CRC and sizes'],
    [
      'has no signature where one must be',
      record([4, 1], [4, truth[0]], [4, truth[1]], [4, truth[2]]),
      'signature',
    ],
    ['has sizes in the wrong order', record([4, truth[0]], [8, truth[2]], [8, truth[1]]), 'CRC and sizes'],
  ])('when the data descriptor %s', async (_name, behind, words) => {
    await expectRefusal(buildZip([{ ...streamed, behind }]), 'zip-layout', words, { member: 'c.txt' });
  });
});

describe('End records that contradict the file are refused', () => {
  it.each([
    ['one member more than there are', { count: 3 }, '3 members'],
    ['one member less than there are', { count: 1 }, '1 members'],
    ['no members', { count: 0 }, 'a central directory'],
    ['65,534 members', { count: 65_534 }, 'a central directory'],
    ['members on another disk', { countHere: 1 }, 'one disk'],
    ['another disk', { disk: 1 }, 'one disk'],
    ['a directory on another disk', { directoryDisk: 1 }, 'one disk'],
    ['a directory that begins earlier', { directoryOffset: 0 }, 'to end at'],
    ['a directory that is shorter', { directorySize: 51 }, 'to end at'],
    [
      'a directory without its first member',
      { directoryOffset: directoryOfTwo + 51, directorySize: 51, count: 1 },
      'byte 0',
    ],
    ['ZIP64 sentinels without ZIP64', { directoryOffset: 0xffffffff }, 'a ZIP64 end record'],
    ['65,535 members without ZIP64', { count: 0xffff }, 'a ZIP64 end record'],
  ])('when they claim %s', async (_name, end, words) => {
    const error = await refusalOf(buildZip([a, b], end));
    expect(error?.message).toContain(words);
    expect(error).toMatchObject({ code: 'zip-layout', place: { offset: expect.any(Number) } });
  });

  const honest = { count: 2, directoryOffset: directoryOfTwo, directorySize: 2 * 51 };

  it('but ZIP64 records that agree with everything are accepted', async () => {
    expect(await refusalOf(buildZip([a, b], { before: zip64End(honest) }))).toBeNull();
    const sentinels = { count: 0xffff, directoryOffset: 0xffffffff, directorySize: 0xffffffff };
    expect(await refusalOf(buildZip([a, b], { ...sentinels, before: zip64End(honest) }))).toBeNull();
  });

  it.each([
    ['another number of members', { ...honest, count: 1 }, '1 as number of members'],
    [
      'another directory',
      { ...honest, directoryOffset: 0, recordOffset: directoryOfTwo + 102 },
      '0 as offset',
    ],
    ['an extensible part', { ...honest, recordSize: 45 }, '44 bytes'],
    ['a record somewhere else', { ...honest, recordOffset: 0 }, 'the ZIP64 end record at'],
    ['several disks', { ...honest, disks: 2 }, 'one disk'],
    ['an offset beyond 2^53', { ...honest, directoryOffset: 2 ** 60 }, '2^53'],
  ])('when the ZIP64 records claim %s', async (_name, end, words) => {
    const error = await refusalOf(buildZip([a, b], { before: zip64End(end) }));
    expect(error?.message).toContain(words);
    expect(error?.code).toBe('zip-layout');
  });

  it('when there is a ZIP64 locator without its record', async () => {
    const before = zip64End(honest).subarray(56);
    await expectRefusal(buildZip([a, b], { before }), 'zip-layout', 'a ZIP64 end record', {});
  });
});

describe('Content that is not what its header says is refused', () => {
  it.each<[string, BuiltMember, FormatErrorCode]>([
    ['another CRC', { ...a, crc: 1 }, 'member-crc'],
    ['another CRC of inflated data', { ...c, crc: 1 }, 'member-crc'],
    ['more than the declared size', { ...c, size: plain.length - 1 }, 'member-size'],
    ['less than the declared size', { ...c, size: plain.length + 1 }, 'member-size'],
    ['compressed data that ends early', { ...c, data: deflated.subarray(0, -1) }, 'member-inflate'],
    ['no compressed data at all', { ...c, data: new Uint8Array(0), size: 0, crc: 0 }, 'member-inflate'],
    ['compressed data that is damaged', { ...c, data: text('\xff\xff\xff'), size: 3 }, 'member-inflate'],
  ])('%s', async (_name, member, code) => {
    expect(await refusalOf(buildZip([member]))).toMatchObject({
      code,
      place: { member: String(member.name) },
    });
  });

  it('a bomb is stopped at its declared size, not at its end', async () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * 1024 * 1024));
    const zip = buildZip([{ name: 'bomb', data: bomb, method: 8, size: 1000, crc: 0 }]);
    await expectRefusal(zip, 'member-size', 'Expected 1000 bytes, found more', { member: 'bomb' });
  });

  it('a member that claims more than deflate can do is refused before it is read', async () => {
    const zip = buildZip([{ ...c, size: deflated.length * 1032 + 1 }]);
    await expectRefusal(zip, 'zip-limit', 'deflateRatio', { member: 'c.txt' });
  });
});

describe('Limits', () => {
  it('name themselves and their value', async () => {
    const zip = buildZip([a, b]);
    expect(await refusalOf(zip, { zipMembers: 1 })).toMatchObject({
      code: 'zip-limit',
      message: expect.stringContaining('zipMembers, 1'),
      place: { offset: directoryOfTwo },
    });
    expect(await refusalOf(zip, { zipTotalBytes: 10 })).toMatchObject({
      code: 'zip-limit',
      message: expect.stringContaining('zipTotalBytes, 10'),
      place: { member: 'b.txt' },
    });
    expect(await refusalOf(zip, { zipNameBytes: 4 })).toMatchObject({
      code: 'zip-name',
      message: expect.stringContaining('zipNameBytes, 4'),
      place: { offset: directoryOfTwo },
    });
  });

  it('accept what is exactly at them', async () => {
    expect(
      await refusalOf(buildZip([a, b]), { zipMembers: 2, zipTotalBytes: 11, zipNameBytes: 5 }),
    ).toBeNull();
  });
});
