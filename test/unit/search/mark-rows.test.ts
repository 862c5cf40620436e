import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BitSet } from '../../../shared/search/bit-set.ts';
import { addRowsOf } from '../../../shared/search/mark-rows.ts';

const widths = {
  'one byte': (ids: readonly number[]) => Uint8Array.from(ids),
  'two bytes': (ids: readonly number[]) => Uint16Array.from(ids),
  'four bytes': (ids: readonly number[]) => Uint32Array.from(ids),
} as const;

/** The rows, as whoever reads the ids one after the other finds them. */
function rowsByHand(ids: ArrayLike<number>, wanted: Uint8Array): readonly number[] {
  return Array.from(ids).flatMap((id, row) => (wanted[id] === 1 ? [row] : []));
}

function marked(ids: Uint8Array | Uint16Array | Uint32Array, wanted: Uint8Array): readonly number[] {
  const rows = new BitSet(ids.length);
  addRowsOf(rows, ids, wanted);
  const found: number[] = [];
  rows.forEach((row) => void found.push(row));
  return found;
}

function wantedOf(places: number, ids: readonly number[]): Uint8Array {
  const wanted = new Uint8Array(places);
  for (const id of ids) wanted[id] = 1;
  return wanted;
}

describe.each(Object.entries(widths))('rows by ids of %s', (_, make) => {
  test('are those that have a wanted id, and no neighbour of theirs', () => {
    const near = fc.integer({ min: 0, max: 9 });
    // The ids at both ends of a byte, and those that differ from them in one bit.
    const far = fc.constantFrom(0x7f, 0x80, 0x81, 0xfe, 0xff);
    const id = fc.oneof(near, far);
    const all = fc.property(
      fc.array(id, { maxLength: 200 }),
      fc.uniqueArray(id, { minLength: 0, maxLength: 3 }),
      (ids, wantedIds) => {
        const wanted = wantedOf(300, wantedIds);
        expect(marked(make(ids), wanted)).toEqual(rowsByHand(ids, wanted));
      },
    );
    fc.assert(all, { numRuns: 400 });
  });

  test('are found wherever their array lies in memory', () => {
    for (const skipped of [1, 2, 3]) {
      const ids = make(Array.from({ length: 100 }, (_, row) => (row * 7) % 5)).subarray(skipped);
      const wanted = wantedOf(5, [3]);
      expect(marked(ids, wanted)).toEqual(rowsByHand(ids, wanted));
    }
  });

  test('are all there where one value is in nearly every line', () => {
    const ids = make(Array.from({ length: 5_000 }, (_, row) => (row % 11 === 0 ? 4 : 3)));
    const wanted = wantedOf(5, [3]);
    expect(marked(ids, wanted)).toEqual(rowsByHand(ids, wanted));
  });

  test('are none for an id that no row can have', () => {
    const ids = make([5, 5, 5, 5, 5, 5, 5, 5]);
    expect(marked(ids, wantedOf(0x200, [0x105]))).toEqual([]);
  });
});
