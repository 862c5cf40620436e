import type { Bench, Results } from './measurement.ts';
import { reopenCase } from './reopen-case.ts';
import { describe, median, ratio } from './statistics.ts';
import { withStoredCase } from './stored-case.ts';

/**
 * How long a stored case takes until its verdict, after a restart. Against the whole import: the window does not
 * show which part of an import is verifying.
 */
export async function measureReverify({ bundle, pairs, talk }: Bench): Promise<Results> {
  return withStoredCase(bundle, async (stored) => {
    const verdictAt: number[] = [];
    for (let round = 0; round < pairs; round++) verdictAt.push((await reopenCase(stored)).verdictAt);
    talk(`reverify: verdict ${describe(verdictAt, 'ms')}; import ${Math.round(stored.importMillis)} ms`);
    return {
      'reverify.ms': Math.round(median(verdictAt)),
      'reverify.toImport': ratio(verdictAt, [stored.importMillis]),
    };
  });
}
