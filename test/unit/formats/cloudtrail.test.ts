import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseCloudtrailKeys } from '../../../cli/cloudtrail-keys.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { createCliBench } from '../cli/cli-bench.ts';
import { complaints, type Files, judge } from './folder.ts';
import { makeKey, makeTrail } from './trail.ts';

const key = makeKey();
const cloudtrailKeys = [key.listed];
const { files, digests, logs, newestMetadata } = makeTrail(key);
const [oldest = '', middle = '', newest = ''] = digests;
const [firstLog = '', secondLog = ''] = logs;

function without(...paths: readonly string[]): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path)));
}

function edit(path: string, change: (text: string) => string): Files {
  const text = gunzipSync(Buffer.from(files[path] ?? '')).toString();
  return { ...files, [path]: gzipSync(change(text)) };
}

describe('A folder that mirrors a bucket of CloudTrail', () => {
  it('is verified offline with the keys of the region', async () => {
    const verdict = await judge(files, { cloudtrailKeys });
    expect(complaints(verdict)).toEqual([]);
    expect(verdict).toMatchObject({ headline: 'VERIFIED', state: 'verified' });
    expect(verdict.axes.completeness.tone).toBe('open');
  });

  it('may hold a folder for the bucket', async () => {
    const inside = Object.fromEntries(
      Object.entries(files).map(([path, bytes]) => [`audit-bucket/${path}`, bytes]),
    );
    expect((await judge(inside, { cloudtrailKeys })).headline).toBe('VERIFIED');
  });

  it('is not trusted without a key that a person named, nor with one that did not count then', async () => {
    const verdict = await judge(files);
    expect(verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
    expect(complaints(verdict)).toEqual(digests.map((path) => `unknown cloudtrail-key ${path}`));
    const late = { ...key.listed, validAfter: Date.UTC(2026, 5, 1) };
    expect((await judge(files, { cloudtrailKeys: [late] })).headline).toBe('INTACT, SIGNER NOT TRUSTED');
  });

  it('is not trusted when a digest file states a time that is none', async () => {
    const odd = makeTrail(key, 1, (digest) => Object.assign(digest, { digestEndTime: 'noon' }));
    const verdict = await judge(odd.files, { cloudtrailKeys });
    expect(complaints(verdict)).toEqual([`unknown cloudtrail-key ${odd.digests[0]}`]);
  });

  it('is broken with another key under the same fingerprint', async () => {
    const verdict = await judge(files, { cloudtrailKeys: [makeKey().listed] });
    expect(complaints(verdict)).toEqual(digests.map((path) => `fail cloudtrail-signature ${path}`));
    expect(verdict.headline).toBe('BROKEN');
  });

  it('needs the metadata of the newest digest file, and of no other', async () => {
    const verdict = await judge(without(newestMetadata), { cloudtrailKeys });
    expect(complaints(verdict)).toEqual([`unknown cloudtrail-signature ${newest}`]);
    expect(verdict.headline).toBe('INTACT, UNSIGNED');
  });

  it('names a log file that is gone', async () => {
    const verdict = await judge(without(secondLog), { cloudtrailKeys });
    expect(complaints(verdict)).toEqual([`fail cloudtrail-missing ${secondLog}`]);
    expect(verdict.headline).toBe('INCOMPLETE');
  });

  it('names a log file that was edited', async () => {
    const verdict = await judge(
      edit(firstLog, (text) => text.replace('0', '7')),
      { cloudtrailKeys },
    );
    expect(complaints(verdict)).toEqual([`fail cloudtrail-log ${firstLog}`]);
    expect(verdict.headline).toBe('BROKEN');
  });

  it('names a log file that was moved', async () => {
    const place = firstLog.replace('_x', '_y');
    const verdict = await judge({ ...without(firstLog), [place]: files[firstLog] ?? '' }, { cloudtrailKeys });
    expect(complaints(verdict)).toContain(`fail cloudtrail-moved ${place}`);
    expect(verdict.headline).toBe('BROKEN');
  });

  it('names a log file that was put there afterwards', async () => {
    const place = firstLog.replace('_x', '_y');
    const verdict = await judge({ ...files, [place]: gzipSync('{}'), 'notes.txt': 'x' }, { cloudtrailKeys });
    expect(complaints(verdict)).toEqual([
      `unknown cloudtrail-unlisted ${place}`,
      'unknown cloudtrail-unlisted notes.txt',
    ]);
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it.each([firstLog, middle])(
    'names data behind the first gzip member of %s, which the AWS tool does not read',
    async (path) => {
      const appended = {
        ...files,
        [path]: Buffer.concat([Buffer.from(files[path] ?? ''), gzipSync('{"Records":[]}')]),
      };
      const verdict = await judge(appended, { cloudtrailKeys });
      expect(complaints(verdict)).toEqual([`fail cloudtrail-${path === middle ? 'chain' : 'log'} ${path}`]);
      expect(verdict.headline).toBe('BROKEN');
      const raw = { ...files, [path]: Buffer.concat([Buffer.from(files[path] ?? ''), Buffer.from('x')]) };
      const other = await judge(raw, { cloudtrailKeys });
      expect(complaints(other)).toContain(`fail cloudtrail-form ${path}`);
      expect(other.headline).toBe('BROKEN');
    },
  );

  it('names the digest file that was edited, whether or not its link was made anew', async () => {
    const verdict = await judge(
      edit(middle, (text) => text.replace('"SHA-256"}', '"SHA-256","x":1}')),
      { cloudtrailKeys },
    );
    expect(complaints(verdict)).toEqual([
      `fail cloudtrail-chain ${middle}`,
      `fail cloudtrail-signature ${middle}`,
    ]);
    const forged = makeTrail(makeKey(), 3);
    expect((await judge(forged.files, { cloudtrailKeys })).headline).toBe('BROKEN');
  });

  it('names the digest file that lies in another place', async () => {
    const place = oldest.replace('T000000Z', 'T003000Z');
    const verdict = await judge({ ...without(oldest), [place]: files[oldest] ?? '' }, { cloudtrailKeys });
    expect(complaints(verdict)).toEqual([`fail cloudtrail-moved ${place}`]);
  });

  it('names the gap when digest files between two others are gone', async () => {
    const verdict = await judge(without(middle, secondLog), { cloudtrailKeys });
    expect(complaints(verdict)).toEqual([
      `fail cloudtrail-gap ${newest}`,
      // Whoever removes a digest file removes the signature of the one before it.
      `unknown cloudtrail-signature ${oldest}`,
    ]);
    expect(verdict.headline).toBe('INCOMPLETE');
  });

  it('may begin later than its trail, and then says nothing of what was before', async () => {
    const verdict = await judge(without(oldest, firstLog), { cloudtrailKeys });
    expect(complaints(verdict)).toEqual([]);
    expect(verdict.results.some(({ code }) => code === 'cloudtrail-gap')).toBe(false);
    expect(verdict.axes.completeness.words).toContain('what was before and after is not known');
  });

  it('says that a trail was stopped and started', async () => {
    const restarted = makeTrail(key, 2, (digest) => {
      for (const name of Object.keys(digest)) if (name.startsWith('previousDigest')) digest[name] = null;
    });
    const first = String(restarted.digests[0]);
    expect(complaints(await judge(restarted.files, { cloudtrailKeys }))).toEqual([
      `warning cloudtrail-gap ${restarted.digests[1]}`,
      `unknown cloudtrail-signature ${first}`,
    ]);
  });

  it('is broken when the metadata and the next digest state two signatures', async () => {
    const metadata = JSON.stringify({ Metadata: { signature: '00' } });
    const verdict = await judge({ ...files, [`${middle}.metadata.json`]: metadata }, { cloudtrailKeys });
    expect(complaints(verdict)).toEqual([`fail cloudtrail-signature ${middle}`]);
    const odd = { ...files, [newestMetadata]: '{"Metadata":{"signature":"XY"}}' };
    expect(complaints(await judge(odd, { cloudtrailKeys }))).toEqual([`fail cloudtrail-signature ${newest}`]);
  });

  it('with late digest files is not verifiable, because these are not checked', async () => {
    const late = newest.replace('.json.gz', '_backfill.json.gz');
    const trail = makeTrail(key, 1, (digest) => {
      digest['digestS3Object'] = late;
      digest['logFiles'] = [];
    });
    const content = trail.files[String(trail.digests[0])] ?? '';
    const verdict = await judge({ ...files, [late]: content }, { cloudtrailKeys });
    expect(complaints(verdict)).toEqual([`unknown cloudtrail-backfill ${late}`]);
    expect(verdict.headline).toBe('NOT VERIFIABLE');
  });

  it.each([
    ['another signature algorithm', 'digestSignatureAlgorithm', 'SHA512withRSA'],
    ['another digest algorithm', 'logFiles', null],
  ])('with %s is not verifiable, never failed', async (_, field, value) => {
    const odd = makeTrail(key, 1, (digest) => {
      digest[field] = value ?? JSON.parse(JSON.stringify(digest[field]).replace('SHA-256', 'SHA-1024'));
    });
    const verdict = await judge(odd.files, { cloudtrailKeys });
    expect(verdict).toMatchObject({ headline: 'NOT VERIFIABLE', state: 'not-verifiable' });
  });

  it.each([
    [1024, 0x10001],
    [2048, 3],
  ])(
    'signed with RSA of %i bits and the exponent %i is not verifiable, never verified',
    async (bits, exponent) => {
      const weak = makeKey('f00d', bits, exponent);
      const verdict = await judge(makeTrail(weak, 1).files, { cloudtrailKeys: [weak.listed] });
      expect(verdict).toMatchObject({ headline: 'NOT VERIFIABLE', state: 'not-verifiable' });
      expect(complaints(verdict)[0]).toMatch(/^unknown cloudtrail-unsupported/);
    },
  );

  it.each<[string, (digest: Record<string, unknown>) => void]>([
    [
      'half a link',
      (digest) => {
        digest['previousDigestS3Object'] = 'x';
      },
    ],
    [
      'an end of line in a field that is signed',
      (digest) => {
        digest['digestEndTime'] = '2026-03-01T00:00:00Z\nx';
      },
    ],
    [
      'no list of logs',
      (digest) => {
        digest['logFiles'] = 'none';
      },
    ],
    [
      'a log that is no object',
      (digest) => {
        digest['logFiles'] = ['x'];
      },
    ],
  ])('with a digest file that has %s is broken', async (_, change) => {
    const odd = makeTrail(key, 1, change);
    const verdict = await judge(odd.files, { cloudtrailKeys });
    expect(complaints(verdict)[0]).toBe(`fail cloudtrail-form ${odd.digests[0]}`);
    expect(verdict.headline).toBe('BROKEN');
  });

  it('with a file larger than is read is not verifiable, never failed', async () => {
    const digestFiles = await judge(files, { cloudtrailKeys }, { ...limits, smallMemberBytes: 10 });
    expect(complaints(digestFiles).slice(0, 3)).toEqual(
      digests.map((path) => `unknown cloudtrail-form ${path}`),
    );
    const logFiles = await judge(files, { cloudtrailKeys }, { ...limits, otherMembersBytes: 10 });
    expect(complaints(logFiles)).toEqual(logs.map((path) => `unknown cloudtrail-form ${path}`));
    expect(logFiles.state).toBe('not-verifiable');
  });

  it('with metadata that cannot be read is broken', async () => {
    const verdict = await judge({ ...files, [newestMetadata]: '{"Metadata":1}' }, { cloudtrailKeys });
    expect(complaints(verdict)).toContain(`fail cloudtrail-form ${newest}`);
  });
});

describe('vouch verify, on files of CloudTrail', () => {
  it('reads the keys as the AWS tools print them', async () => {
    const bench = createCliBench();
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(dirname(bench.path(`bucket/${path}`)), { recursive: true });
      writeFileSync(bench.path(`bucket/${path}`), bytes);
    }
    writeFileSync(bench.path('keys.json'), key.printed);
    const named = await bench.run([
      'verify',
      bench.path('bucket'),
      '--cloudtrail-keys',
      bench.path('keys.json'),
    ]);
    expect(named).toMatchObject({ code: 0, out: expect.stringContaining('VERIFIED  bucket') });
    expect((await bench.run(['verify', bench.path('bucket')])).code).toBe(4);
  });

  it.each([
    ['{}', 'PublicKeyList'],
    ['{"PublicKeyList":[1]}', 'PublicKeyList'],
    ['{"PublicKeyList":[{}]}', 'Fingerprint'],
    ['{"PublicKeyList":[{"Fingerprint":"a","Value":"!"}]}', 'Value'],
    ['{"PublicKeyList":[{"Fingerprint":"a","Value":"AAAA"}]}', 'PKCS'],
    [key.printed.replace('2026-01-01T00:00:00+00:00', 'soon'), 'ValidityStartTime'],
  ])('refuses %s as keys', (text, words) => {
    expect(() => parseCloudtrailKeys(text)).toThrow(words);
  });

  it('takes keys without a window', () => {
    const bare = JSON.stringify({
      PublicKeyList: [
        { ...JSON.parse(key.printed).PublicKeyList[0], ValidityStartTime: null, ValidityEndTime: null },
      ],
    });
    expect(parseCloudtrailKeys(bare)).toMatchObject([{ validAfter: null, validBefore: null }]);
  });
});
