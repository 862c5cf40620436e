import { useEffect, useState } from 'react';
import type { EntryOrdinal } from '../../../shared/bytes/units.ts';
import type { EntryDetail, WireError } from '../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';

export type DetailState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly detail: EntryDetail }
  | { readonly kind: 'failed'; readonly error: WireError };

/** One entry, read and digested again now. The one before stays until the answer is there, so nothing flickers. */
export function useEntryDetail(bundleId: string, ordinal: EntryOrdinal): DetailState {
  const client = useCaseClient();
  const [state, setState] = useState<DetailState>({ kind: 'loading' });
  useEffect(() => {
    const stop = new AbortController();
    const set = (next: DetailState) => {
      if (!stop.signal.aborted) setState(next);
    };
    client.call('readEntry', { bundleId, ordinal }, { signal: stop.signal }).then(
      (detail) => set({ kind: 'loaded', detail }),
      (thrown: unknown) => set({ kind: 'failed', error: toWireError(thrown) }),
    );
    return () => stop.abort();
  }, [client, bundleId, ordinal]);
  return state;
}
