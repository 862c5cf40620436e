import { shortestNumber, shortestSearched } from './hidden-values.ts';
import type { ReportRecord } from './record.ts';

/** What no report of this kind says, and what this one does not say. They stand before those of the preparer. */
export function standingLimitations({
  bundles,
  samples,
  redactions,
  custody,
}: Pick<ReportRecord, 'bundles' | 'samples' | 'redactions' | 'custody'>): readonly string[] {
  const isOpenEnded = bundles.some(({ verdict }) => verdict.axes.completeness.tone !== 'good');
  return [
    'A verdict says what follows from the delivered bytes and from keys that a person compared and pinned. It does not say that what an entry states is true, or that everything that happened was logged.',
    'Unless a result on time says otherwise, times of entries are what clocks of the sender said.',
    ...(isOpenEnded
      ? [
          'A bundle is complete up to the newest head that it holds. Whether its log has newer entries does not follow from the bundle alone.',
        ]
      : []),
    'Readiness checks of the logs were not run for this report.',
    ...(samples.length > 0
      ? [
          'A sample bears on the population from which it was drawn, and on no entry outside of it. No error rate is projected from it.',
        ]
      : []),
    ...(redactions.length > 0
      ? [
          `Values that this report hides were looked for in its texts and in the entries that it shows. Values of fewer than ${shortestSearched} characters, and numbers of fewer than ${shortestNumber} digits, were not.`,
        ]
      : []),
    ...(redactions.some(({ pointers }) => pointers.length === 0)
      ? [
          'A withheld entry leaves the digest of its line, so that the rest can be proven. Whoever guesses the whole line, to the last character, can see by that digest that the guess is right.',
        ]
      : []),
    ...(custody === null ? ['No custody log comes with this report.'] : []),
    'The instant of production is what the clock of the producing computer showed. Nobody vouches for it.',
  ];
}
