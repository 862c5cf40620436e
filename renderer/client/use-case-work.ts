import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type CaseWork, foldCaseWork, type MadeRecord } from '../../shared/casework/case-work.ts';
import type { MadeContent } from '../../shared/casework/made-content.ts';
import type { WireError } from '../../shared/contract/case-protocol.ts';
import { useCaseClient } from './case-client-context.ts';
import { toWireError } from './case-error.ts';
import { announceMade, onMade } from './made-cases.ts';

export type CaseWorkState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded'; readonly work: CaseWork }
  | { readonly kind: 'failed'; readonly error: WireError };

export interface UsedCaseWork {
  readonly caseId: string;
  readonly state: CaseWorkState;
  /** Answers when it is in the database and in the journal; rejects with CaseError, and then nothing was written. */
  make(content: MadeContent): Promise<void>;
  /** Reads the log again, as when another window has written to it. */
  reload(): void;
}

/** What persons made in a case, and the way to add to it. What was made here is shown when it is acknowledged, not before. */
export function useCaseWork(caseId: string): UsedCaseWork {
  const client = useCaseClient();
  const [records, setRecords] = useState<readonly MadeRecord[] | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const latest = useRef(0);

  const reload = useCallback(() => {
    latest.current += 1;
    const turn = latest.current;
    client.call('listMade', { caseId }).then(
      (made) => {
        if (turn !== latest.current) return;
        setRecords(made);
        setError(null);
      },
      (thrown: unknown) => turn === latest.current && setError(toWireError(thrown)),
    );
  }, [client, caseId]);
  useEffect(() => {
    setRecords(null);
    reload();
    return () => {
      latest.current += 1;
    };
  }, [reload]);

  useEffect(() => onMade((id) => id === caseId && reload()), [caseId, reload]);

  const make = useCallback(
    async (content: MadeContent) => {
      await client.call('make', { caseId, content });
      announceMade(caseId);
      // The whole log, since another window may have written to it as well.
      reload();
    },
    [client, caseId, reload],
  );
  const work = useMemo(() => (records === null ? null : foldCaseWork(records)), [records]);
  const state = useMemo((): CaseWorkState => {
    if (error !== null) return { kind: 'failed', error };
    return work === null ? { kind: 'loading' } : { kind: 'loaded', work };
  }, [work, error]);
  return useMemo(() => ({ caseId, state, make, reload }), [caseId, state, make, reload]);
}
