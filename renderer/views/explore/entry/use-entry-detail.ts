import { useEffect, useState } from 'react';
import type { EntryOrdinal } from '../../../../shared/bytes/units.ts';
import type { BundleView, WireError } from '../../../../shared/contract/case-protocol.ts';
import type { EntryDetail } from '../../../../shared/contract/entry-protocol.ts';
import { useCaseClient } from '../../../client/case-client-context.ts';
import { toWireError } from '../../../client/case-error.ts';

export type DetailState =
  | { readonly kind: 'loading' }
  /** `isChecked`: read after the check of the stored copy had ended. */
  | { readonly kind: 'loaded'; readonly detail: EntryDetail; readonly isChecked: boolean }
  | { readonly kind: 'failed'; readonly error: WireError };

/** One entry, read and digested again now, and once more when the check of its bundle has ended. The one before stays until the answer is there, so nothing flickers. */
export function useEntryDetail(
  { bundleId, verdict }: BundleView,
  ordinal: EntryOrdinal,
  /** Another number asks again. */
  generation: number,
): DetailState {
  const client = useCaseClient();
  const isChecked = verdict !== null;
  const [state, setState] = useState<DetailState>({ kind: 'loading' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the generation only says that it is time to ask again.
  useEffect(() => {
    const stop = new AbortController();
    const set = (next: DetailState) => {
      if (!stop.signal.aborted) setState(next);
    };
    client.call('readEntry', { bundleId, ordinal }, { signal: stop.signal }).then(
      (detail) => set({ kind: 'loaded', detail, isChecked }),
      (thrown: unknown) => set({ kind: 'failed', error: toWireError(thrown) }),
    );
    return () => stop.abort();
  }, [client, bundleId, ordinal, isChecked, generation]);
  return state;
}
