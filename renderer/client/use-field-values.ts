import { useEffect, useState } from 'react';
import type { Facet, SearchScope } from '../../shared/contract/search-protocol.ts';
import type { SearchCalls } from './search-calls.ts';

/** A field, and what its values are to have in them. */
export interface WantedValues {
  readonly field: string;
  readonly containing: string;
}

/** The most frequent of these values in all searched lines. */
export interface FieldValues {
  readonly wanted: WantedValues;
  readonly values: Facet['values'];
}

const mostValues = 12;

/** Values of a field that have something in them, for completion; null until they are known, and while none are wanted. */
export function useFieldValues(
  calls: SearchCalls,
  { caseId, bundleIds }: SearchScope,
  wanted: WantedValues | null,
): FieldValues | null {
  const [known, setKnown] = useState<FieldValues | null>(null);
  const field = wanted?.field ?? null;
  const containing = wanted?.containing ?? '';
  useEffect(() => {
    if (field === null) return;
    const stop = new AbortController();
    const sort = { by: 'log', isDescending: false };
    const facet = { field, count: mostValues, containing: containing === '' ? null : containing };
    const order = { caseId, bundleIds, query: '', sort, fields: [], facet };
    calls.call('listFacet', order, { signal: stop.signal }).then(
      ({ values }) => {
        if (!stop.signal.aborted) setKnown({ wanted: { field, containing }, values });
      },
      // Completion is a help: without it a query is written as well.
      () => {},
    );
    return () => stop.abort();
  }, [calls, caseId, bundleIds, field, containing]);
  return known;
}
