import { useEffect, useState } from 'react';
import type { SearchCalls } from '../../../client/search-calls.ts';
import type { SearchQuestion } from '../../../client/search-session.ts';
import { type CountedQuery, mostFirst, type PartFigures, partFigures } from './part-figures.ts';

/** The figures of each term of a query that finds nothing, counted one after the other behind the answer that stands. */
export function usePartFigures(calls: SearchCalls, question: SearchQuestion): readonly PartFigures[] {
  const [known, setKnown] = useState<{
    readonly of: SearchQuestion;
    readonly figures: readonly PartFigures[];
  }>();
  useEffect(() => {
    const stop = new AbortController();
    const counted = async <Counted extends CountedQuery | null>(wanted: Counted): Promise<Counted> => {
      if (wanted === null) return wanted;
      const rows = { first: 0, count: 0 };
      const args = { ...question, query: wanted.query, facets: [], fields: [], buckets: 1, rows };
      const answer = await calls.call('search', args, { signal: stop.signal });
      return { ...wanted, lines: answer.kind === 'result' ? answer.total : null };
    };
    const countAll = async () => {
      const figures: PartFigures[] = [];
      // One after the other, so that what a person asks meanwhile waits for one at most.
      for (const { text, alone, without, wider } of partFigures(question.query)) {
        figures.push({
          text,
          alone: await counted(alone),
          without: await counted(without),
          wider: await counted(wider),
        });
      }
      if (!stop.signal.aborted) setKnown({ of: question, figures: mostFirst(figures) });
    };
    // The figures are a help beside an answer that stands: without them it stands as well.
    countAll().catch(() => {});
    return () => stop.abort();
  }, [calls, question]);
  return known?.of === question ? known.figures : partFigures(question.query);
}
