import { describe, expect, it } from 'vitest';
import {
  defaultLayout,
  furtherFields,
  leastWidth,
  mostColumns,
  mostWidth,
  parseLayout,
  sortKeyOf,
  withColumn,
  withColumnAt,
  withoutColumn,
  withWidth,
} from '../../../renderer/views/explore/table/column-layout.ts';
import { columnTemplate, leastTableWidth } from '../../../renderer/views/explore/table/column-template.ts';
import { entryStanding } from '../../../renderer/views/explore/table/entry-standing.ts';
import { ariaSortOf, nextSort } from '../../../renderer/views/explore/table/sort-order.ts';
import { type PressedKey, tableActionOf } from '../../../renderer/views/explore/table/table-keys.ts';
import type { Verdict } from '../../../shared/verify/verdict.ts';

const layout = ['#seq', 'actor', '#state'].map((id) => ({ id, width: null }));
const idsOf = (columns: readonly { readonly id: string }[]) => columns.map(({ id }) => id);

describe('the columns of the table', () => {
  it('come behind the others, once each', () => {
    const added = withColumn(layout, 'user.email');
    expect(idsOf(added)).toEqual(['#seq', 'actor', '#state', 'user.email']);
    expect(withColumn(added, 'user.email')).toBe(added);
  });

  it('go to any place, are taken away, and never all of them', () => {
    expect(idsOf(withColumnAt(layout, '#state', 0))).toEqual(['#state', '#seq', 'actor']);
    expect(idsOf(withColumnAt(layout, '#seq', 99))).toEqual(['actor', '#state', '#seq']);
    expect(idsOf(withoutColumn(layout, 'actor'))).toEqual(['#seq', '#state']);
    const one = layout.slice(0, 1);
    expect(withoutColumn(one, '#seq')).toBe(one);
  });

  it('have a width between two bounds', () => {
    const width = (to: number) => withWidth(layout, 'actor', to)[1]?.width;
    expect([width(200.4), width(1), width(1e9)]).toEqual([200, leastWidth, mostWidth]);
  });

  it('ask for the fields that no row brings by itself', () => {
    expect(furtherFields(withColumn(layout, 'user.email'))).toEqual(['user.email']);
    expect(furtherFields(defaultLayout)).toEqual([]);
  });

  it('sort by the log, by time, by a field, and not by their state', () => {
    expect(['#seq', '#time', 'user.email', '#state', '#source'].map(sortKeyOf)).toEqual([
      'log',
      'time',
      'user.email',
      null,
      null,
    ]);
  });

  it('are read back as they were stored, and not at all when something else was stored', () => {
    const stored = withWidth(withColumn(layout, 'state'), 'actor', 240);
    expect(parseLayout(JSON.parse(JSON.stringify(stored)))).toEqual(stored);
    for (const other of [
      null,
      {},
      [],
      [null],
      [{ id: 'actor' }],
      [{ id: '#unknown', width: null }],
      [{ id: 'actor', width: -4 }],
      [...layout, ...layout],
      Array.from({ length: mostColumns + 1 }, (_, index) => ({ id: `f${index}`, width: null })),
    ]) {
      expect(parseLayout(other)).toBeNull();
    }
  });

  it('share what is left, and the last one takes it where no other would', () => {
    expect(columnTemplate(layout)).toBe('var(--seq-column, 86px) minmax(112px, 1.2fr) 124px');
    const fixed = layout.map(({ id }) => ({ id, width: 100 }));
    expect(columnTemplate(fixed)).toBe('100px 100px minmax(100px, 1fr)');
    expect(leastTableWidth(fixed)).toBe(300);
  });
});

describe('the header of a column', () => {
  it('sorts up, then down, then as in the log again', () => {
    const log = { by: 'log', isDescending: false };
    const up = nextSort(log, 'actor');
    const down = nextSort(up, 'actor');
    expect([up, down, nextSort(down, 'actor')]).toEqual([
      { by: 'actor', isDescending: false },
      { by: 'actor', isDescending: true },
      log,
    ]);
    expect(nextSort(log, 'log')).toEqual({ by: 'log', isDescending: true });
  });

  it('says how it sorts', () => {
    expect(ariaSortOf({ by: 'time', isDescending: true }, 'time')).toBe('descending');
    expect(ariaSortOf({ by: 'time', isDescending: false }, 'time')).toBe('ascending');
    expect(ariaSortOf({ by: 'time', isDescending: false }, 'actor')).toBe('none');
    expect(ariaSortOf({ by: 'time', isDescending: false }, null)).toBeUndefined();
  });
});

