import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isScaled,
  maxScrollHeight,
  type ScrollGeometry,
  scrollHeight,
  toContentTop,
  topToCentre,
  topToReveal,
  toScrollTop,
  visibleRows,
} from '../../../renderer/views/explore/table/scroll-map.ts';

const geometry = (total: number, viewHeight = 700): ScrollGeometry => ({ total, rowHeight: 28, viewHeight });

describe('the scrollbar of the table of entries', () => {
  it('is true to the pixel while all rows fit into an element', () => {
    const small = geometry(25_000);
    expect(scrollHeight(small)).toBe(700_000);
    expect(isScaled(small)).toBe(false);
    expect(toContentTop(12_345, small)).toBe(12_345);
  });

  it('stays far below the height at which Chromium clamps, however many rows there are', () => {
    expect(scrollHeight(geometry(50_000_000))).toBe(maxScrollHeight);
    expect(maxScrollHeight).toBeLessThan(33_554_426);
  });

  it('reaches the last row at its lower end', () => {
    const huge = geometry(50_000_000);
    const top = toContentTop(maxScrollHeight - huge.viewHeight, huge);
    expect(visibleRows(top, huge).end).toBe(50_000_000);
  });

  it('shows every row in the right place', () => {
    expect(visibleRows(42, geometry(25_000))).toEqual({ first: 1, end: 27, shift: -14 });
  });

  it('shows all rows of a table that is shorter than the screen', () => {
    expect(visibleRows(0, geometry(3))).toEqual({ first: 0, end: 3, shift: 0 });
  });

  it('shows nothing of an empty table', () => {
    expect(visibleRows(0, geometry(0))).toMatchObject({ first: 0, end: 0 });
  });

  it('moves as little as it can to reveal a row', () => {
    const table = geometry(25_000);
    expect(topToReveal(5, 0, table)).toBe(0);
    expect(topToReveal(25, 0, table)).toBe(28);
    expect(topToReveal(2, 280, table)).toBe(56);
  });

  it('puts a row into the middle, except near the ends', () => {
    expect(topToCentre(1_000, geometry(25_000))).toBe(28_000 - 336);
    expect(topToCentre(0, geometry(25_000))).toBe(0);
  });

  it('comes back to the same place from place to scrollbar to place', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (total, share) => {
          const table = geometry(total);
          const top = share * Math.max(0, total * 28 - table.viewHeight);
          expect(Math.abs(toContentTop(toScrollTop(top, table), table) - top)).toBeLessThan(0.01);
        },
      ),
    );
  });

  it('always finds a revealed row whole on the screen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (total, rowShare, topShare) => {
          const table = geometry(total);
          const row = Math.floor(rowShare * (total - 1));
          const top = topToReveal(row, topShare * total * 28, table);
          expect(row * 28 - top).toBeGreaterThanOrEqual(0);
          expect(row * 28 + 28 - top).toBeLessThanOrEqual(table.viewHeight);
        },
      ),
    );
  });
});
