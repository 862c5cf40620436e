import type { EntryOrdinal } from '../../../shared/bytes/units.ts';
import type { CheckResult } from '../../../shared/verify/check-result.ts';
import type { Verdict } from '../../../shared/verify/verdict.ts';

/** The lines that failed checks name, each once, in the order of the log. */
export function damagedLines(verdict: Verdict | null): readonly EntryOrdinal[] {
  const ordinals = (verdict?.results ?? []).flatMap(({ outcome, place }) =>
    outcome === 'fail' && place.kind === 'line' ? [place.ordinal] : [],
  );
  return [...new Set(ordinals)].toSorted((one, other) => one - other);
}

/** The failed checks that name one line. */
export function failuresAt(ordinal: EntryOrdinal, verdict: Verdict | null): readonly CheckResult[] {
  return (verdict?.results ?? []).filter(
    ({ outcome, place }) => outcome === 'fail' && place.kind === 'line' && place.ordinal === ordinal,
  );
}

/** The first damaged line behind a line; after the last it begins again. Null when there are none. */
export function nextDamaged(lines: readonly EntryOrdinal[], after: EntryOrdinal): EntryOrdinal | null {
  return lines.find((line) => line > after) ?? lines[0] ?? null;
}
