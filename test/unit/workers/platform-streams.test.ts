import { deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deflateRaw } from '../../../renderer/workers/deflate.ts';
import { inflateRaw } from '../../../renderer/workers/inflate.ts';

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

describe('inflate', () => {
  test('gives what another encoder was given, however the data is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 3_000 }),
        fc.integer({ min: 1, max: 200 }),
        async (plain, size) => {
          const inflated = await collect(inflateRaw(chunks(deflateRawSync(plain), size)));
          expect(inflated.equals(plain)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  test.each<[string, (data: Buffer) => Uint8Array]>([
    ['that ends early', (data) => data.subarray(0, data.length - 3)],
    ['that is empty', () => new Uint8Array(0)],
    ['of a block type that does not exist', (data) => Buffer.from(data).fill(0x07, 0, 1)],
  ])('refuses data %s', async (_what, damage) => {
    const data = damage(deflateRawSync(Buffer.alloc(5_000, 'entry')));
    await expect(collect(inflateRaw(chunks(data, 64)))).rejects.toMatchObject({ code: 'member-inflate' });
  });

  test('passes on an error of the file itself as it is', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield deflateRawSync(Buffer.alloc(5_000, 'entry')).subarray(0, 4);
      throw new RangeError('the disk is gone');
    }
    await expect(collect(inflateRaw(failing()))).rejects.toThrow(new RangeError('the disk is gone'));
  });

  test('reads no further when its reader stops, and closes the file', async () => {
    let read = 0;
    let isClosed = false;
    const data = deflateRawSync(Buffer.alloc(64 * 1024 * 1024));
    async function* counted(): AsyncGenerator<Uint8Array> {
      try {
        for await (const chunk of chunks(data, 1_024)) {
          read += chunk.length;
          yield chunk;
        }
      } finally {
        isClosed = true;
      }
    }
    for await (const part of inflateRaw(counted())) {
      if (part.length > 0) break;
    }
    expect(isClosed).toBe(true);
    expect(read).toBeLessThan(data.length);
  });
});

test('deflate gives what another decoder reads back', async () => {
  const plain = Buffer.from('{"seq":0}\n'.repeat(9_999));
  const deflated = await collect(deflateRaw(chunks(plain, 1_000)));
  expect(deflated.length).toBeLessThan(plain.length / 10);
  expect(inflateRawSync(deflated).equals(plain)).toBe(true);
});
