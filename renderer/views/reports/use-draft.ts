import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReportDraftContent } from '../../../shared/casework/report-draft.ts';
import type { WireError } from '../../../shared/contract/case-protocol.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { useMaking } from '../casework/use-making.ts';
import { isSameDraft } from './new-draft.ts';

export interface UsedDraft {
  readonly draft: ReportDraftContent;
  readonly isSaved: boolean;
  readonly isSaving: boolean;
  /** Why it was not saved. */
  readonly error: WireError | null;
  change(part: Partial<ReportDraftContent>): void;
  /** Answers whether all of it stands in the log now. */
  save(): Promise<boolean>;
}

/** Long enough that a log of the case does not fill with half sentences. */
const idleMillis = 20_000;

/** One draft as it is written. It is saved when asked, in a long pause, and when the person goes elsewhere. */
export function useDraft(stored: ReportDraftContent): UsedDraft {
  const { reviewer, make } = useSharedCaseWork();
  const { isWorking, error, write } = useMaking();
  const [draft, setDraft] = useState(stored);
  const [saved, setSaved] = useState(stored);
  const isSaved = isSameDraft(draft, saved);

  const save = useCallback(async () => {
    if (isSaved) return true;
    const version = { ...draft, by: reviewer };
    const isWritten = await write(version);
    if (isWritten) setSaved(version);
    return isWritten;
  }, [draft, isSaved, reviewer, write]);

  const latest = useRef({ save, isSaved, draft, reviewer, make });
  latest.current = { save, isSaved, draft, reviewer, make };
  useEffect(() => {
    if (isSaved || draft.draftId === '') return;
    const timer = setTimeout(() => void latest.current.save(), idleMillis);
    return () => clearTimeout(timer);
  }, [draft, isSaved]);
  useEffect(
    () => () => {
      const last = latest.current;
      // Nobody is there any more to be told: the draft as it was saved before stays.
      if (!last.isSaved) last.make({ ...last.draft, by: last.reviewer }).catch(() => {});
    },
    [],
  );

  return {
    draft,
    isSaved,
    isSaving: isWorking,
    error,
    change: useCallback((part) => setDraft((before) => ({ ...before, ...part })), []),
    save,
  };
}
