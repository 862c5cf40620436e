import type { Host } from '../../host/host.ts';
import { reportsText } from '../../text/reports.ts';
import { CaseGate } from '../app/case-gate.tsx';
import { useCaseSession } from '../app/case-session.tsx';
import { CheckPart } from './check-part.tsx';
import { ReportsScreen } from './reports-screen.tsx';

interface ReportsGateProps {
  readonly saveFile: Host['saveFile'];
  /** Files that were dropped or opened to be checked. */
  readonly handed: readonly File[];
}

/** The reports of the open case; without one, a report can be checked all the same. */
export function ReportsGate({ saveFile, handed }: ReportsGateProps) {
  const { state } = useCaseSession();
  if (state.kind === 'none') {
    return (
      <div className="page reports">
        <h1>{reportsText.title}</h1>
        <p className="lead">{reportsText.noCase}</p>
        <CheckPart caseId={null} handed={handed} saveFile={saveFile} onCountersigned={() => {}} />
      </div>
    );
  }
  return (
    <CaseGate>
      {(view) => <ReportsScreen key={view.case.caseId} view={view} saveFile={saveFile} handed={handed} />}
    </CaseGate>
  );
}
