import { generateKeyPairSync, sign } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflateMemberNode } from '../../../cli/platform/inflate-member.ts';
import { digestAlgorithmOf } from '../../../shared/bundle/formats/digest-algorithm.ts';
import { readMember } from '../../../shared/bundle/formats/read-member.ts';
import { CancelledError, FormatError } from '../../../shared/bytes/errors.ts';
import { toHex } from '../../../shared/bytes/hex.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { parseEd25519Pem } from '../../../shared/crypto/ed25519-public-pem.ts';
import { type ForeignTrust, noForeignTrust } from '../../../shared/verify/foreign/foreign-trust.ts';
import { verifyForeign } from '../../../shared/verify/foreign/verify-foreign.ts';
import { type Files, folderOf, hexOf, judge } from './folder.ts';
import { makeKey, makeTrail } from './trail.ts';

const raw = generateKeyPairSync('ed25519');
const list = `${hexOf('sha256', 'first\n')}  a.log\n`;
const key = makeKey();

/** Folders that are verified as they are, one of each world that has signatures of its own. */
const verified: readonly (readonly [string, Files, Partial<ForeignTrust>])[] = [
  [
    'a signed list',
    { 'a.log': 'first\n', SHA256SUMS: list, 'SHA256SUMS.sig': sign(null, Buffer.from(list), raw.privateKey) },
    { ed25519Keys: [parseEd25519Pem(String(raw.publicKey.export({ type: 'spki', format: 'pem' })))] },
  ],
  ['files of CloudTrail', makeTrail(key, 2).files, { cloudtrailKeys: [key.listed] }],
];

/** CloudTrail digests content: what gzip has in its header, or in the last bits before its trailer, is no evidence. */
function hasSameContent(path: string, before: string | Uint8Array, after: Uint8Array): boolean {
  if (!path.endsWith('.gz')) return false;
  try {
    return gunzipSync(after).equals(gunzipSync(before));
  } catch {
    return false;
  }
}

describe.each(verified)('Of %s', (_, files, trust) => {
  const paths = Object.keys(files);

  it('no byte of the content can be changed without losing the verdict', async () => {
    expect((await judge(files, trust)).headline).toBe('VERIFIED');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (path, at, mask) => {
          const bytes = Uint8Array.from(Buffer.from(files[path] ?? ''));
          const index = at % bytes.length;
          bytes[index] = (bytes[index] ?? 0) ^ mask;
          if (hasSameContent(path, files[path] ?? '', bytes)) return;
          const headline = await judge({ ...files, [path]: bytes }, trust).then(
            (verdict) => verdict.headline,
            (error: unknown) => {
              expect(error).toBeInstanceOf(FormatError);
              return 'refused';
            },
          );
          const isMetadata = path.endsWith('.metadata.json');
          if (!isMetadata) expect(headline).not.toBe('VERIFIED');
        },
      ),
      { numRuns: 150 },
    );
  });

  it('no file can be cut, put there or swapped without losing the verdict', async () => {
    for (const path of paths) {
      const cut = Buffer.from(files[path] ?? '').subarray(0, -1);
      const headline = await judge({ ...files, [path]: cut }, trust).then(
        (verdict) => verdict.headline,
        () => 'refused',
      );
      expect(headline).not.toBe('VERIFIED');
    }
    expect((await judge({ ...files, planted: 'x' }, trust)).headline).not.toBe('VERIFIED');
  });
});

