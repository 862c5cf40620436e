import { useEffect, useState } from 'react';
import type { Facet, FacetOrder } from '../../../../shared/contract/search-protocol.ts';
import type { SearchCalls } from '../../../client/search-calls.ts';
import type { SearchQuestion } from '../../../client/search-session.ts';
import { withoutAsked } from './facet-edits.ts';

/**
 * The values of a field that the query itself asks for by value, counted without that: else the facet would list what was
 * chosen and nothing else, and no second value could ever be added. Null while the query asks nothing of the field so.
 */
export function useWiderFacet(
  calls: SearchCalls,
  question: SearchQuestion | null,
  order: FacetOrder,
): Facet | null {
  const wider = question === null ? null : withoutAsked(question.query, order.field);
  const asked =
    question === null || wider === null
      ? null
      : JSON.stringify({
          ...{
            caseId: question.caseId,
            bundleIds: question.bundleIds,
            query: wider,
            sort: question.sort,
            fields: [],
          },
          facet: order,
        });
  const [answer, setAnswer] = useState<{ readonly facet: Facet } | null>(null);
  useEffect(() => {
    if (asked === null) return setAnswer(null);
    const abort = new AbortController();
    calls.call('listFacet', JSON.parse(asked), { signal: abort.signal }).then(
      (facet) => setAnswer({ facet }),
      // Then the values of the result itself are shown, as of every other facet.
      () => setAnswer(null),
    );
    return () => abort.abort();
  }, [asked, calls]);
  return asked === null ? null : (answer?.facet ?? null);
}
