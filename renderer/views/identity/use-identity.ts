import { useCallback, useEffect, useState } from 'react';
import type { WireError } from '../../../shared/contract/case-protocol.ts';
import type { IdentityView } from '../../../shared/contract/identity-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';

export type IdentityState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'known'; readonly identity: IdentityView | null }
  | { readonly kind: 'failed'; readonly error: WireError };

export interface UsedIdentity {
  readonly state: IdentityState;
  /** Draws what a request has answered. */
  show(identity: IdentityView | null): void;
}

export function useIdentity(): UsedIdentity {
  const client = useCaseClient();
  const [state, setState] = useState<IdentityState>({ kind: 'loading' });
  useEffect(() => {
    let isCurrent = true;
    client.call('readIdentity', {}).then(
      (identity) => isCurrent && setState({ kind: 'known', identity }),
      (thrown: unknown) => isCurrent && setState({ kind: 'failed', error: toWireError(thrown) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [client]);
  const show = useCallback((identity: IdentityView | null) => setState({ kind: 'known', identity }), []);
  return { state, show };
}

/** One request at a time, and why it was refused. */
export function useWork() {
  const [isWorking, setIsWorking] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const work = async (task: () => Promise<void>) => {
    setIsWorking(true);
    setError(null);
    try {
      await task();
    } catch (thrown) {
      setError(toWireError(thrown));
    } finally {
      setIsWorking(false);
    }
  };
  return { isWorking, error, work };
}
