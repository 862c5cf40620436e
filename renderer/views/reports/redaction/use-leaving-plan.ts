import { useMemo } from 'react';
import type { ReportDraftContent } from '../../../../shared/casework/report-draft.ts';
import type { PlannedLeaving } from '../../../../shared/contract/redaction-protocol.ts';
import type { EntryName } from '../../../../shared/report/record.ts';
import { type PausedAnswer, usePausedAnswer } from '../../../client/use-paused-answer.ts';

/** Who types a reason is not interrupted; who chooses sees the answer at once. */
const pauseMillis = 200;

/** What of the entries of a draft would leave, and how the entry `at` looks to the recipient. */
export function useLeavingPlan(
  caseId: string,
  draft: ReportDraftContent,
  at: EntryName | null,
  asked: unknown,
): PausedAnswer<PlannedLeaving> {
  const args = useMemo(() => ({ caseId, draft, at }), [caseId, draft, at]);
  return usePausedAnswer('planLeaving', args, { pauseMillis, asked });
}
