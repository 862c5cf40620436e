import { useEffect, useState } from 'react';
import type { WireError } from '../../../shared/contract/case-protocol.ts';
import type { QueryProblem } from '../../../shared/contract/search-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';

export type PopulationState =
  | { readonly kind: 'counting' }
  | { readonly kind: 'known'; readonly size: number; readonly unreadable: number }
  | { readonly kind: 'invalid'; readonly problem: QueryProblem }
  | { readonly kind: 'stopped'; readonly statement: string }
  | { readonly kind: 'failed'; readonly error: WireError };

const pauseMillis = 300;

interface PopulationQuestion {
  readonly caseId: string;
  readonly bundleIds: readonly string[];
  readonly query: string;
}

/** The exact size of what would be drawn from: counted by drawing nothing from it. Asked in a pause of typing. */
export function usePopulation({ caseId, bundleIds, query }: PopulationQuestion): PopulationState {
  const client = useCaseClient();
  const [state, setState] = useState<PopulationState>({ kind: 'counting' });
  const ids = JSON.stringify(bundleIds);
  useEffect(() => {
    setState({ kind: 'counting' });
    const wanted: readonly string[] = JSON.parse(ids);
    if (wanted.length === 0) {
      setState({ kind: 'known', size: 0, unreadable: 0 });
      return;
    }
    const stop = new AbortController();
    const order = { method: 'simple-random', seed: 'none', count: 0, stratifiedBy: '' } as const;
    const ask = () =>
      client
        .call('drawSample', { caseId, bundleIds: wanted, query, ...order }, { signal: stop.signal })
        .then((answer): PopulationState => {
          switch (answer.kind) {
            case 'drawn':
              return { kind: 'known', size: answer.population.size, unreadable: answer.unreadable };
            case 'invalid':
              return { kind: 'invalid', problem: answer.error };
            case 'stopped':
              return answer;
            default:
              return answer satisfies never;
          }
        })
        .then(
          (known) => !stop.signal.aborted && setState(known),
          (thrown: unknown) =>
            !stop.signal.aborted && setState({ kind: 'failed', error: toWireError(thrown) }),
        );
    const timer = setTimeout(ask, pauseMillis);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [client, caseId, ids, query]);
  return state;
}
