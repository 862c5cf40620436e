/** The middle value, or the mean of the two in the middle. Throws for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1];
  const high = sorted[Math.floor(middle)];
  if (low === undefined || high === undefined) throw new Error('There is no median of no values.');
  return (low + high) / 2;
}

/** Of the two medians. */
export function ratio(product: readonly number[], yardstick: readonly number[]): number {
  return Number((median(product) / median(yardstick)).toFixed(2));
}

/** Median and spread, for a person. */
export function describe(values: readonly number[], unit: string): string {
  const all = values.map(Math.round);
  return `median ${Math.round(median(values))} ${unit} of ${Math.min(...all)} to ${Math.max(...all)}`;
}

/** The smallest value that at least this part of all values does not exceed. Throws for none. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  const value = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
  if (value === undefined) throw new Error('There is no percentile of no values.');
  return value;
}
