import { useEffect, useState } from 'react';
import { textOfPart, withoutPart } from '../../../../shared/query/edit-query.ts';
import { parseQuery } from '../../../../shared/query/parse-query.ts';
import type { SearchCalls } from '../../../client/search-calls.ts';
import type { SearchQuestion } from '../../../client/search-session.ts';

/** What one term of a query does to its result. */
export interface PartFigures {
  readonly text: string;
  readonly without: string;
  /** Lines of the query without the term; null until it is known. */
  readonly linesWithout: number | null;
  /** Lines of the term alone. */
  readonly linesAlone: number | null;
}

/** More terms than anyone drops one by one. */
const mostParts = 12;

/**
 * Which term of a query that finds nothing takes most away: the one without which most lines are found comes first. Only
 * queries of several terms have any.
 */
export function usePartFigures(calls: SearchCalls, question: SearchQuestion): readonly PartFigures[] {
  const [known, setKnown] = useState<{
    readonly of: SearchQuestion;
    readonly figures: readonly PartFigures[];
  }>();
  const figures = known?.of === question ? known.figures : unknownFigures(question.query);
  useEffect(() => {
    const unknown = unknownFigures(question.query);
    if (unknown.length === 0) return;
    const stop = new AbortController();
    const count = async (query: string) => {
      const rows = { first: 0, count: 0 };
      const args = { ...question, query, facets: [], fields: [], buckets: 1, rows };
      const answer = await calls.call('search', args, { signal: stop.signal });
      return answer.kind === 'result' ? answer.total : null;
    };
    const countAll = async () => {
      const counted: PartFigures[] = [];
      // One after the other, so that what a person asks meanwhile waits for one at most.
      for (const part of unknown) {
        counted.push({
          ...part,
          linesWithout: await count(part.without),
          linesAlone: await count(part.text),
        });
      }
      if (!stop.signal.aborted) setKnown({ of: question, figures: mostFirst(counted) });
    };
    // The figures are a help beside an answer that stands: without them it stands as well.
    countAll().catch(() => {});
    return () => stop.abort();
  }, [calls, question]);
  return figures;
}

function unknownFigures(query: string): readonly PartFigures[] {
  const parsed = parseQuery(query);
  if (parsed.kind === 'invalid' || parsed.parts.length < 2) return [];
  return parsed.parts.slice(0, mostParts).map((part, index) => ({
    text: textOfPart(query, part),
    without: withoutPart(query, index),
    linesWithout: null,
    linesAlone: null,
  }));
}

function mostFirst(figures: readonly PartFigures[]): readonly PartFigures[] {
  return figures.toSorted((one, other) => (other.linesWithout ?? 0) - (one.linesWithout ?? 0));
}