describe('A folder of any kind', () => {
  const options = {
    inflateMember: inflateMemberNode,
    trust: noForeignTrust,
    limits,
    onProgress: async () => {},
  };

  it('that nobody knows is nothing', async () => {
    expect(await verifyForeign(folderOf({ 'notes.txt': 'x' }), options)).toBeNull();
  });

  it.each<[string, Files]>([
    [
      'a bag',
      { 'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n', 'manifest-md5.txt': '' },
    ],
    ['files of CloudTrail', makeTrail(key, 1).files],
    ['a list', { SHA256SUMS: '' }],
  ])('whose reading fails for another reason than its bytes is never judged: %s', async (_, files) => {
    const source = folderOf(files);
    const broken = {
      ...source,
      open(path: string) {
        if (path !== 'bagit.txt') throw new TypeError('not about evidence');
        return source.open(path);
      },
    };
    await expect(verifyForeign(broken, options)).rejects.toThrow(TypeError);
  });

  it('has no member that is not in its list', async () => {
    await expect(readMember(folderOf({}), 'a', limits)).rejects.toMatchObject({ code: 'member-missing' });
  });

  it.each([
    ['sigstore', { 'a.log': 'x', 'a.log.sigstore.json': '{}' }],
    ['dsse', { 'a.log': 'x', 'a.log.dsse': '{}' }],
    ['tlog-proof', { 'a.log': 'x', 'a.log.tlog-proof': '' }],
  ])(
    'of the kind %s that changes while it is read is refused: that is no fault of a file',
    async (_what, files) => {
      const [, member = ''] = Object.keys(files);
      const place = { member };
      for (const error of [
        new FormatError('source-changed', 'It was changed.', place),
        new CancelledError(),
      ]) {
        const source = {
          ...folderOf(files),
          // biome-ignore lint/correctness/useYield: it fails before there is anything to give
          async *open(): AsyncGenerator<Uint8Array> {
            throw error;
          },
        };
        const options = {
          trust: noForeignTrust,
          inflateMember: inflateMemberNode,
          limits,
          onProgress: async () => {},
        };
        await expect(verifyForeign(source, options)).rejects.toBe(error);
      }
    },
  );

  it('is bounded: a list of more lines than are read is refused', async () => {
    const small = { ...limits, manifestLines: 1 };
    await expect(judge({ SHA256SUMS: '#\nx\ny\n' }, {}, small)).rejects.toMatchObject({ code: 'manifest' });
  });
});

describe('Any content at all', () => {
  const bagged = { 'bagit.txt': 'BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-16\n', 'data/a': 'x' };
  const digestPath = makeTrail(key, 1).digests[0] ?? '';
  const places: readonly (readonly [string, (bytes: Uint8Array) => Files])[] = [
    ['a declaration', (bytes) => ({ 'bagit.txt': bytes })],
    [
      'a manifest',
      (bytes) => ({ ...bagged, 'manifest-md5.txt': bytes, 'fetch.txt': bytes, 'bag-info.txt': bytes }),
    ],
    ['a list', (bytes) => ({ 'checksums.txt': bytes, 'a.log': 'x' })],
    ['a signature', (bytes) => ({ SHA256SUMS: '', 'SHA256SUMS.sig': bytes, 'SHA256SUMS.minisig': bytes })],
    ['a digest file', (bytes) => ({ [digestPath]: gzipSync(bytes), [`${digestPath}.metadata.json`]: bytes })],
    ['a checkpoint', (bytes) => ({ checkpoint: bytes, 'tile/entries/000': bytes })],
  ];
  const words = fc.constantFrom(
    'SHA256 (a) = ',
    '\\',
    '../',
    'data/a',
    ' ',
    '\n',
    '\r',
    '%0A',
    'ff',
    '{"Metadata":',
    '[',
    '—',
    '\u0000',
  );
  const texts = fc.array(words, { maxLength: 12 }).map((parts) => Buffer.from(parts.join('')));

  it.each(places)(
    'in place of %s gives an answer or a FormatError, and is never verified',
    async (_, place) => {
      await fc.assert(
        fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 80 }), texts), async (bytes) => {
          const answer = await judge(place(bytes)).then(
            ({ headline }) => headline,
            (error: unknown) => {
              expect(error).toBeInstanceOf(FormatError);
              return 'refused';
            },
          );
          expect(answer).not.toBe('VERIFIED');
        }),
        { numRuns: 150 },
      );
    },
  );
});

describe('A digest', () => {
  it.each([
    ['md5', 'md5'],
    ['SHA-1', 'sha1'],
    ['sha224', 'sha224'],
    ['SHA256', 'sha256'],
    ['sha384', 'sha384'],
    ['SHA-512', 'sha512'],
    ['BLAKE2b', 'blake2b512'],
  ])('by %s is that of OpenSSL', (name, native) => {
    const running = digestAlgorithmOf(name)?.create();
    running?.update(Buffer.from('abc'));
    expect(toHex(running?.digest() ?? new Uint8Array(0))).toBe(hexOf(native, 'abc'));
  });

  it('by an algorithm that is not known is none', () => {
    expect(digestAlgorithmOf('sha3-256')).toBeNull();
  });
});
