import { useCallback, useEffect, useRef, useState } from 'react';
import type { BundleView, Progress, WireError } from '../../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../../client/case-client-context.ts';
import { toWireError } from '../../../client/case-error.ts';

export type GatheringState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running'; readonly progress: Progress | null }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: WireError };

export interface Gathering {
  readonly state: GatheringState;
  start(): void;
  stop(): void;
}

/** As many lines are digested in less time than a person needs to ask for it. */
const gatheredUnasked = 65_536;

/** The leaves of a bundle, which the paths of all its entries are made from: of a small one at once, of others when asked. */
export function useGatheredLeaves({ bundleId, verdict }: BundleView, total: number): Gathering {
  const client = useCaseClient();
  const [state, setState] = useState<GatheringState>({ kind: 'waiting' });
  const running = useRef<AbortController | null>(null);
  const stop = useCallback(() => running.current?.abort(), []);
  const start = useCallback(() => {
    const control = new AbortController();
    running.current?.abort();
    running.current = control;
    const set = (next: GatheringState) => {
      if (running.current === control) setState(next);
    };
    set({ kind: 'running', progress: null });
    const onProgress = (progress: Progress) => set({ kind: 'running', progress });
    client.call('gatherLeaves', { bundleId }, { signal: control.signal, onProgress }).then(
      () => set({ kind: 'done' }),
      (thrown: unknown) => {
        const error = toWireError(thrown);
        set(error.kind === 'cancelled' ? { kind: 'waiting' } : { kind: 'failed', error });
      },
    );
  }, [client, bundleId]);
  // While the stored copy is checked, the check reads the same bytes, and it comes first.
  const isUnasked = verdict !== null && total <= gatheredUnasked;
  useEffect(() => {
    setState({ kind: 'waiting' });
    if (isUnasked) start();
    return () => {
      running.current?.abort();
      running.current = null;
    };
  }, [isUnasked, start]);
  return { state, start, stop };
}
