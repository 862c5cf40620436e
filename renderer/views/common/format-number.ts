/** An integer with a comma between groups of three, whatever the language of this machine. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** A count with the noun in the right number: `1 entry`, `2 entries`. */
export function formatCounted(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** Bytes exactly, and rounded for the eye once that is shorter: `1,234,567 bytes (1.2 MB)`. */
export function formatBytes(bytes: number): string {
  const exact = formatCounted(bytes, 'byte', 'bytes');
  const rounded = roundedBytes(bytes);
  return rounded === null ? exact : `${exact} (${rounded})`;
}

/** Bytes rounded for the eye, for sizes that are only guessed. */
export function formatRoundedBytes(bytes: number): string {
  return roundedBytes(bytes) ?? formatCounted(bytes, 'byte', 'bytes');
}

/** Bytes in the largest decimal unit that leaves at least one whole digit; null below 1 kB. */
function roundedBytes(bytes: number): string | null {
  const units = ['kB', 'MB', 'GB', 'TB'] as const;
  let value = bytes;
  let unit: string | null = null;
  for (const next of units) {
    if (value < 1000) break;
    value /= 1000;
    unit = next;
  }
  return unit === null ? null : `${value.toFixed(1)} ${unit}`;
}

/** A part of a whole in whole percent, never 100 before everything is done. */
export function percentOf(done: number, total: number): number {
  if (total <= 0) return 0;
  return Math.max(0, Math.min(100, Math.floor((done / total) * 100)));
}
