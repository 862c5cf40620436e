import { useEffect, useState } from 'react';
import type { CaseView, Progress, WireError } from '../../shared/contract/case-protocol.ts';
import { useCaseClient } from './case-client-context.ts';
import { toWireError } from './case-error.ts';

export type CaseState =
  | { readonly kind: 'opening'; readonly progress: Progress | null }
  | { readonly kind: 'open'; readonly view: CaseView }
  | { readonly kind: 'failed'; readonly error: WireError };

const opening: CaseState = { kind: 'opening', progress: null };

/** Opens a case, which verifies the stored bytes again; leaving the screen stops that work. */
export function useCase(caseId: string): CaseState {
  const client = useCaseClient();
  const [state, setState] = useState<CaseState>(opening);

  useEffect(() => {
    const stop = new AbortController();
    const showUnlessLeft = (next: CaseState) => {
      if (!stop.signal.aborted) setState(next);
    };
    setState(opening);
    client
      .call(
        'openCase',
        { caseId },
        { signal: stop.signal, onProgress: (progress) => showUnlessLeft({ kind: 'opening', progress }) },
      )
      .then(
        (view) => showUnlessLeft({ kind: 'open', view }),
        (thrown: unknown) => showUnlessLeft({ kind: 'failed', error: toWireError(thrown) }),
      );
    return () => stop.abort();
  }, [client, caseId]);

  return state;
}
