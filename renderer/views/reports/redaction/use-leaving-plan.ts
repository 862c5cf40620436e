import { useEffect, useState } from 'react';
import type { ReportDraftContent } from '../../../../shared/casework/report-draft.ts';
import type { WireError } from '../../../../shared/contract/case-protocol.ts';
import type { PlannedLeaving } from '../../../../shared/contract/redaction-protocol.ts';
import type { EntryName } from '../../../../shared/report/record.ts';
import { useCaseClient } from '../../../client/case-client-context.ts';
import { toWireError } from '../../../client/case-error.ts';

export interface UsedLeavingPlan {
  /** The last answer; it stays while a newer one is made. */
  readonly plan: PlannedLeaving | null;
  readonly isCurrent: boolean;
  readonly error: WireError | null;
}

/** Who types a reason is not interrupted; who chooses sees the answer at once. */
const pauseMillis = 200;

/** What of the entries of a draft would leave. Another `asked` asks again for the same draft, as after a bundle was checked. */
export function useLeavingPlan(
  caseId: string,
  draft: ReportDraftContent,
  at: EntryName | null,
  asked: unknown,
): UsedLeavingPlan {
  const client = useCaseClient();
  const [state, setState] = useState<UsedLeavingPlan>({ plan: null, isCurrent: false, error: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` is no value but a reason to ask again.
  useEffect(() => {
    const stop = new AbortController();
    setState((before) => ({ ...before, isCurrent: false }));
    const timer = setTimeout(() => {
      client.call('planLeaving', { caseId, draft, at }, { signal: stop.signal }).then(
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
  }, [client, caseId, draft, at, asked]);
  return state;
}
