import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { WireError } from '../../../shared/contract/case-protocol.ts';
import { type CaseLens, type Lens, lensRules, plainLens } from '../../../shared/lens/lens.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';
import { lensText } from '../../text/lens.ts';
import { useReviewer } from '../casework/use-reviewer.ts';

export interface UsedLens extends CaseLens {
  /** Nothing is made or decided: what would do so is shown as not possible. */
  readonly isReadOnly: boolean;
  /** Why the last change was refused. */
  readonly error: WireError | null;
  choose(lens: Lens): void;
  record(isRecording: boolean): void;
}

const plain: UsedLens = { ...plainLens, isReadOnly: false, error: null, choose() {}, record() {} };

const LensContext = createContext<UsedLens>(plain);

/** The lens of the case that is looked at; the plain one outside of a case. */
export function useLens(): UsedLens {
  return useContext(LensContext);
}

interface LensProviderProps {
  /** Null while no case is open. */
  readonly caseId: string | null;
  readonly children: ReactNode;
}

export function LensProvider({ caseId, children }: LensProviderProps) {
  const client = useCaseClient();
  const [reviewer] = useReviewer();
  const [known, setKnown] = useState<{ readonly caseId: string; readonly lens: CaseLens } | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const follow = useCallback((of: string, answer: Promise<CaseLens>) => {
    let isCurrent = true;
    answer.then(
      (lens) => {
        if (!isCurrent) return;
        setError(null);
        setKnown({ caseId: of, lens });
      },
      (thrown: unknown) => isCurrent && setError(toWireError(thrown)),
    );
    return () => {
      isCurrent = false;
    };
  }, []);
  useEffect(() => {
    setError(null);
    if (caseId === null) return undefined;
    return follow(caseId, client.call('readLens', { caseId }));
  }, [client, caseId, follow]);
  const used = useMemo<UsedLens>(() => {
    if (caseId === null) return plain;
    const lens = known?.caseId === caseId ? known.lens : plainLens;
    const by = reviewer === '' ? lensText.nameless : reviewer;
    return {
      ...lens,
      isReadOnly: !lensRules[lens.lens].mayMake,
      error,
      choose: (chosen) => void follow(caseId, client.call('chooseLens', { caseId, lens: chosen, by })),
      record: (isRecording) => void follow(caseId, client.call('setRecording', { caseId, isRecording, by })),
    };
  }, [caseId, known, error, reviewer, client, follow]);
  return <LensContext value={used}>{children}</LensContext>;
}
