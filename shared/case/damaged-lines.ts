import type { DamageTest } from '../index/part-rows.ts';
import type { CheckResult } from '../verify/check-result.ts';

/**
 * Collects the lines that a check result names because something is not as it should be. A warning does not count:
 * a clock that goes back is worth a word in the verdict, but the line that shows it is not damaged.
 */
export function damageTestOf(results: readonly CheckResult[]): DamageTest {
  const lines = new Set(damagedPlaces(results).map(({ member, line }) => lineKey(member, line)));
  return (member, line) => lines.has(lineKey(member, line));
}

/** The same lines by the place of each, in the order of the results. */
export function damagedPlaces(
  results: readonly CheckResult[],
): readonly { readonly member: string; readonly line: number }[] {
  return results.flatMap(({ outcome, place }) =>
    place.kind === 'line' && (outcome === 'fail' || outcome === 'unknown') ? [place] : [],
  );
}

/** The number goes first, so that no member name can be made to look like another line. */
function lineKey(member: string, line: number): string {
  return `${line} ${member}`;
}
