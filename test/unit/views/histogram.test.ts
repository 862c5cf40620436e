import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthWords } from '../../../renderer/text/histogram.ts';
import { axisTicks } from '../../../renderer/views/explore/histogram/axis-ticks.ts';
import { barsOf, bucketAt, runBetween, timeOf } from '../../../renderer/views/explore/histogram/bars.ts';
import { brushActionOf, chosenRun } from '../../../renderer/views/explore/histogram/brush.ts';
import { momentWords, rangeWords } from '../../../renderer/views/explore/histogram/bucket-time.ts';
import { readingOf } from '../../../renderer/views/explore/histogram/pointed-bars.ts';
import { zoomedOut } from '../../../renderer/views/explore/histogram/zoom.ts';

const at = (text: string) => Date.parse(text);
const hour = 3_600_000;

describe('the bars', () => {
  const histogram = {
    start: at('2026-07-01T00:00Z'),
    width: hour,
    counts: [0, 4, 1, 0, 0],
    searched: [10, 40, 10, 0, 0],
    withoutTime: 0,
  };

  it('stand on a scale of their own each, of which both ends are known', () => {
    const bars = barsOf(histogram, 60);
    expect(bars.found).toBe('M1 60V0H2V60ZM2 60V45H3V60Z');
    expect(bars.searched).toBe('M0 60V45H1V60ZM1 60V0H2V60ZM2 60V45H3V60Z');
    expect([bars.foundPeak, bars.searchedPeak]).toEqual([4, 40]);
  });

  it('show one line among a million', () => {
    const bars = barsOf({ ...histogram, counts: [1, 1_000_000], searched: [1, 1_000_000] }, 60);
    expect(bars.found).toContain('M0 60V58H1V60Z');
  });

  it('name the time in which nothing can be found', () => {
    expect(barsOf(histogram, 60).gaps).toEqual([{ first: 3, end: 5 }]);
    expect(readingOf(histogram, { first: 3, end: 5 })).toBe('no lines at all');
    expect(readingOf(histogram, { first: 0, end: 3 })).toBe('5 of 60 lines');
  });

  it('draw nothing where nothing was found', () => {
    expect(barsOf({ ...histogram, counts: [0, 0, 0, 0, 0] }, 60).found).toBe('');
  });

  it('give the time of a run, its end excluded', () => {
    expect(timeOf(histogram, { first: 1, end: 3 })).toEqual({
      from: at('2026-07-01T01:00Z'),
      before: at('2026-07-01T03:00Z'),
    });
  });

  it('take a pointer beyond either end for the bar at that end', () => {
    expect([bucketAt(-0.2, 5), bucketAt(0.39, 5), bucketAt(1, 5)]).toEqual([0, 1, 4]);
    expect(runBetween(4, 2)).toEqual({ first: 2, end: 5 });
  });
});

describe('the words of time', () => {
  it.each([
    [1_000, '1 second'],
    [15 * 60_000, '15 minutes'],
    [6 * hour, '6 hours'],
    [24 * hour, '1 day'],
    [30 * 24 * hour, '30 days'],
    [1_500, '1,500 milliseconds'],
  ])('call %d milliseconds %s', (width, words) => {
    expect(widthWords(width)).toBe(words);
  });

  it.each([
    ['2026-07-01T00:00Z', '2026-07-02T00:00Z', '2026-07-01'],
    ['2026-07-01T00:00Z', '2026-07-15T00:00Z', '2026-07-01 to 2026-07-14'],
    ['2026-07-01T06:00Z', '2026-07-01T12:00Z', '2026-07-01 06:00 to before 12:00'],
    ['2026-07-01T18:00Z', '2026-07-02T00:00Z', '2026-07-01 18:00 to before 2026-07-02 00:00'],
    ['2026-07-01T06:00:00Z', '2026-07-01T06:00:15Z', '2026-07-01 06:00:00 to before 06:00:15'],
    ['2026-07-01T00:00Z', '2026-07-01T01:00Z', '2026-07-01 00:00 to before 01:00'],
  ])('call the time from %s to %s "%s"', (from, before, words) => {
    expect(rangeWords({ from: at(from), before: at(before) })).toBe(words);
  });

  it('name midnight by its clock among hours, and by its date among days', () => {
    expect(momentWords(at('2026-07-02T00:00Z'), hour)).toBe('2026-07-02 00:00');
    expect(momentWords(at('2026-07-02T00:00Z'), 24 * hour)).toBe('2026-07-02');
  });

  it('give a number that no calendar has as the number it is', () => {
    expect(momentWords(9e15, 1_000)).toBe('9000000000000000 ms since 1970');
  });
});

