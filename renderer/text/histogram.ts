import { formatCount, formatCounted } from '../views/common/format-number.ts';

/** Words of the bars over time. */
export const histogramText = {
  title: 'Lines over time',
  zone: 'UTC',
  bars: (width: string) => `each bar: ${width}`,
  found: 'found',
  searched: 'all lines',
  foundPeak: (count: number) => `up to ${formatCount(count)}`,
  searchedPeak: (count: number) => `up to ${formatCount(count)}`,
  gap: 'no lines',
  withoutTime: (count: number) =>
    `${formatCounted(count, 'line', 'lines')} without a time ${count === 1 ? 'is' : 'are'} in no bar`,
  hint: 'Arrow keys move from bar to bar, with Shift they choose several, Enter searches in that time, Escape gives the choice up.',
  reading: (found: number, searched: number) =>
    searched === 0
      ? 'no lines at all'
      : `${formatCount(found)} of ${formatCounted(searched, 'line', 'lines')}`,
  chosen: (bars: number) => `${formatCounted(bars, 'bar', 'bars')} chosen`,
  tools: 'Time',
  zoomOut: 'Zoom out',
  allTime: 'All time',
  asNumbers: 'Numbers',
  columns: { from: 'From (UTC)', before: 'To before (UTC)', found: 'Found', searched: 'All lines' },
  numbers: 'Lines over time, in numbers',
  emptyBars: (count: number) =>
    `${formatCounted(count, 'bar', 'bars')} without a line found ${count === 1 ? 'is' : 'are'} not listed.`,
  noTimes: 'No line of the searched bundles states a time, so there is nothing to draw over time.',
  loading: 'Counting over time…',
  loadingIndex: (percent: number) => `Loading the index… ${percent} %`,
  summary: (found: number, searched: number, period: string) =>
    `${formatCount(found)} of ${formatCounted(searched, 'line', 'lines')}, ${period}`,
} as const;

const units = [
  [86_400_000, 'day', 'days'],
  [3_600_000, 'hour', 'hours'],
  [60_000, 'minute', 'minutes'],
  [1_000, 'second', 'seconds'],
] as const;

/** A width as it is said: `6 hours`, `1 day`. Whatever is no whole second is given in milliseconds. */
export function widthWords(width: number): string {
  const unit = units.find(([millis]) => width >= millis && width % millis === 0);
  if (unit === undefined) return formatCounted(width, 'millisecond', 'milliseconds');
  const [millis, one, many] = unit;
  return formatCounted(width / millis, one, many);
}
