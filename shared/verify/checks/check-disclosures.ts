import type { CheckInput } from '../check-input.ts';
import { type CheckResult, wholeBundle } from '../check-result.ts';
import { countOf } from '../count-words.ts';

/** Each disclosed value stands exactly once, as its digest, in the entry that it is said to belong to. */
export function checkDisclosures({ observation }: CheckInput): readonly CheckResult[] {
  const { total, unreferenced, unreferencedCount, redactedFields } = observation.disclosures;
  if (unreferencedCount > 0) {
    const results = unreferenced.slice(0, 100).map(({ member, line, reason }): CheckResult => {
      const statement = `The disclosure in line ${line} of ${member} belongs to no field: ${reason}.`;
      return {
        code: 'disclosure',
        axis: 'bytes',
        outcome: 'fail',
        place: { kind: 'member', member, line },
        statement,
      };
    });
    const more = unreferencedCount - results.length;
    if (more === 0) return results;
    const statement = `${countOf(more, 'more disclosure', 'more disclosures')} that belong to no field, not listed one by one.`;
    return [
      ...results,
      { code: 'disclosure', axis: 'bytes', outcome: 'fail', place: wholeBundle, statement },
    ];
  }
  if (total === 0 && redactedFields === 0) return [];
  const hidden =
    redactedFields === 0 ? 'none is hidden' : `${countOf(redactedFields, 'field is', 'fields are')} hidden`;
  const statement = `${countOf(total, 'disclosed value stands', 'disclosed values stand')} in the entries as digests; ${hidden}.`;
  return [{ code: 'disclosure', axis: 'bytes', outcome: 'pass', place: wholeBundle, statement }];
}
