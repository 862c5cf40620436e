import { useEffect, useMemo, useState } from 'react';
import type { WireError } from '../../../shared/contract/case-protocol.ts';
import type { CompareAnswer, CompareRequest } from '../../../shared/contract/search-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';

export interface ComparisonState {
  /** Of the request before, while `isStale`; null until the first answer. */
  readonly answer: CompareAnswer | null;
  readonly request: CompareRequest | null;
  readonly error: WireError | null;
  readonly isStale: boolean;
}

interface Told {
  readonly key: string;
  readonly request: CompareRequest;
  readonly answer: CompareAnswer | null;
  readonly error: WireError | null;
}

/** The comparison that is asked for; the answer before stays until it is there, so that nothing jumps. */
export function useComparison(request: CompareRequest, known: string): ComparisonState {
  const client = useCaseClient();
  const [told, setTold] = useState<Told | null>(null);
  const asked = JSON.stringify(request);
  const key = `${asked} ${known}`;
  useEffect(() => {
    const stop = new AbortController();
    const own: CompareRequest = JSON.parse(asked);
    client.call('compareResults', own, { signal: stop.signal }).then(
      (answer) => {
        if (!stop.signal.aborted) setTold({ key, request: own, answer, error: null });
      },
      (thrown: unknown) => {
        if (!stop.signal.aborted) setTold({ key, request: own, answer: null, error: toWireError(thrown) });
      },
    );
    return () => stop.abort();
  }, [client, asked, key]);
  return useMemo(
    () => ({
      answer: told?.answer ?? null,
      request: told?.request ?? null,
      error: told?.error ?? null,
      isStale: told?.key !== key,
    }),
    [told, key],
  );
}
