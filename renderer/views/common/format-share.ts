/**
 * A part of a whole in percent with one digit behind the point. What is not nothing is never said to be, and what is not all
 * never to be all: `< 0.1 %`, `> 99.9 %`.
 */
export function formatShare(part: number, whole: number): string {
  if (whole <= 0) return '–';
  const percent = (part / whole) * 100;
  if (part > 0 && percent < 0.1) return '< 0.1 %';
  if (part < whole && percent > 99.9) return '> 99.9 %';
  return `${percent.toFixed(1)} %`;
}
