import type { ReactNode } from 'react';
import type { BundleView, CaseView } from '../../../shared/contract/case-protocol.ts';
import { frameText } from '../../text/frame.ts';
import { unlockCaseText, vaultText } from '../../text/vault.ts';
import { CaseWorkProvider } from '../casework/case-work-provider.tsx';
import { EmptyState } from '../common/empty-state.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { ProgressLine } from '../common/progress-line.tsx';
import { UnlockForm } from '../vault/unlock-form.tsx';
import { useCaseSession } from './case-session.tsx';
import { CheckBar } from './check-bar.tsx';

interface BundleGateProps {
  readonly children: (view: CaseView, bundle: BundleView) => ReactNode;
}

interface CaseGateProps {
  /** Null for a case that holds no bundle, such as one that was restored. */
  readonly children: (view: CaseView, bundle: BundleView | null) => ReactNode;
}

/** Draws a screen that needs a case with a bundle, or says in its place why there is none. */
export function BundleGate({ children }: BundleGateProps) {
  return (
    <CaseGate>
      {(view, bundle) =>
        bundle === null ? (
          <EmptyState icon="bundles" title={frameText.noBundleTitle} advice={frameText.noBundleAdvice} />
        ) : (
          children(view, bundle)
        )
      }
    </CaseGate>
  );
}

/** Draws a screen that needs a case, or says in its place why there is none. */
export function CaseGate({ children }: CaseGateProps) {
  const { state, bundle, caseId, reopen } = useCaseSession();
  switch (state.kind) {
    case 'none':
      return (
        <EmptyState icon="bundles" title={frameText.noCaseTitle} advice={frameText.noCaseAdvice}>
          <a className="button" data-look="primary" href="#/home">
            {frameText.toHome}
          </a>
        </EmptyState>
      );
    case 'opening':
      return (
        <div className="page">
          <ProgressLine label={frameText.openingCase} beforehand={frameText.openingCase} progress={null} />
        </div>
      );
    case 'failed':
      if (state.error.kind === 'locked' && caseId !== null) {
        return (
          <div className="page vault-gate">
            <h1>{unlockCaseText.gateTitle}</h1>
            <p className="hint">{vaultText.lockedName(caseId)}</p>
            <p>{unlockCaseText.gateLead}</p>
            <UnlockForm caseId={caseId} onUnlocked={reopen} />
          </div>
        );
      }
      return (
        <div className="page">
          <ErrorNotice title={frameText.caseFailed} error={state.error} />
          <a className="button" data-look="plain" href="#/home">
            {frameText.toHome}
          </a>
        </div>
      );
    case 'open':
      return (
        <CaseWorkProvider caseId={state.view.case.caseId}>
          {bundle !== null && <CheckBar bundle={bundle} />}
          {children(state.view, bundle)}
        </CaseWorkProvider>
      );
    default:
      return state satisfies never;
  }
}
