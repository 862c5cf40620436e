import { useCallback, useEffect, useRef, useState } from 'react';
import type { WireError } from '../../shared/contract/case-protocol.ts';
import type { ListedReport } from '../../shared/contract/report-protocol.ts';
import { useCaseClient } from './case-client-context.ts';
import { toWireError } from './case-error.ts';
import { onMade } from './made-cases.ts';

export interface UsedReports {
  /** Null until they are read. */
  readonly reports: readonly ListedReport[] | null;
  readonly error: WireError | null;
  reload(): void;
}

/** The reports that left a case, as its log says. */
export function useReports(caseId: string): UsedReports {
  const client = useCaseClient();
  const [reports, setReports] = useState<readonly ListedReport[] | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const latest = useRef(0);
  const reload = useCallback(() => {
    latest.current += 1;
    const turn = latest.current;
    client.call('listReports', { caseId }).then(
      (answer) => {
        if (turn !== latest.current) return;
        setReports(answer);
        setError(null);
      },
      (thrown: unknown) => turn === latest.current && setError(toWireError(thrown)),
    );
  }, [client, caseId]);
  useEffect(() => {
    reload();
    return () => {
      latest.current += 1;
    };
  }, [reload]);
  useEffect(() => onMade((id) => id === caseId && reload()), [caseId, reload]);
  return { reports, error, reload };
}
