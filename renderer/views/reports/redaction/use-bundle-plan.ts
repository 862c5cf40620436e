import { useEffect, useState } from 'react';
import type { WireError } from '../../../../shared/contract/case-protocol.ts';
import type { BundleLeavingPlan } from '../../../../shared/contract/redaction-protocol.ts';
import type { RedactionOrderFile } from '../../../../shared/redaction/order-file.ts';
import { useCaseClient } from '../../../client/case-client-context.ts';
import { toWireError } from '../../../client/case-error.ts';

export interface UsedBundlePlan {
  /** The last answer; it stays while a newer one is made. */
  readonly plan: BundleLeavingPlan | null;
  readonly isCurrent: boolean;
  readonly error: WireError | null;
}

/** A bundle is read from start to end for each answer: not at every letter of a reason. */
const pauseMillis = 400;

/** What an order makes of one bundle, asked again when it changes; what is not needed any more is stopped in the worker. */
export function useBundlePlan(caseId: string, bundleId: string, order: RedactionOrderFile): UsedBundlePlan {
  const client = useCaseClient();
  const [state, setState] = useState<UsedBundlePlan>({ plan: null, isCurrent: false, error: null });
  useEffect(() => {
    const stop = new AbortController();
    setState((before) => ({ ...before, isCurrent: false }));
    const timer = setTimeout(() => {
      client.call('planBundle', { caseId, bundleId, order }, { signal: stop.signal }).then(
        (plan) => {
          if (!stop.signal.aborted) setState({ plan, isCurrent: true, error: null });
        },
        (thrown: unknown) => {
          if (stop.signal.aborted) return;
          setState((before) => ({ ...before, isCurrent: true, error: toWireError(thrown) }));
        },
      );
    }, pauseMillis);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [client, caseId, bundleId, order]);
  return state;
}
