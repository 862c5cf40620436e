/** A query, and where in its result the rows that are wanted begin. */
export interface SearchQuestion {
  readonly query: string;
  readonly first: number;
}

const actions = ['record.read', 'record.update', 'export.start', 'session.open', 'session.close', 'db.query'];
const services = ['orders', 'billing', 'identity', 'reports', 'archive'];
const outcomes = ['success', 'denied', 'error'];
/** Words that many lines of the generated log have: a third, a sixth, a fifth of all. */
const commonWords = [
  'clerk',
  'auditor',
  'operator',
  'nightly',
  'Firefox',
  'curl',
  'denied',
  'error',
  'orders',
  'export',
];

/**
 * Questions of each kind about the generated log, by their number. No two of a kind ask the same where that can be had:
 * the worker remembers what was asked.
 */
export function searchQuestions(
  entries: number,
): Readonly<Record<string, (number: number) => SearchQuestion>> {
  const at = (query: string, first = 0): SearchQuestion => ({ query, first });
  const pick = (list: readonly string[], number: number) => list[number % list.length] ?? '';
  return {
    fieldTerm: (number) => at(`actor="u-${(number * 331) % 20_000}"`),
    word: (number) => at(number % 2 === 0 ? `u-${(number * 331) % 20_000}` : commonOnce(number)),
    twoWords: (number) => at(`${commonOnce(number)} u-${(number * 577) % 20_000}`),
    prefix: (number) => at(`u-${100 + number}*`),
    substring: (number) => at(`*${((number * 977) % 46_655).toString(36).padStart(3, '0')}*`),
    timeAndTwoFields: (number) =>
      at(
        `ts:2026-01-01T${String(number % 24).padStart(2, '0')} action="${pick(actions, number)}" outcome=${pick(outcomes, number)}`,
      ),
    allRows: () => at(''),
    deepPage: (number) =>
      at(`service="${pick(services, number)}"`, Math.floor((entries / 5) * 0.9) - 997 * number),
    expression: (number) => at(`/^u-${10 + number}\\d+$/`),
  };

  /** A common word that was not asked before, by a part of it that has the same lines. */
  function commonOnce(number: number): string {
    const word = pick(commonWords, number);
    const kept = word.length - (Math.floor(number / commonWords.length) % (word.length - 2));
    return kept === word.length ? word : `${word.slice(0, kept)}*`;
  }
}
