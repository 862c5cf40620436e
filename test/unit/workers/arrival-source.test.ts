import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type ArrivalSource, openArrivalSource } from '../../../renderer/workers/arrival-source.ts';
import { memorySource } from '../../../shared/bytes/memory-source.ts';
import { createSha256 } from '../../../shared/crypto/digest.ts';

const bytes = Uint8Array.from({ length: 1_003 }, (_, index) => (index * 7) % 251);
const sha256 = createHash('sha256').update(bytes).digest('hex');

/** Windows of 100 bytes, and what was read of the file for them. */
function openSmall(): { readonly source: ArrivalSource; readonly reads: [number, number][]; done(): number } {
  const reads: [number, number][] = [];
  const file = memorySource('file', bytes);
  let done = 0;
  const noting = {
    ...file,
    read: (offset: number, length: number) => {
      reads.push([offset, length]);
      return file.read(offset, length);
    },
  };
  const source = openArrivalSource(noting, {
    digest: createSha256(),
    pace: { step: async () => {} },
    onBytes: (count) => {
      done = count;
    },
    windowBytes: 100,
  });
  return { source, reads, done: () => done };
}

describe('a file that arrives', () => {
  test('is digested while it is read from its start to its end, and no byte is read twice', async () => {
    const { source, reads, done } = openSmall();
    for (let at = 0; at < bytes.length; at += 37) {
      const length = Math.min(37, bytes.length - at);
      expect(await source.read(at, length)).toEqual(bytes.subarray(at, at + length));
    }
    expect(await source.finish()).toBe(sha256);
    expect(reads).toEqual(Array.from({ length: 11 }, (_, index) => [index * 100, index === 10 ? 3 : 100]));
    expect(done()).toBe(1_003);
  });

  test('gives what lies far from there by itself, and digests it when its turn comes', async () => {
    const { source, reads } = openSmall();
    expect(await source.read(990, 13)).toEqual(bytes.subarray(990));
    expect(await source.read(500, 4)).toEqual(bytes.subarray(500, 504));
    expect(reads).toEqual([
      [990, 13],
      [500, 4],
    ]);
    expect(await source.read(0, 250)).toEqual(bytes.subarray(0, 250));
    // What was read already.
    expect(await source.read(20, 5)).toEqual(bytes.subarray(20, 25));
    expect(await source.finish()).toBe(sha256);
    expect(reads.filter(([, length]) => length === 100)).toHaveLength(10);
  });

  test('is digested over a member that nobody asks for', async () => {
    const { source } = openSmall();
    await source.read(0, 80);
    expect(await source.read(290, 20)).toEqual(bytes.subarray(290, 310));
    expect(await source.read(310, 100)).toEqual(bytes.subarray(310, 410));
    expect(await source.finish()).toBe(sha256);
  });

  test('has one digest, however many ask for its bytes at once', async () => {
    const { source } = openSmall();
    const pieces = await Promise.all(
      [0, 200, 100, 300, 50, 900].map(async (at) => [at, await source.read(at, 90)] as const),
    );
    for (const [at, piece] of pieces) expect(piece).toEqual(bytes.subarray(at, at + 90));
    expect(await source.finish()).toBe(sha256);
  });

  test('refuses what lies beyond its end as the file does', async () => {
    const { source } = openSmall();
    await expect(source.read(1_000, 4)).rejects.toMatchObject({ name: 'FormatError' });
    expect(await source.finish()).toBe(sha256);
  });
});
