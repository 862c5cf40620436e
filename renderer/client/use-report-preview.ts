import { useMemo } from 'react';
import type { ReportDraftContent } from '../../shared/casework/report-draft.ts';
import type { ReportPreview } from '../../shared/contract/report-protocol.ts';
import { type PausedAnswer, usePausedAnswer } from './use-paused-answer.ts';

export type UsedPreview = PausedAnswer<ReportPreview>;

/** Who has paused sees the page within half a second. */
const pauseMillis = 350;

/** What a draft would become. */
export function useReportPreview(caseId: string, draft: ReportDraftContent, asked: unknown): UsedPreview {
  const args = useMemo(() => ({ caseId, draft }), [caseId, draft]);
  return usePausedAnswer('previewReport', args, { pauseMillis, asked });
}
