import { describe, expect, it } from 'vitest';
import type { FormatErrorCode } from '../../../shared/bytes/errors.ts';
import { a, b, expectRefusal, text } from './hostile-parts.ts';
import { type BuiltMember, buildZip, extraField, record } from './zip-builder.ts';
import { contentsOf, refusalOf } from './zip-reading.ts';

describe('Members that are not plain files are refused', () => {
  const mode = (bits: number) => ({ central: { external: bits * 0x10000 } });

  it.each<[string, Partial<BuiltMember>, FormatErrorCode]>([
    ['a symbolic link', mode(0o120777), 'zip-method'],
    [
      'a symbolic link that claims to come from DOS',
      { central: { external: 0o120777 * 0x10000, madeBy: 20 } },
      'zip-method',
    ],
    ['a pipe', mode(0o010644), 'zip-method'],
    ['a character device', mode(0o020644), 'zip-method'],
    ['a block device', mode(0o060644), 'zip-method'],
    ['a socket', mode(0o140644), 'zip-method'],
    ['a setuid file', mode(0o104755), 'zip-method'],
    ['a setgid file', mode(0o102755), 'zip-method'],
    ['a volume label', { central: { external: 0x08 } }, 'zip-method'],
    ['a reparse point', { central: { external: 0x400 } }, 'zip-method'],
    ['a file with the mode of a directory', mode(0o040755), 'zip-layout'],
    ['a file with the DOS attribute of a directory', { central: { external: 0x10 } }, 'zip-layout'],
    ['an encrypted member', { flags: 1 }, 'zip-method'],
    ['a strongly encrypted member', { flags: 0x41 }, 'zip-method'],
    ['a member with masked headers', { flags: 0x2000 }, 'zip-method'],
    ['patch data', { flags: 0x20 }, 'zip-method'],
    ['a method that is not deflate', { method: 12 }, 'zip-method'],
    ['deflate64', { method: 9 }, 'zip-method'],
    ['a method of AES encryption', { method: 99 }, 'zip-method'],
    ['a version that is not known', { needed: 63 }, 'zip-method'],
    ['a member on another disk', { central: { disk: 1 } }, 'zip-layout'],
    ['unknown internal attributes', { central: { internal: 2 } }, 'zip-layout'],
  ])('%s', async (_name, member, code) => {
    expect(await refusalOf(buildZip([{ ...a, ...member }]))).toMatchObject({
      code,
      place: { member: 'a.txt' },
    });
  });

  it('a local header that asks for a version that is not known', async () => {
    await expectRefusal(buildZip([{ ...a, local: { needed: 63 } }]), 'zip-method', 'version 63', {
      offset: 4,
    });
  });

  const folder = { external: 0o040755 * 0x10000 + 0x10 };

  it('but directories that hold files are tolerated and dropped', async () => {
    const zip = buildZip([
      { name: 'd/', central: folder },
      { name: 'd/e/', central: folder },
      { ...a, name: 'd/e/f' },
    ]);
    expect([...(await contentsOf(zip)).keys()]).toEqual(['d/e/f']);
  });

  it.each<[string, BuiltMember[], FormatErrorCode]>([
    ['an empty directory', [a, { name: 'd/', central: folder }], 'zip-layout'],
    [
      'a directory with data',
      [
        { name: 'd/', data: text('x'), central: folder },
        { ...a, name: 'd/f' },
      ],
      'zip-layout',
    ],
    ['a directory twice', [{ name: 'd/' }, { name: 'd/' }, { ...a, name: 'd/f' }], 'zip-name'],
    ['a directory in another case than its files', [{ name: 'D/' }, { ...a, name: 'd/f' }], 'zip-name'],
    [
      'a directory with the name of a file',
      [{ name: 'd/' }, { ...a, name: 'd' }, { ...b, name: 'd/f' }],
      'zip-name',
    ],
    ['the root as a directory', [{ name: '/' }, a], 'zip-name'],
  ])('%s', async (_name, members, code) => {
    expect(await refusalOf(buildZip(members))).toMatchObject({ code });
  });
});

describe('Extra fields', () => {
  const timestamps = extraField(0x5455, Uint8Array.of(3, 1, 2, 3, 4, 5, 6, 7, 8));
  const owner = extraField(0x7875, Uint8Array.of(1, 4, 0, 0, 0, 0, 4, 0, 0, 0, 0));
  const ntfs = extraField(0x000a, Buffer.concat([Buffer.from('0000000001001800', 'hex'), Buffer.alloc(24)]));

  it('that stock tools write and that say nothing of the content are accepted', async () => {
    const extra = Buffer.concat([timestamps, owner, ntfs]);
    expect(await refusalOf(buildZip([{ ...a, extra }]))).toBeNull();
  });

  it.each<[string, Uint8Array]>([
    ['give the member a second name', extraField(0x7075, text('\x01abcdother.txt'))],
    ['occur twice', Buffer.concat([owner, owner])],
    ['end beyond their room', Uint8Array.of(0x55, 0x54, 5, 0, 1)],
    ['leave bytes over', Buffer.concat([timestamps, Uint8Array.of(0, 0, 0)])],
    ['hide bytes in timestamps', extraField(0x5455, new Uint8Array(14))],
    ['hide bytes in the owner', extraField(0x7875, Uint8Array.of(1, 1, 0, 1, 0, 9))],
    ['hide bytes in the NTFS times', extraField(0x000a, new Uint8Array(32))],
    ['have a ZIP64 field that nothing asks for', extraField(0x0001, new Uint8Array(8))],
    ['have an empty ZIP64 field', extraField(0x0001, new Uint8Array(0))],
  ])('that %s are refused', async (_name, extra) => {
    expect(await refusalOf(buildZip([{ ...a, extra }]))).toMatchObject({
      code: 'zip-layout',
      place: { member: 'a.txt' },
    });
    expect(await refusalOf(buildZip([{ ...a, local: { extra } }]))).toMatchObject({ code: 'zip-layout' });
  });

  const long = { size: 0xffffffff, compressedSize: 0xffffffff };
  const sizes = (size: number, compressedSize: number) =>
    extraField(0x0001, record([8, size], [8, compressedSize]));

  it('with ZIP64 sizes are accepted when both headers agree', async () => {
    const zip = buildZip([{ ...a, ...long, extra: sizes(5, 5) }, b]);
    expect((await contentsOf(zip)).get('a.txt')).toBe('first');
  });

  it.each<[string, BuiltMember]>([
    ['are missing', { ...a, ...long }],
    ['differ between the headers', { ...a, ...long, extra: sizes(5, 5), local: { extra: sizes(4, 5) } }],
    ['are too few', { ...a, ...long, extra: extraField(0x0001, record([8, 5])) }],
    ['are too many', { ...a, ...long, extra: extraField(0x0001, record([8, 5], [8, 5], [8, 0])) }],
  ])('with ZIP64 sizes that %s are refused', async (_name, member) => {
    expect(await refusalOf(buildZip([member, b]))).toMatchObject({
      code: 'zip-layout',
      place: { member: 'a.txt' },
    });
  });

  it('with ZIP64 sizes beyond 2^53 are refused where they stand', async () => {
    const zip = buildZip([{ ...a, ...long, extra: sizes(2 ** 62, 2 ** 62) }]);
    const extraAt = 30 + 5 + 20 + 5 + 46 + 5;
    await expectRefusal(zip, 'zip-layout', 'below 2^53', { offset: extraAt + 4 });
  });
});
