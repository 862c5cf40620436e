import { useEffect, useState } from 'react';
import type { ReportDraftContent } from '../../shared/casework/report-draft.ts';
import type { WireError } from '../../shared/contract/case-protocol.ts';
import type { ReportPreview } from '../../shared/contract/report-protocol.ts';
import { useCaseClient } from './case-client-context.ts';
import { toWireError } from './case-error.ts';

export interface UsedPreview {
  /** The last answer; it stays while a newer one is made, and is of an older draft then. */
  readonly preview: ReportPreview | null;
  /** Whether the answer is of the draft as it is now. */
  readonly isCurrent: boolean;
  readonly error: WireError | null;
}

/** Whoever types is not interrupted; who has paused sees the page within half a second. */
const pauseMillis = 350;

/**
 * What a draft would become, asked again in each pause of typing. What a newer draft replaces is stopped in the worker. Another
 * `asked` asks again for the same draft, as after a bundle was checked.
 */
export function useReportPreview(caseId: string, draft: ReportDraftContent, asked: unknown): UsedPreview {
  const client = useCaseClient();
  const [state, setState] = useState<UsedPreview>({ preview: null, isCurrent: false, error: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` is no value but a reason to ask again.
  useEffect(() => {
    const stop = new AbortController();
    setState((before) => ({ ...before, isCurrent: false }));
    const timer = setTimeout(() => {
      client.call('previewReport', { caseId, draft }, { signal: stop.signal }).then(
        (preview) => {
          if (!stop.signal.aborted) setState({ preview, isCurrent: true, error: null });
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
  }, [client, caseId, draft, asked]);
  return state;
}
