import type { CheckInput } from '../check-input.ts';
import { type CheckResult, type Place, wholeBundle } from '../check-result.ts';
import { countOf } from '../count-words.ts';
import { showFirst } from '../show-first.ts';

/** Each disclosed value stands exactly once, as its digest, in the entry that it is said to belong to. */
export function checkDisclosures({ observation }: CheckInput): readonly CheckResult[] {
  const { total, unreferenced, unreferencedCount, redactedFields } = observation.disclosures;
  if (unreferencedCount > 0) {
    const results = unreferenced.map(({ member, line, reason }): CheckResult => {
      const statement = `The disclosure in line ${line} of ${member} belongs to no field: ${reason}.`;
      const place: Place = { kind: 'member', member, line };
      return { code: 'disclosure', axis: 'bytes', outcome: 'fail', place, statement };
    });
    return showFirst(results, unreferencedCount);
  }
  if (total === 0 && redactedFields === 0) return [];
  const hidden =
    redactedFields === 0 ? 'none is hidden' : `${countOf(redactedFields, 'field is', 'fields are')} hidden`;
  const statement = `${countOf(total, 'disclosed value stands', 'disclosed values stand')} in the entries as digests; ${hidden}.`;
  return [{ code: 'disclosure', axis: 'bytes', outcome: 'pass', place: wholeBundle, statement }];
}
