import { describe, expect, it } from 'vitest';
import { memorySource } from '../../../shared/bytes/memory-source.ts';
import { readSlices } from '../../../shared/bytes/slices.ts';

const source = memorySource('ten.bin', Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));

async function slices(offset: number, length: number, sliceBytes?: number) {
  const all: number[][] = [];
  for await (const slice of readSlices(source, offset, length, sliceBytes)) all.push([...slice]);
  return all;
}

describe('A source in memory', () => {
  it('yields exactly the bytes that were asked for', async () => {
    expect(await source.read(3, 2)).toEqual(Uint8Array.of(3, 4));
    expect(await source.read(10, 0)).toEqual(new Uint8Array(0));
  });

  it.each([
    [8, 3],
    [11, 0],
    [-1, 2],
  ])('refuses to read beyond its ends: %i, %i', async (offset, length) => {
    await expect(source.read(offset, length)).rejects.toMatchObject({
      code: 'source-unreadable',
      place: { offset },
    });
  });
});

describe('Slices', () => {
  it('cover a range once, from front to back', async () => {
    expect(await slices(1, 7, 3)).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
    expect(await slices(0, 10)).toEqual([[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]);
    expect(await slices(4, 0)).toEqual([]);
  });
});
