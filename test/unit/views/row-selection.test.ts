import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allRows,
  extendedBy,
  extendedTo,
  isSelected,
  noRows,
  onlyRow,
  type RowSelection,
  selectedCount,
  toggled,
} from '../../../renderer/views/explore/table/row-selection.ts';

describe('rows that a person chooses', () => {
  it('are one, then a run from it with Shift, in either direction', () => {
    const down = extendedTo(onlyRow(5), 8);
    expect(down.runs).toEqual([{ first: 5, end: 9 }]);
    expect(extendedTo(down, 2).runs).toEqual([{ first: 2, end: 6 }]);
  });

  it('are all of ten million with one run, and their number is exact', () => {
    const all = allRows(10_000_000, 7);
    expect(selectedCount(all)).toBe(10_000_000);
    expect(all.runs).toHaveLength(1);
    expect(selectedCount(toggled(all, 5_000_000))).toBe(9_999_999);
    expect(selectedCount(allRows(0, 0))).toBe(0);
  });

  it('are the same rows as a list of each of them, whatever is pressed', () => {
    const total = 20;
    const row = fc.integer({ min: 0, max: total - 1 });
    const step = fc.oneof(
      fc.record({ kind: fc.constantFrom('only', 'toggle', 'extend', 'add'), row }),
      fc.record({ kind: fc.constant('all'), row }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let selection: RowSelection = noRows;
        let listed = new Set<number>();
        let anchor = 0;
        for (const { kind, row: pressed } of steps) {
          const between = (from: number, to: number) =>
            Array.from({ length: Math.abs(from - to) + 1 }, (_, index) => Math.min(from, to) + index);
          if (kind === 'only') {
            selection = onlyRow(pressed);
            listed = new Set([pressed]);
            anchor = pressed;
          } else if (kind === 'toggle') {
            selection = toggled(selection, pressed);
            if (!listed.delete(pressed)) listed.add(pressed);
            anchor = pressed;
          } else if (kind === 'extend') {
            selection = extendedTo(selection, pressed);
            listed = new Set(between(anchor, pressed));
          } else if (kind === 'add') {
            selection = extendedBy(selection, pressed);
            for (const each of between(anchor, pressed)) listed.add(each);
          } else {
            selection = allRows(total, anchor);
            listed = new Set(between(0, total - 1));
          }
        }
        expect(selectedCount(selection)).toBe(listed.size);
        for (let each = 0; each < total; each += 1) {
          expect(isSelected(selection, each)).toBe(listed.has(each));
        }
        for (const [index, run] of selection.runs.entries()) {
          expect(run.first).toBeLessThan(run.end);
          expect(run.first).toBeGreaterThan(selection.runs[index - 1]?.end ?? -1);
        }
      }),
    );
  });
});