describe('the keys of the table', () => {
  const position = { active: 10, column: 2, total: 100, columns: 5, pageRows: 20, selected: 1 };
  const plain = { shiftKey: false, isCommand: false, altKey: false };
  const press = (key: string, more: Partial<PressedKey & typeof position> = {}) =>
    tableActionOf({ ...plain, key, ...more }, { ...position, ...more });

  it.each([
    ['j', 10, 11],
    ['ArrowDown', 99, 99],
    ['k', 10, 9],
    ['k', 0, 0],
    ['PageDown', 10, 29],
    ['PageUp', 10, 0],
    ['Home', 50, 0],
    ['End', 50, 99],
  ])('%s moves from row %d to row %d', (key, active, to) => {
    expect(press(key, { active })).toEqual({ kind: 'move', to, isExtending: false });
  });

  it('choose a run of rows with Shift, and all of them with Ctrl and A', () => {
    expect(press('ArrowDown', { shiftKey: true })).toEqual({ kind: 'move', to: 11, isExtending: true });
    expect(press('J', { shiftKey: true })).toEqual({ kind: 'move', to: 11, isExtending: true });
    expect(press('End', { shiftKey: true })).toEqual({ kind: 'move', to: 99, isExtending: true });
    expect(press('a', { isCommand: true })).toEqual({ kind: 'select-all' });
  });

  it('go from cell to cell, and from the first row to the headers', () => {
    expect(press('ArrowRight', { column: 4 })).toEqual({ kind: 'column', to: 4 });
    expect(press('ArrowLeft')).toEqual({ kind: 'column', to: 1 });
    expect(press('ArrowRight', { isCommand: true })).toEqual({ kind: 'column', to: 4 });
    expect(press('ArrowUp', { active: 0 })).toEqual({ kind: 'header' });
    expect(press('ArrowUp', { active: 0, shiftKey: true })).toEqual({
      kind: 'move',
      to: 0,
      isExtending: true,
    });
  });

  it('search for the value of the cell, or for all lines without it', () => {
    expect([press('+'), press('-')]).toEqual([
      { kind: 'value', edit: 'only' },
      { kind: 'value', edit: 'leave-out' },
    ]);
  });

  it('copy what is chosen: several rows, or else the one cell', () => {
    expect(press('c', { isCommand: true })).toEqual({ kind: 'copy', what: 'cell' });
    expect(press('c', { isCommand: true, selected: 3 })).toEqual({ kind: 'copy', what: 'rows' });
    expect(press('C', { shiftKey: true })).toEqual({ kind: 'copy', what: 'citation' });
  });

  it('leave Escape to others unless several rows are chosen, and every key of others alone', () => {
    expect(press('Escape')).toBeNull();
    expect(press('Escape', { selected: 2 })).toEqual({ kind: 'give-up' });
    expect([press('/'), press('Tab'), press('k', { altKey: true }), press('k', { isCommand: true })]).toEqual(
      [null, null, null, null],
    );
  });
});

describe('what is said of one line', () => {
  const axis = { tone: 'good', words: '' } as const;
  const axes = { bytes: axis, signer: axis, completeness: axis, time: axis };
  const judged = (state: Verdict['state']) => ({
    verdict: { state, headline: 'VERIFIED', axes, results: [] } as const,
  });
  const entry = { isDamaged: false, reading: 'entry' } as const;

  it('is what a check found, before how it was read, before what is proven of its bundle', () => {
    expect(entryStanding({ isDamaged: true, reading: 'withheld' }, judged('failed'))).toBe('damaged');
    expect(entryStanding({ isDamaged: false, reading: 'ambiguous' }, judged('verified'))).toBe('ambiguous');
    expect(entryStanding(entry, judged('verified'))).toBe('verified');
    expect(entryStanding(entry, judged('not-verifiable'))).toBe('not-verifiable');
  });

  it('is never good while its bundle is not checked, nor after a check of it failed', () => {
    expect(entryStanding(entry, { verdict: null })).toBe('not-checked');
    expect(entryStanding(entry, null)).toBe('not-checked');
    expect(entryStanding(entry, judged('failed'))).toBe('in-failed-bundle');
  });
});
