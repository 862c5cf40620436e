import type { DamageTest } from '../index/part-rows.ts';
import type { CheckResult } from '../verify/check-result.ts';

/** A line that a check names, by its place. */
export interface DamagedLine {
  readonly member: string;
  readonly line: number;
}

/**
 * Collects the lines that a check result names because something is not as it should be, in the order of the results. A
 * warning does not count: a clock that goes back is worth a word in the verdict, but the line that shows it is not damaged.
 */
export function damagedLinesOf(results: readonly CheckResult[]): readonly DamagedLine[] {
  return results.flatMap(({ outcome, place }) =>
    place.kind === 'line' && (outcome === 'fail' || outcome === 'unknown')
      ? [{ member: place.member, line: place.line }]
      : [],
  );
}

/** Whether a line is one of these. */
export function damageTestOf(damaged: readonly DamagedLine[]): DamageTest {
  const lines = new Set(damaged.map(({ member, line }) => lineKey(member, line)));
  return (member, line) => lines.has(lineKey(member, line));
}

/** The number goes first, so that no member name can be made to look like another line. */
function lineKey(member: string, line: number): string {
  return `${line} ${member}`;
}
