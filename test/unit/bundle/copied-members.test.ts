import { expect, test } from 'vitest';
import { deflateRawNode, inflateRawNode } from '../../../cli/platform/inflate.ts';
import { writeZip } from '../../../shared/archive/zip-writer.ts';
import type { BundleSource } from '../../../shared/bundle/bundle-source.ts';
import { openZipBundle } from '../../../shared/bundle/zip-source.ts';
import type { ByteSource } from '../../../shared/bytes/byte-source.ts';
import { limits } from '../../../shared/bytes/limits.ts';
import { memorySource } from '../../../shared/bytes/memory-source.ts';

const path = 'data/segments/000000000000.ndjson';
const content = Uint8Array.from({ length: 1_000 }, (_, index) => index % 7);

async function zipOf(isDeflated: boolean): Promise<Uint8Array> {
  async function* chunks() {
    yield content;
  }
  async function* members() {
    yield { path, chunks: chunks() };
  }
  const written: Uint8Array[] = [];
  for await (const piece of writeZip(members(), { deflate: isDeflated ? deflateRawNode : null }))
    written.push(piece);
  return Buffer.concat(written);
}

/** Lends its bytes in pieces of 64, all of them in the same memory. */
function lending(zip: Uint8Array): ByteSource {
  const memory = new Uint8Array(64);
  return {
    ...memorySource('x.evb.zip', zip),
    async lend(offset, length, use) {
      for (let at = offset; at < offset + length; at += memory.length) {
        const piece = memory.subarray(0, Math.min(memory.length, offset + length - at));
        piece.set(zip.subarray(at, at + piece.length));
        use(piece);
      }
    },
  };
}

function open(source: ByteSource): Promise<BundleSource> {
  return openZipBundle(source, inflateRawNode, limits);
}

test('a member that is stored as it is gets copied out of memory that is used again', async () => {
  const bundle = await open(lending(await zipOf(false)));
  const room = new Uint8Array(content.length);
  expect(await bundle.copyInto?.(path, room)).toBe(true);
  expect(room).toEqual(content);
});

test('a copy with other bytes than its CRC says is refused with the name of the member', async () => {
  const zip = await zipOf(false);
  const at = zip.findIndex((_, index) =>
    content.subarray(0, 20).every((byte, off) => zip[index + off] === byte),
  );
  zip[at + 700] = 9;
  const bundle = await open(lending(zip));
  await expect(bundle.copyInto?.(path, new Uint8Array(content.length))).rejects.toMatchObject({
    code: 'member-crc',
    place: { member: path },
  });
});

test('nothing is copied of a deflated member, into other room than its size, or from a source that lends nothing', async () => {
  const deflated = await open(lending(await zipOf(true)));
  const stored = await open(lending(await zipOf(false)));
  const unlent = await open(memorySource('x.evb.zip', await zipOf(false)));
  const rooms = [new Uint8Array(1_000), new Uint8Array(999), new Uint8Array(1_000)] as const;
  expect(await deflated.copyInto?.(path, rooms[0])).toBe(false);
  expect(await stored.copyInto?.(path, rooms[1])).toBe(false);
  expect(await unlent.copyInto?.(path, rooms[2])).toBe(false);
  for (const room of rooms) expect(room.every((byte) => byte === 0)).toBe(true);
});

test('a member that is not there cannot be copied', async () => {
  const bundle = await open(lending(await zipOf(false)));
  await expect(bundle.copyInto?.('data/other', new Uint8Array(1))).rejects.toMatchObject({
    code: 'member-missing',
  });
});