describe('the axis', () => {
  const ticks = (from: string, before: string, most: number) =>
    axisTicks({ from: at(from), before: at(before) }, most).map(({ words }) => words);

  it('says what changed since the label before, and the year first', () => {
    expect(ticks('2026-07-01T00:00Z', '2026-07-02T12:00Z', 4)).toEqual(['1 Jul 2026', '12:00', '2 Jul']);
    expect(ticks('2025-12-31T00:00Z', '2026-01-02T00:00Z', 2)).toEqual(['31 Dec 2025', '1 Jan 2026']);
  });

  it('counts months and years by the calendar', () => {
    expect(ticks('2025-11-15T00:00Z', '2026-06-20T00:00Z', 4)).toEqual(['1 Jan 2026', '1 Mar', '1 May']);
    expect(ticks('2020-02-01T00:00Z', '2026-06-20T00:00Z', 4)).toEqual([
      '1 Jan 2022',
      '1 Jan 2024',
      '1 Jan 2026',
    ]);
  });

  it('begins weeks on Mondays', () => {
    const [first] = axisTicks({ from: at('2026-07-01T00:00Z'), before: at('2026-08-10T00:00Z') }, 6);
    expect(first?.words).toBe('6 Jul 2026');
    expect(new Date(at('2026-07-06')).getUTCDay()).toBe(1);
  });

  it('has at most the labels that fit, in order and inside, for any time that a log may state', () => {
    const moment = fc.integer({ min: -8.64e15, max: 8.64e15 });
    fc.assert(
      fc.property(moment, moment, fc.integer({ min: 1, max: 20 }), (one, other, most) => {
        const found = axisTicks({ from: Math.min(one, other), before: Math.max(one, other) }, most);
        expect(found.length).toBeLessThanOrEqual(most);
        const places = found.map((tick) => tick.at);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect(places.every((place) => place >= 0 && place < 1)).toBe(true);
      }),
    );
  });

  it('has no label where there is no time', () => {
    expect(axisTicks({ from: 5, before: 5 }, 4)).toEqual([]);
    expect(axisTicks({ from: Number.NaN, before: 5 }, 4)).toEqual([]);
  });
});

describe('the choice of a time by keyboard', () => {
  const key = (name: string, shiftKey = false) => ({ key: name, shiftKey });

  it('goes from bar to bar and stays inside', () => {
    expect(brushActionOf(key('ArrowRight'), { at: 8, anchor: null }, 10)).toEqual({
      kind: 'move',
      brush: { at: 9, anchor: null },
    });
    expect(brushActionOf(key('ArrowRight'), { at: 9, anchor: null }, 10)).toEqual({
      kind: 'move',
      brush: { at: 9, anchor: null },
    });
    expect(brushActionOf(key('PageDown'), { at: 3, anchor: null }, 10)).toEqual({
      kind: 'move',
      brush: { at: 0, anchor: null },
    });
  });

  it('takes several bars with Shift, keeps where it began, and applies them with Enter', () => {
    const once = brushActionOf(key('ArrowLeft', true), { at: 5, anchor: null }, 10);
    expect(once).toEqual({ kind: 'move', brush: { at: 4, anchor: 5 } });
    const twice = brushActionOf(key('ArrowLeft', true), { at: 4, anchor: 5 }, 10);
    expect(twice).toEqual({ kind: 'move', brush: { at: 3, anchor: 5 } });
    expect(brushActionOf(key('Enter'), { at: 3, anchor: 5 }, 10)).toEqual({
      kind: 'apply',
      run: { first: 3, end: 6 },
    });
  });

  it('gives a choice up with Escape, and leaves Escape to others when there is none', () => {
    expect(brushActionOf(key('Escape'), { at: 3, anchor: 5 }, 10)).toEqual({
      kind: 'move',
      brush: { at: 3, anchor: null },
    });
    expect(brushActionOf(key('Escape'), { at: 3, anchor: null }, 10)).toBeNull();
    expect(brushActionOf(key('Tab'), { at: 3, anchor: 5 }, 10)).toBeNull();
    expect(chosenRun({ at: 3, anchor: null })).toEqual({ first: 3, end: 4 });
  });
});

describe('zooming out', () => {
  const whole = { from: 0, before: 100 * hour };

  it('shows twice the time around the same middle', () => {
    expect(zoomedOut({ from: 40 * hour, before: 50 * hour }, whole, hour)).toEqual({
      from: 35 * hour,
      before: 55 * hour,
    });
  });

  it('states no time any more once it would be all', () => {
    expect(zoomedOut({ from: 10 * hour, before: 90 * hour }, whole, hour)).toBeNull();
  });

  it('always shows more, and what was shown before', () => {
    const length = fc.integer({ min: 1, max: 1_000 });
    fc.assert(
      fc.property(fc.integer({ min: -1_000, max: 1_000 }), length, length, (from, span, step) => {
        const wider = zoomedOut({ from, before: from + span }, null, step);
        expect(wider?.from).toBeLessThan(from);
        expect(wider?.before).toBeGreaterThan(from + span);
      }),
    );
  });
});
