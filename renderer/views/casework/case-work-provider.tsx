import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { BugError } from '../../../shared/bytes/errors.ts';
import { type UsedCaseWork, useCaseWork } from '../../client/use-case-work.ts';
import { useReviewer } from './use-reviewer.ts';

export interface SharedCaseWork extends UsedCaseWork {
  /** Who works in this window; empty until somebody has said so. */
  readonly reviewer: string;
  setReviewer(name: string): void;
}

const CaseWorkContext = createContext<SharedCaseWork | null>(null);

/** What was made in the case of this window. Throws BugError outside of the provider. */
export function useSharedCaseWork(): SharedCaseWork {
  const shared = useContext(CaseWorkContext);
  if (shared === null) throw new BugError('A component used what was made in a case outside its provider.');
  return shared;
}

/** One reading of the case's log for everything inside. */
export function CaseWorkProvider({
  caseId,
  children,
}: {
  readonly caseId: string;
  readonly children: ReactNode;
}) {
  const used = useCaseWork(caseId);
  const [reviewer, setReviewer] = useReviewer();
  const shared = useMemo(() => ({ ...used, reviewer, setReviewer }), [used, reviewer, setReviewer]);
  return <CaseWorkContext value={shared}>{children}</CaseWorkContext>;
}
