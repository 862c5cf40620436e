import { describe, expect, it } from 'vitest';
import { inflateMemberNode } from '../../../cli/platform/inflate-member.ts';
import { decodeTagText } from '../../../shared/bundle/formats/tag-text.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { noForeignTrust } from '../../../shared/verify/foreign/foreign-trust.ts';
import { verifyForeign } from '../../../shared/verify/foreign/verify-foreign.ts';
import { complaints, type Files, folderOf, hexOf, judge } from './folder.ts';

const unsigned = 'unknown bagit-signature';

/** A bag of version 1.0 with these payload files and whatever else is given on top. */
function bag(payload: Files, more: Files = {}, algorithm = 'sha256'): Files {
  const lines = Object.entries(payload).map(([path, content]) => `${hexOf(algorithm, content)}  ${path}\n`);
  return {
    'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
    [`manifest-${algorithm}.txt`]: lines.join(''),
    ...payload,
    ...more,
  };
}

const two = { 'data/a.log': 'first\n', 'data/b/c.log': 'second\n' };

describe('A BagIt bag', () => {
  it('that is as it was packed is intact, and never more: nobody signed it', async () => {
    const verdict = await judge(bag(two, { 'bag-info.txt': 'Payload-Oxum: 13.2\nPayload-Oxum:\n 13.2\n' }));
    expect(complaints(verdict)).toEqual([unsigned]);
    expect(verdict).toMatchObject({ headline: 'INTACT, UNSIGNED', state: 'not-verifiable' });
    expect(verdict.axes.bytes).toEqual({ tone: 'good', words: 'intact' });
    expect(verdict.axes.signer.tone).toBe('open');
  });

  it('with a changed file is broken, and the file is named with both digests', async () => {
    const verdict = await judge(bag(two, { 'data/a.log': 'forged\n' }));
    expect(complaints(verdict)).toEqual(['fail bagit-digest data/a.log', unsigned]);
    expect(verdict).toMatchObject({ headline: 'BROKEN', state: 'failed' });
    expect(verdict.results.find(({ outcome }) => outcome === 'fail')).toMatchObject({
      expected: hexOf('sha256', 'first\n'),
      found: hexOf('sha256', 'forged\n'),
    });
  });

  it('with a file gone is incomplete', async () => {
    const { 'data/a.log': _, ...rest } = bag(two);
    const verdict = await judge(rest as Files);
    expect(complaints(verdict)).toEqual(['fail bagit-missing data/a.log', unsigned]);
    expect(verdict.headline).toBe('INCOMPLETE');
  });

  it('with a file that fetch.txt leaves to a download is incomplete here, and nothing is fetched', async () => {
    const files = bag(two, {
      'fetch.txt': 'http://logs.example/a 6 data/a.log\n',
      'bag-info.txt': 'Payload-Oxum: 13.2',
    });
    const { 'data/a.log': _, ...rest } = files;
    const verdict = await judge(rest as Files);
    expect(complaints(verdict)).toEqual(['fail bagit-fetch data/a.log', unsigned]);
    expect(verdict.headline).toBe('INCOMPLETE');
  });

  it('with a payload file that no manifest lists is broken', async () => {
    const verdict = await judge(bag(two, { 'data/planted.log': 'x' }));
    expect(complaints(verdict)).toEqual(['fail bagit-unlisted data/planted.log', unsigned]);
    expect(verdict.headline).toBe('BROKEN');
  });

  it('of version 1.0 must list every file in every payload manifest, one of 0.97 in any', async () => {
    const more = { 'manifest-sha512.txt': `${hexOf('sha512', 'first\n')} data/a.log\n` };
    expect(complaints(await judge(bag(two, more)))).toEqual(['fail bagit-unlisted data/b/c.log', unsigned]);
    const old = { ...more, 'bagit.txt': 'BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8' };
    expect(complaints(await judge(bag(two, old)))).toEqual([unsigned]);
  });

  it('whose stated size differs is incomplete', async () => {
    const verdict = await judge(bag(two, { 'bag-info.txt': 'Contact: x\n  y\npayload-oxum: 13.3\n' }));
    expect(complaints(verdict)).toEqual(['fail bagit-oxum bag-info.txt', unsigned]);
    expect(verdict.results.find(({ code }) => code === 'bagit-oxum')).toMatchObject({
      expected: '13.3',
      found: '13.2',
    });
  });

  it('may have tags of any length without slowing the reader down', async () => {
    const info = `a${' '.repeat(2_000_000)}\nPayload-Oxum : 13.2\nNo-Value:\n`;
    expect(complaints(await judge(bag(two, { 'bag-info.txt': info })))).toEqual([unsigned]);
  });

  it('with a changed tag file is broken when a tag manifest lists it', async () => {
    const tags = {
      'bag-info.txt': 'Source: b\n',
      'tagmanifest-sha256.txt': `${hexOf('sha256', 'Source: a\n')} bag-info.txt\n`,
    };
    expect(complaints(await judge(bag(two, tags)))).toEqual(['fail bagit-digest bag-info.txt', unsigned]);
  });

  it.each(['md5', 'sha1'])('with %s alone says that a forgery would not be noticed', async (algorithm) => {
    const verdict = await judge(bag(two, {}, algorithm));
    expect(complaints(verdict)).toEqual(['unknown bagit-weak', unsigned]);
    expect(verdict.axes.bytes.tone).toBe('open');
    const broken = await judge(bag(two, { 'data/a.log': 'forged\n' }, algorithm));
    expect(broken.headline).toBe('BROKEN');
  });

  it('with an algorithm that is not supported is not verifiable, never failed', async () => {
    const files: Files = { ...bag(two), 'manifest-blake9.txt': 'ff data/a.log\nff data/b/c.log\n' };
    const { 'manifest-sha256.txt': _, ...rest } = files;
    const verdict = await judge(rest as Files);
    expect(complaints(verdict)).toEqual(['unknown bagit-digest manifest-blake9.txt', unsigned]);
    expect(verdict).toMatchObject({ headline: 'NOT VERIFIABLE', state: 'not-verifiable' });
    const beside = await judge(files);
    expect(complaints(beside)).toEqual(['warning bagit-digest manifest-blake9.txt', unsigned]);
    expect(beside.headline).toBe('INTACT, UNSIGNED');
  });

  it('may spell digests in capitals, and paths with ./, * and the escapes of its version', async () => {
    const payload = { 'data/100%.log': 'a', 'data/x%0Ay.log': 'b' };
    const line = (content: string, path: string) =>
      `${hexOf('sha256', content).toUpperCase()}\t *./${path}\r\n`;
    const manifest = line('a', 'data/100%25.log') + line('b', 'data/x%250Ay.log');
    expect(complaints(await judge(bag(payload, { 'manifest-sha256.txt': manifest })))).toEqual([unsigned]);
    // In 0.97 a percent sign stands for itself: decoding it would let one name stand for two files.
    const old = {
      'bagit.txt': 'BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n',
      'manifest-sha256.txt': manifest,
    };
    expect(complaints(await judge(bag(payload, old)))).toContain('fail bagit-missing data/100%25.log');
  });

  it.each([
    ['two entries for one path', `${'0'.repeat(64)} data/a.log\n${'1'.repeat(64)} ./data/a.log\n`],
    ['a line that is none', 'data/a.log\n'],
    ['a path outside the payload', `${hexOf('sha256', 'x')} bagit.txt\n`],
    ['a path that leaves the bag', `${hexOf('sha256', 'x')} ../etc/passwd\n`],
    ['bytes that are not text', Uint8Array.of(0xff, 0xfe)],
  ])('whose manifest has %s is broken at the manifest', async (_, manifest) => {
    const verdict = await judge(bag({}, { 'manifest-sha256.txt': manifest }));
    expect(complaints(verdict)[0]).toMatch(/^fail bagit-form manifest-sha256.txt/);
    expect(verdict.headline).toBe('BROKEN');
  });

  it('without a payload manifest is broken', async () => {
    const verdict = await judge({
      'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
      'data/a': 'x',
    });
    expect(complaints(verdict)).toEqual([
      'fail bagit-form bagit.txt',
      'fail bagit-unlisted data/a',
      unsigned,
    ]);
  });

  it('whose fetch.txt names what no manifest lists, or cannot be read, is broken', async () => {
    expect(complaints(await judge(bag(two, { 'fetch.txt': 'http://x - data/z\n' })))).toContain(
      'fail bagit-form fetch.txt',
    );
    expect(complaints(await judge(bag(two, { 'fetch.txt': 'nonsense\n' })))).toContain(
      'fail bagit-form fetch.txt',
    );
  });

  it.each([
    ['ISO-8859-1', Buffer.from('Ã¼', 'latin1'), 'data/ü'],
    ['UTF-16', null, 'data/ü'],
    ['US-ASCII', null, 'data/u'],
  ])('may write its tag files in %s', async (encoding, _, path) => {
    const text = `${hexOf('sha256', 'x')} ${path}\n`;
    const big = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    const manifest = encoding === 'UTF-16' ? big : Buffer.from(text, 'latin1');
    const files = {
      'bagit.txt': `BagIt-Version: 1.0\nTag-File-Character-Encoding: ${encoding}\n`,
      'manifest-sha256.txt': manifest,
      [path]: 'x',
    };
    expect(complaints(await judge(files))).toEqual([unsigned]);
    if (encoding !== 'UTF-16') return;
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    expect(complaints(await judge({ ...files, 'manifest-sha256.txt': little }))).toEqual([unsigned]);
    for (const damaged of [little.subarray(0, 5), Buffer.from([0xd8, 0x00])]) {
      expect(complaints(await judge({ ...files, 'manifest-sha256.txt': damaged }))[0]).toBe(
        'fail bagit-form manifest-sha256.txt',
      );
    }
  });

  it('may have a tag file in UTF-16 that is empty, and none that ends in the middle of a character', () => {
    expect(decodeTagText(new Uint8Array(0), 'UTF-16', 'fetch.txt')).toBe('');
    expect(decodeTagText(Uint8Array.of(0xff, 0xfe, 0x61, 0), 'UTF-16', 'fetch.txt')).toBe('a');
    expect(() => decodeTagText(Uint8Array.of(0x61), 'UTF-16', 'fetch.txt')).toThrow(
      expect.objectContaining({ code: 'manifest', place: { member: 'fetch.txt' } }),
    );
  });

  it('in an encoding that is not supported, or with bytes beyond US-ASCII, is not called intact', async () => {
    const declared = (encoding: string) => ({
      'bagit.txt': `BagIt-Version: 1.0\nTag-File-Character-Encoding: ${encoding}\n`,
    });
    const odd = await judge(bag({}, declared('EBCDIC-CP-US')));
    expect(complaints(odd)[0]).toBe('unknown bagit-form manifest-sha256.txt');
    expect(odd.headline).toBe('NOT VERIFIABLE');
    const ascii = await judge(bag({ 'data/ü': 'x' }, declared('US-ASCII')));
    expect(ascii.headline).toBe('BROKEN');
  });

  it.each([
    ['BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n', 'unsupported-format'],
    ['\ufeffBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n', 'manifest'],
    ['BagIt-Version: 1.0\n', 'manifest'],
  ])('whose declaration is %j is refused', async (declaration, code) => {
    await expect(judge(bag(two, { 'bagit.txt': declaration }))).rejects.toMatchObject({
      code,
      place: { member: 'bagit.txt' },
    });
  });

  it('is bounded: a manifest or a tag file beyond the limits is not read to its end', async () => {
    const options = {
      limits: { ...limits, manifestLines: 1 },
      inflateMember: inflateMemberNode,
      trust: noForeignTrust,
      onProgress: async () => {},
    };
    const long = await verifyForeign(folderOf(bag(two)), options);
    expect(complaints(long?.verdict ?? (await judge({})))).toContain('fail bagit-form manifest-sha256.txt');
    const small = {
      limits: { ...limits, smallMemberBytes: 100 },
      inflateMember: inflateMemberNode,
      trust: noForeignTrust,
      onProgress: async () => {},
    };
    const large = await verifyForeign(folderOf(bag(two)), small);
    expect(complaints(large?.verdict ?? (await judge({})))[0]).toBe('unknown bagit-form manifest-sha256.txt');
  });

  it.each(['data/bundle.json', 'data/segments/000000000000.ndjson', 'data/checkpoints/0.note'])(
    'that holds %s of an EVB bundle is left to the stricter rules',
    async (path) => {
      const source = folderOf(bag({ [path]: '{}' }));
      expect(
        await verifyForeign(source, {
          limits,
          inflateMember: inflateMemberNode,
          trust: noForeignTrust,
          onProgress: async () => {},
        }),
      ).toBeNull();
    },
  );
});
