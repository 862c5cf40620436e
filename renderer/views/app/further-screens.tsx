import { CompareScreen } from '../compare/compare-screen.tsx';
import { CustodyScreen } from '../custody/custody-screen.tsx';
import { EntityScreen } from '../entity/entity-screen.tsx';
import { FindingsScreen } from '../findings/findings-screen.tsx';
import { ReportsGate } from '../reports/reports-gate.tsx';
import { TrustScreen } from '../trust/trust-screen.tsx';
import { BundleGate, CaseGate } from './case-gate.tsx';
import type { Screen } from './route.ts';
import type { ScreenProps } from './screen-props.ts';

export interface FurtherScreenProps extends ScreenProps {
  readonly screen: Exclude<Screen, 'home' | 'bundles' | 'explore'>;
}

/** The screens that no window begins with. They are a file of their own, which `LaterScreen` loads when the first one stands. */
export function FurtherScreen({ screen, navigation, saveFile, handedReports }: FurtherScreenProps) {
  switch (screen) {
    case 'findings':
      return (
        <CaseGate>
          {(view) => <FindingsScreen view={view} navigation={navigation} saveFile={saveFile} />}
        </CaseGate>
      );
    case 'reports':
      return <ReportsGate saveFile={saveFile} handed={handedReports} />;
    case 'entity':
      return (
        <BundleGate>
          {(view, bundle) => <EntityScreen view={view} bundle={bundle} navigation={navigation} />}
        </BundleGate>
      );
    case 'compare':
      return (
        <BundleGate>
          {(view, bundle) => (
            <CompareScreen key={view.case.caseId} view={view} bundle={bundle} navigation={navigation} />
          )}
        </BundleGate>
      );
    case 'trust':
      return <CaseGate>{(view) => <TrustScreen view={view} saveFile={saveFile} />}</CaseGate>;
    case 'custody':
      return <CaseGate>{(view) => <CustodyScreen view={view} saveFile={saveFile} />}</CaseGate>;
    default:
      return screen satisfies never;
  }
}
