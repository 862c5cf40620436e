import { useEffect, useState } from 'react';
import type { EntryOrdinal } from '../../../../shared/bytes/units.ts';
import type { BundleView, WireError } from '../../../../shared/contract/case-protocol.ts';
import type { EntryProof } from '../../../../shared/contract/entry-protocol.ts';
import { useCaseClient } from '../../../client/case-client-context.ts';
import { toWireError } from '../../../client/case-error.ts';

export type ProofState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly ordinal: EntryOrdinal; readonly proof: EntryProof }
  | { readonly kind: 'failed'; readonly error: WireError };

/** How one line is bound to what was signed; asked again when the leaves are there, and when the verdict is another. */
export function useEntryProof(
  { bundleId, verdict }: BundleView,
  ordinal: EntryOrdinal,
  isGathered: boolean,
): ProofState {
  const client = useCaseClient();
  const [state, setState] = useState<ProofState>({ kind: 'loading' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a pinned key changes the verdict and the signer, more leaves the path.
  useEffect(() => {
    const stop = new AbortController();
    const set = (next: ProofState) => {
      if (!stop.signal.aborted) setState(next);
    };
    client.call('proveEntry', { bundleId, ordinal }, { signal: stop.signal }).then(
      (proof) => set({ kind: 'loaded', ordinal, proof }),
      (thrown: unknown) => set({ kind: 'failed', error: toWireError(thrown) }),
    );
    return () => stop.abort();
  }, [client, bundleId, ordinal, verdict, isGathered]);
  return state;
}
