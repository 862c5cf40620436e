import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deflateRawNode, inflateRawNode } from '../../cli/platform/inflate.ts';
import { writeZip } from '../../shared/archive/zip-writer.ts';
import { openZipBundle } from '../../shared/bundle/zip-source.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { memorySource } from '../../shared/bytes/memory-source.ts';
import { buildZip, extraField, zip64End } from '../unit/archive/zip-builder.ts';
import { contentsOf, refusalOf } from '../unit/archive/zip-reading.ts';

const plain = Buffer.from('audit entry '.repeat(12));
const zip = buildZip([
  { name: 'd/' },
  {
    name: 'd/a.txt',
    data: Buffer.from('stored content'),
    extra: extraField(0x5455, Uint8Array.of(1, 9, 9, 9, 9)),
  },
  { name: 'd/b.txt', data: deflateRawSync(plain), method: 8, size: plain.length, crc: crc32(plain) },
]);

describe('A small ZIP with one byte changed', () => {
  it('is refused, or holds the same names and contents', async () => {
    const contents = await contentsOf(zip);
    let accepted = 0;
    for (let at = 0; at < zip.length; at++) {
      for (const change of [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff]) {
        const changed = Uint8Array.from(zip);
        changed[at] = (changed[at] ?? 0) ^ change;
        if ((await refusalOf(changed)) !== null) continue;
        accepted += 1;
        expect(await contentsOf(changed), `byte ${at} ^ ${change}`).toEqual(contents);
      }
    }
    // Version made by, version needed, internal attributes, permissions, timestamps: they change nothing that is read.
    expect(accepted / (zip.length * 9)).toBeLessThan(0.25);
  });

  it('or with one byte inserted or removed is refused', async () => {
    for (let at = 0; at <= zip.length; at++) {
      const before = zip.subarray(0, at);
      expect(
        await refusalOf(Buffer.concat([before, Buffer.of(0), zip.subarray(at)])),
        `at ${at}`,
      ).not.toBeNull();
      if (at < zip.length)
        expect(await refusalOf(Buffer.concat([before, zip.subarray(at + 1)]))).not.toBeNull();
    }
  });
});

describe('Any bytes', () => {
  it('make the reader throw nothing but FormatError, with a code of the container', async () => {
    const spliced = fc
      .tuple(fc.nat(zip.length), fc.nat(zip.length), fc.uint8Array({ maxLength: 6 }))
      .map(([first, second, inserted]) =>
        Buffer.concat([zip.subarray(0, first), inserted, zip.subarray(second)]),
      );
    const framed = fc
      .tuple(fc.uint8Array({ maxLength: 60 }), fc.nat(200), fc.nat(200), fc.nat(9))
      .map(([bytes, directoryOffset, directorySize, count]) =>
        Buffer.concat([bytes, buildZip([], { directoryOffset, directorySize, count })]),
      );
    const framed64 = fc
      .tuple(fc.uint8Array({ maxLength: 60 }), fc.nat(200), fc.nat(200), fc.nat(9))
      .map(([bytes, directoryOffset, directorySize, count]) => {
        const before = zip64End({ directoryOffset, directorySize, count, recordOffset: bytes.length });
        return Buffer.concat([bytes, buildZip([], { before, directoryOffset: 0xffffffff })]);
      });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array(), spliced, framed, framed64), async (bytes) => {
        const error = await refusalOf(bytes);
        if (error !== null) expect(error.code).toMatch(/^(empty|not-a-zip|zip-|member-)/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('What the writer writes', () => {
  const name = fc.stringMatching(/^[a-z]{1,3}$/);
  const inputs = fc.dictionary(
    fc.array(name, { minLength: 1, maxLength: 2 }).map((segments) => segments.join('_')),
    fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 4 }),
    { maxKeys: 5 },
  );

  it('is read back unchanged, held or streamed, deflated or stored', async () => {
    await fc.assert(
      fc.asyncProperty(inputs, fc.boolean(), fc.nat(100), async (files, isDeflated, heldBytes) => {
        const paths = Object.keys(files).filter((path) => !/^(con|prn|aux|nul)$/.test(path));
        async function* members() {
          for (const path of paths) yield { path, chunks: each(files[path] ?? []) };
        }
        const written: Uint8Array[] = [];
        const options = { deflate: isDeflated ? deflateRawNode : null, heldBytes };
        for await (const piece of writeZip(members(), options)) written.push(piece);

        const source = memorySource('x.evb.zip', Buffer.concat(written));
        const bundle = await openZipBundle(source, inflateRawNode, limits);
        expect(bundle.members.map((member) => member.path)).toEqual(paths);
        for (const { path, size } of bundle.members) {
          const read: Uint8Array[] = [];
          for await (const chunk of bundle.open(path)) read.push(chunk);
          const content = Buffer.concat(files[path] ?? []);
          expect(Buffer.concat(read)).toEqual(content);
          expect(size).toBe(content.length);
        }
      }),
      { numRuns: 100 },
    );
  });

  async function* each(chunks: readonly Uint8Array[]) {
    yield* chunks;
  }
});

describe('A bundle in a ZIP', () => {
  it('says which member it does not have', async () => {
    const bundle = await openZipBundle(memorySource('x.evb.zip', zip), inflateRawNode, limits);
    expect(bundle).toMatchObject({
      name: 'x.evb.zip',
      kind: 'zip',
      members: [
        { path: 'd/a.txt', size: 14 },
        { path: 'd/b.txt', size: plain.length },
      ],
    });
    expect(() => bundle.open('d')).toThrow(
      expect.objectContaining({ code: 'member-missing', place: { member: 'd' } }),
    );
  });
});
