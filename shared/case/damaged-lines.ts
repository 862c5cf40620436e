import type { EntrySeq } from '../bytes/units.ts';
import type { DamageTest } from '../index/block-rows.ts';
import type { CheckResult } from '../verify/check-result.ts';

/**
 * Collects the places of everything that is not as it should be. A warning does not count: a clock that goes
 * back is worth a word in the verdict, but the line that shows it is not damaged.
 */
export function damageTestOf(results: readonly CheckResult[]): DamageTest {
  const lines = new Set<string>();
  const ranges: { readonly member: string; readonly firstSeq: EntrySeq; readonly lastSeq: EntrySeq }[] = [];
  for (const { outcome, place } of results) {
    if (outcome !== 'fail' && outcome !== 'unknown') continue;
    if (place.kind === 'line' || place.kind === 'entries') lines.add(lineKey(place.member, place.line));
    if (place.kind === 'entries') ranges.push(place);
  }
  return (member, line, seq) =>
    lines.has(lineKey(member, line)) ||
    (seq !== null &&
      ranges.some((range) => range.member === member && range.firstSeq <= seq && seq <= range.lastSeq));
}

/** The number goes first, so that no member name can be made to look like another line. */
function lineKey(member: string, line: number): string {
  return `${line} ${member}`;
}
