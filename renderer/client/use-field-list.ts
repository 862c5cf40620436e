import { useEffect, useState } from 'react';
import type { FieldSummary, SearchScope } from '../../shared/contract/search-protocol.ts';
import type { SearchCalls } from './search-calls.ts';

/** The fields of the searched bundles, for completion; null until they are known. Asked once the first rows are there. */
export function useFieldList(
  calls: SearchCalls,
  { caseId, bundleIds }: SearchScope,
  isWanted: boolean,
): readonly FieldSummary[] | null {
  const [fields, setFields] = useState<readonly FieldSummary[] | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    const stop = new AbortController();
    calls.call('listFields', { caseId, bundleIds }, { signal: stop.signal }).then(
      (list) => {
        if (!stop.signal.aborted) setFields(list);
      },
      // Completion is a help: without it a query is written as well.
      () => {
        if (!stop.signal.aborted) setFields([]);
      },
    );
    return () => stop.abort();
  }, [calls, caseId, bundleIds, isWanted]);
  return fields;
}
