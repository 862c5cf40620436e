import { describe, expect, it } from 'vitest';
import { refuseNameConflicts } from '../../../shared/archive/member-name-conflicts.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { buildZip } from './zip-builder.ts';
import { contentsOf, refusalOf } from './zip-reading.ts';

const flags = 0x800;

describe('A name that would leave its folder or become another name is refused', () => {
  it.each([
    ['a parent folder', '../evil', '".."'],
    ['a parent folder inside', 'data/../../evil', '".."'],
    ['a parent folder at the end', 'data/..', '".."'],
    ['its own folder', './a', '"."'],
    ['an absolute path', '/etc/passwd', 'absolute'],
    ['a drive', 'C:/evil', 'colon'],
    ['a drive-relative path', 'C:evil', 'colon'],
    ['a UNC path', '//server/share', 'absolute'],
    ['a UNC path with backslashes', '\\\\server\\share', 'backslash'],
    ['a backslash', 'data\\..\\evil', 'backslash'],
    ['NUL', 'a.txt\0.exe', 'control'],
    ['LF', 'a\nb', 'control'],
    ['ESC', 'a\x1b[2Jb', 'control'],
    ['DEL', 'a\x7f', 'control'],
    ['a C1 control character', 'a\u009b', 'control'],
    ['an empty segment', 'a//b', 'empty segment'],
    ['nothing', '', 'empty'],
    ['an alternate data stream', 'a.txt:evil', 'colon'],
    ['a device of Windows', 'data/NUL', 'device'],
    ['a device with an extension', 'con.txt', 'device'],
    ['a device with a space', 'aux .txt', 'device'],
    ['a serial port', 'x/COM1.log', 'device'],
    ['a serial port with a superscript digit', 'com¹', 'device'],
    ['the console', 'CONOUT$', 'device'],
    ['a trailing dot', 'a.', 'dot or a space'],
    ['a trailing space', 'a ', 'dot or a space'],
    ['a folder with a trailing dot', 'data./a', 'dot or a space'],
    ['three dots', '.../a', 'dot or a space'],
  ])('%s: %j', async (_name, name, words) => {
    const error = await refusalOf(buildZip([{ name, flags, data: Buffer.from('x') }]));
    expect(error?.message).toContain(words);
    expect(error).toMatchObject({ code: 'zip-name', place: { offset: expect.any(Number) } });
  });

  it('and shown in the message in ASCII, so that it cannot move the cursor of a terminal', async () => {
    const error = await refusalOf(buildZip([{ name: 'a\x1b[2J\u202eb', flags }]));
    expect(error?.message).toBe('The name of a member, "a\\u001b[2J\\u202eb", has a control character.');
  });

  it('of 65,000 bytes', async () => {
    const error = await refusalOf(buildZip([{ name: 'x'.repeat(65_000) }]));
    expect(error).toMatchObject({ code: 'zip-layout', place: { offset: 30 + 65_000 } });
  });

  it('of one byte more than the limit', async () => {
    const one = { name: 'x'.repeat(limits.zipNameBytes + 1) };
    expect(await refusalOf(buildZip([one]))).toMatchObject({ code: 'zip-name' });
  });

  it('in bytes that are not UTF-8', async () => {
    const name = Uint8Array.of(0x61, 0xc0, 0xaf);
    expect(await refusalOf(buildZip([{ name, flags }]))).toMatchObject({ code: 'zip-name' });
  });

  it('beyond ASCII without the flag that says UTF-8', async () => {
    expect(await refusalOf(buildZip([{ name: 'é' }]))).toMatchObject({ code: 'zip-name' });
  });

  it('while names that only look special are accepted', async () => {
    const names = [
      '..a',
      'a..b',
      '.hidden',
      'console',
      'com',
      'com10',
      'lpt',
      'aux-1',
      'a b',
      'é',
      'ملف',
      '日本',
    ];
    const zip = buildZip(names.map((name) => ({ name: `data/${name}`, flags })));
    expect([...(await contentsOf(zip)).keys()]).toEqual(names.map((name) => `data/${name}`));
  });
});

describe('Two names that cannot lie side by side everywhere are refused', () => {
  it.each([
    ['the same name twice', 'a', 'a'],
    ['another case', 'data/A.txt', 'data/a.txt'],
    ['a folder in another case', 'Data/a', 'data/b'],
    ['composed and decomposed letters', '\u00e9', 'e\u0301'],
    ['full-width letters', '\uff41', 'a'],
    ['sharp s and double s', 'stra\u00dfe', 'STRASSE'],
    ['long s and s', '\u017f', 's'],
    ['the Kelvin sign and k', '\u212a', 'k'],
    ['the two small sigmas', '\u03c3', '\u03c2'],
    ['a file that is also a folder', 'a', 'a/b'],
    ['a file that is also a folder further up', 'a/b', 'a/b/c/d'],
    ['a file that is also a folder in another case', 'A', 'a/b'],
    ['a folder in another case further down', 'a/B/c', 'a/b/d'],
  ])('%s: %j and %j', async (_name, first, second) => {
    for (const pair of [
      [first, second],
      [second, first],
    ]) {
      const between = ['a-b', 'a!', 'a.b'].map((name) => ({ name: `between/${name}`, flags }));
      const zip = buildZip([...pair.map((name) => ({ name, flags })), ...between]);
      expect(await refusalOf(zip)).toMatchObject({
        code: 'zip-name',
        place: { member: expect.stringMatching(/./) },
      });
    }
  });

  it('also when names that sort between them hide the neighbourhood', () => {
    const paths = ['a', 'a-b', 'a!', 'a b', 'a/c'];
    const names = paths.map((path) => ({ path, isDirectory: false }));
    expect(() => refuseNameConflicts(names)).toThrow(
      expect.objectContaining({ code: 'zip-name', place: { member: 'a/c' } }),
    );
    expect(() => refuseNameConflicts(names.slice(0, -1))).not.toThrow();
  });

  it('in moderate time and memory for many deep paths', () => {
    const deep = Array.from({ length: 20_000 }, (_, index) => ({
      path: `${index}/${'d/'.repeat(500)}f`,
      isDirectory: false,
    }));
    expect(() => refuseNameConflicts(deep)).not.toThrow();
  });
});
