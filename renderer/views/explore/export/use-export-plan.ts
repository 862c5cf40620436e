import { useEffect, useState } from 'react';
import type { WireError } from '../../../../shared/contract/case-protocol.ts';
import type { ExportPlan, PlanOrder } from '../../../../shared/contract/export-protocol.ts';
import { useCaseClient } from '../../../client/case-client-context.ts';
import { toWireError } from '../../../client/case-error.ts';

export type ExportPlanState =
  | { readonly kind: 'planning' }
  | { readonly kind: 'known'; readonly plan: ExportPlan }
  | { readonly kind: 'failed'; readonly error: WireError };

/** What a file of the result would have in it, asked once when the dialog opens: the question does not change in it. */
export function useExportPlan(order: PlanOrder): ExportPlanState {
  const client = useCaseClient();
  const [first] = useState(order);
  const [state, setState] = useState<ExportPlanState>({ kind: 'planning' });
  useEffect(() => {
    const stop = new AbortController();
    client.call('planExport', first, { signal: stop.signal }).then(
      (plan) => !stop.signal.aborted && setState({ kind: 'known', plan }),
      (thrown: unknown) => !stop.signal.aborted && setState({ kind: 'failed', error: toWireError(thrown) }),
    );
    return () => stop.abort();
  }, [client, first]);
  return state;
}
