import { useEffect, useState } from 'react';
import type { SampledLine } from '../../../shared/casework/sample.ts';
import type { WireError } from '../../../shared/contract/case-protocol.ts';
import type { PlacedLine } from '../../../shared/contract/casework-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';

export type PlacedState =
  | { readonly kind: 'placing' }
  /** In the order in which they were asked for; null for a line that the case does not have. */
  | { readonly kind: 'placed'; readonly lines: readonly (PlacedLine | null)[] }
  | { readonly kind: 'failed'; readonly error: WireError };

/** Where lines of a sample lie in the case now, with their values. `bundles` is another one when the case has others. */
export function usePlacedLines(caseId: string, lines: readonly SampledLine[], bundles: unknown): PlacedState {
  const client = useCaseClient();
  const [state, setState] = useState<PlacedState>({ kind: 'placing' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other bundles only say that it is time to ask again.
  useEffect(() => {
    const stop = new AbortController();
    setState({ kind: 'placing' });
    client.call('placeLines', { caseId, lines }, { signal: stop.signal }).then(
      (placed) => !stop.signal.aborted && setState({ kind: 'placed', lines: placed }),
      (thrown: unknown) => !stop.signal.aborted && setState({ kind: 'failed', error: toWireError(thrown) }),
    );
    return () => stop.abort();
  }, [client, caseId, lines, bundles]);
  return state;
}
