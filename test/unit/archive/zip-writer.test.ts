import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { deflateRawNode } from '../../../cli/platform/inflate.ts';
import { findZipMember, readZipLayout } from '../../../shared/archive/zip-layout.ts';
import { renderCentralHeader, renderEnd, renderLocalHeader } from '../../../shared/archive/zip-render.ts';
import { writeZip, type ZipOptions } from '../../../shared/archive/zip-writer.ts';
import type { ByteSource } from '../../../shared/bytes/byte-source.ts';
import { FormatError } from '../../../shared/bytes/errors.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { memorySource } from '../../../shared/bytes/memory-source.ts';
import { readAhead } from '../../../shared/bytes/read-ahead.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { contentsOf } from './zip-reading.ts';

async function* pieces(content: Uint8Array, size = 1000) {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

async function zipOf(members: Readonly<Record<string, Uint8Array>>, options: ZipOptions): Promise<Buffer> {
  async function* inputs() {
    for (const [path, content] of Object.entries(members)) yield { path, chunks: pieces(content) };
  }
  const written: Uint8Array[] = [];
  for await (const piece of writeZip(inputs(), options)) written.push(piece);
  return Buffer.concat(written);
}

/** The digests of 0, 1, 2, ...: nothing that deflate could make smaller. */
const noise = Buffer.concat(
  Array.from({ length: 150 }, (_, index) => createHash('sha256').update(String(index)).digest()),
);
const members = {
  'bagit.txt': encodeUtf8('BagIt-Version: 1.0\n'),
  'data/empty': new Uint8Array(0),
  'data/segments/000000000000.ndjson': encodeUtf8('{"seq":0}\n'.repeat(2000)),
  'data/noise': noise,
  'data/é': encodeUtf8('x'),
};
const expected = new Map(
  Object.entries(members).map(([path, content]) => [path, Buffer.from(content).toString('latin1')]),
);

const manyMembers = Array.from(
  { length: 1_000 },
  (_, index) => [`data/${index}`, encodeUtf8(String(index))] as const,
);

const ways: readonly (readonly [string, ZipOptions])[] = [
  ['deflated', { deflate: deflateRawNode }],
  ['stored', { deflate: null }],
  ['deflated and streamed', { deflate: deflateRawNode, heldBytes: 100 }],
  ['stored and streamed', { deflate: null, heldBytes: 100 }],
];

const folder = mkdtempSync(join(tmpdir(), 'vouch-zip-'));
afterAll(() => rmSync(folder, { recursive: true }));

const hasCommand = (name: string) => spawnSync(name, ['--help']).error === undefined;

const pythonTest = 'import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);sys.exit(1 if z.testzip() else 0)';
const stockReaders: readonly (readonly [command: string, before: readonly string[]])[] = [
  ['unzip', ['-tqq']],
  ['zip', ['-Tq']],
  ['python3', ['-c', pythonTest]],
];

describe.each(ways)('A ZIP that was written %s', (_name, options) => {
  it('is read back as what was put in', async () => {
    expect(await contentsOf(await zipOf(members, options))).toEqual(expected);
  });

  it('is the same when it is written again', async () => {
    expect(await zipOf(members, options)).toEqual(await zipOf(members, options));
  });

  for (const [command, before] of stockReaders) {
    it.skipIf(!hasCommand(command))(
      `is accepted by ${command} (skipped where it is not installed)`,
      async () => {
        const path = join(folder, `${options.heldBytes ?? 0}-${options.deflate === null}.zip`);
        writeFileSync(path, await zipOf(members, options));
        const { status, stdout, stderr } = spawnSync(command, [...before, path], { encoding: 'utf8' });
        expect({ status, stderr, stdout }).toMatchObject({ status: 0, stderr: '' });
      },
    );
  }
});

describe('The writer', () => {
  it('stores a member that deflate would make larger, and one without content', async () => {
    const zip = await zipOf(members, { deflate: deflateRawNode });
    const layout = await readZipLayout(memorySource('x.zip', zip), limits);
    expect(layout.members.map(({ path, method }) => [path, method])).toEqual([
      ['bagit.txt', 'stored'],
      ['data/empty', 'stored'],
      ['data/segments/000000000000.ndjson', 'deflate'],
      ['data/noise', 'stored'],
      ['data/é', 'stored'],
    ]);
  });

  it('writes members that are found alone, in three reads, whatever lies around them', async () => {
    const zip = await zipOf(Object.fromEntries(manyMembers), { deflate: null });
    const source = memorySource('x.zip', zip);
    let reads = 0;
    const counted: ByteSource = {
      ...source,
      read: (offset, length) => {
        reads += 1;
        return source.read(offset, length);
      },
    };
    const found = await findZipMember(counted, 'data/500', limits);
    expect(reads).toBe(3);
    expect(found).toMatchObject({ path: 'data/500', size: 3, method: 'stored' });
    expect(await findZipMember(source, 'data/1000', limits)).toBeNull();
    expect(await findZipMember(source, 'data', limits)).toBeNull();
    // The header of another member says something else: only who reads all of them can tell.
    const other = zip.slice();
    other[14] = (other[14] ?? 0) ^ 1;
    expect(await findZipMember(memorySource('x.zip', other), 'data/500', limits)).toEqual(found);
    await expect(readZipLayout(memorySource('x.zip', other), limits)).rejects.toThrow(FormatError);
    await expect(findZipMember(memorySource('x.zip', other), 'data/0', limits)).rejects.toThrow(FormatError);
  });

  it('writes no member that is found where its header lies in the directory or behind it', async () => {
    const zip = await zipOf({ a: encodeUtf8('a') }, { deflate: null });
    const directoryAt = zip.readUInt32LE(zip.length - 6);
    for (const localOffset of [directoryAt, directoryAt + 1, zip.length, 0xffff_fffe]) {
      const moved = Buffer.from(zip);
      moved.writeUInt32LE(localOffset, directoryAt + 42);
      // Also through a window that reads more than it is asked for.
      for (const source of [memorySource('x.zip', moved), readAhead(memorySource('x.zip', moved), 64)]) {
        await expect(findZipMember(source, 'a', limits)).rejects.toThrow(FormatError);
      }
    }
    const longer = Buffer.from(zip);
    longer.writeUInt32LE(2, directoryAt + 20);
    longer.writeUInt32LE(2, directoryAt + 24);
    longer.writeUInt32LE(2, 18);
    longer.writeUInt32LE(2, 22);
    await expect(findZipMember(memorySource('x.zip', longer), 'a', limits)).rejects.toThrow(/data to end by/);
  });

  it('writes ZIPs without members', async () => {
    expect(await contentsOf(await zipOf({}, { deflate: null }))).toEqual(new Map());
  });

  it.each([
    ['../evil', {}],
    ['a/b', { a: noise }],
    ['A', { a: noise }],
  ])('refuses the name %s, because the reader would', async (name, others) => {
    await expect(zipOf({ ...others, [name]: noise }, { deflate: null })).rejects.toMatchObject({
      code: 'zip-name',
      place: { member: expect.any(String) },
    });
  });

  it('closes the member that it was reading when nobody wants the rest', async () => {
    let isClosed = false;
    async function* endless() {
      try {
        for (;;) yield noise;
      } finally {
        isClosed = true;
      }
    }
    async function* inputs() {
      yield { path: 'endless', chunks: endless() };
    }
    for await (const _piece of writeZip(inputs(), { deflate: deflateRawNode, heldBytes: 10 })) break;
    for await (const _piece of writeZip(inputs(), { deflate: null, heldBytes: 10 })) if (isClosed) break;
    expect(isClosed).toBe(true);
  });
});

describe('ZIP64', () => {
  it('counts 70,000 members', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 70_000 }, (_, index) => [`m/${index}`, new Uint8Array(0)]),
    );
    const zip = await zipOf(many, { deflate: null });
    const layout = await readZipLayout(memorySource('x.zip', zip), limits);
    expect(layout.members.length).toBe(70_000);
    const path = join(folder, 'many.zip');
    writeFileSync(path, zip);
    const script = 'import sys,zipfile;print(len(zipfile.ZipFile(sys.argv[1]).namelist()))';
    if (hasCommand('python3')) {
      expect(spawnSync('python3', ['-c', script, path], { encoding: 'utf8' }).stdout.trim()).toBe('70000');
    }
  });

  it('places members beyond 4 GiB, which are never held to test it', async () => {
    const fiveGib = 5 * 1024 ** 3;
    const large = {
      nameBytes: encodeUtf8('large'),
      method: 'stored',
      crc32: 7,
      compressedSize: fiveGib,
      size: fiveGib,
      hasDescriptor: false,
    } as const;
    const small = { ...large, nameBytes: encodeUtf8('small'), compressedSize: 0, size: 0, crc32: 0 };
    const head = renderLocalHeader(large);
    const smallOffset = head.length + fiveGib;
    const directoryOffset = smallOffset + renderLocalHeader(small).length;
    const directory = Buffer.concat([renderCentralHeader(large, 0), renderCentralHeader(small, smallOffset)]);
    const tail = Buffer.concat([
      renderLocalHeader(small),
      directory,
      renderEnd(2, directoryOffset, directory.length),
    ]);
    const source = sparseSource(head, tail, smallOffset);
    expect((await readZipLayout(source, limits)).members).toEqual([
      {
        path: 'large',
        method: 'stored',
        compressedSize: fiveGib,
        size: fiveGib,
        crc32: 7,
        dataOffset: head.length,
      },
      {
        path: 'small',
        method: 'stored',
        compressedSize: 0,
        size: 0,
        crc32: 0,
        dataOffset: smallOffset + 30 + 5,
      },
    ]);
  });
});

/** A head, zeros that exist nowhere, and a tail. */
function sparseSource(head: Uint8Array, tail: Uint8Array, tailOffset: number): ByteSource {
  return {
    name: 'sparse.zip',
    size: tailOffset + tail.length,
    async read(offset, length) {
      const bytes = new Uint8Array(length);
      for (const [part, partOffset] of [
        [head, 0],
        [tail, tailOffset],
      ] as const) {
        for (let at = 0; at < part.length; at++) {
          const index = partOffset + at - offset;
          if (index >= 0 && index < length) bytes[index] = part[at] ?? 0;
        }
      }
      return bytes;
    },
  };
}
