import { useCallback, useEffect, useRef, useState } from 'react';
import { isChangeTooLong } from '../../../shared/casework/draft-room.ts';
import type { ReportDraftContent } from '../../../shared/casework/report-draft.ts';
import type { WireError } from '../../../shared/contract/case-protocol.ts';
import { builderText } from '../../text/reports.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { useMaking } from '../casework/use-making.ts';
import { isSameDraft } from './new-draft.ts';

export interface UsedDraft {
  readonly draft: ReportDraftContent;
  readonly isSaved: boolean;
  readonly isSaving: boolean;
  /** Why it was not saved, or not changed. */
  readonly error: WireError | null;
  /** Refuses what would not fit into a record of the log: it could not be kept when the person goes elsewhere. */
  change(part: Partial<ReportDraftContent>): void;
  /** Answers whether all of it stands in the log now. */
  save(): Promise<boolean>;
}

/** Long enough that a log of the case does not fill with half sentences. */
const idleMillis = 20_000;

const tooLong: WireError = { kind: 'refused', message: builderText.draftFull };

/** One draft as it is written. It is saved when asked, in a long pause, and when the person goes elsewhere. */
export function useDraft(stored: ReportDraftContent): UsedDraft {
  const { reviewer, make } = useSharedCaseWork();
  const { isWorking, error, write } = useMaking();
  const [draft, setDraft] = useState(stored);
  const [saved, setSaved] = useState(stored);
  const [isTooLong, setIsTooLong] = useState(false);
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
    error: isTooLong ? tooLong : error,
    change: useCallback((part) => {
      const { draft: shown } = latest.current;
      setIsTooLong(isChangeTooLong(shown, { ...shown, ...part }));
      setDraft((before) => {
        const after = { ...before, ...part };
        return isChangeTooLong(before, after) ? before : after;
      });
    }, []),
    save,
  };
}
