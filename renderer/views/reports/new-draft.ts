import type { ReportDraftContent } from '../../../shared/casework/report-draft.ts';
import { reportSections } from '../../../shared/report/order.ts';

/** What a new draft says: everything that a report can have, and nothing written yet. */
export function newDraft(draftId: string, by: string): ReportDraftContent {
  return {
    kind: 'report-draft',
    by,
    draftId,
    isDiscarded: false,
    number: '',
    title: '',
    sections: reportSections,
    narrative: [],
    limitations: [],
    leftOut: { findings: [], exhibits: [], samples: [] },
    supersedes: null,
    withheld: [],
    hidden: [],
    shownPointers: null,
  };
}

/** Whether two versions would make the same report; who wrote them is no part of it. */
export function isSameDraft(one: ReportDraftContent, other: ReportDraftContent): boolean {
  return JSON.stringify({ ...one, by: '' }) === JSON.stringify({ ...other, by: '' });
}
