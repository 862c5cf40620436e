import type { BundleView, CaseView } from '../../../shared/contract/case-protocol.ts';
import type { Host } from '../../host/host.ts';
import { bundlesText } from '../../text/bundles.ts';
import { checkText } from '../../text/check.ts';
import { redactedText } from '../../text/redaction.ts';
import { plainSearch } from '../app/route.ts';
import type { Navigation } from '../app/use-route.ts';
import { DrawnNext } from '../common/drawn-next.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Facts } from '../common/facts.tsx';
import { FileButton } from '../common/file-button.tsx';
import { CaseAlarms } from '../home/case-alarms.tsx';
import { RedactBundleButton } from '../reports/redaction/redact-bundle-button.tsx';
import { OfferedKeys } from '../trust/offered-keys.tsx';
import { AxisList } from './axis-list.tsx';
import { BundleList } from './bundle-list.tsx';
import { DeliveriesSection } from './deliveries-section.tsx';
import { ReceiptActions } from './receipt-actions.tsx';
import { ReceiptSection } from './receipt-section.tsx';
import { StateHead } from './state-head.tsx';
import { StorageSection } from './storage-section.tsx';

interface BundlesScreenProps {
  readonly view: CaseView;
  readonly bundle: BundleView;
  readonly navigation: Navigation;
  readonly appVersion: string;
  readonly saveFile: Host['saveFile'];
  /** Null for the sample case, which own evidence must not join. */
  readonly onAddFiles: ((files: readonly File[]) => void) | null;
}

/** The bundles of the case; for the chosen one what is proven, what arrived, and which keys it offers. */
export function BundlesScreen({ view, bundle, navigation, onAddFiles, ...host }: BundlesScreenProps) {
  const showEntry = (ordinal: number) =>
    // Among all lines of its bundle: a search might leave out the line, or what surrounds it.
    navigation.navigate({ screen: 'explore', bundleId: bundle.bundleId, ordinal, search: plainSearch });
  return (
    <div className="split">
      <aside className="side">
        <div className="side-head">
          <h2>{bundlesText.list}</h2>
        </div>
        <BundleList bundles={view.bundles} chosen={bundle} route={navigation.route} />
        {onAddFiles !== null && (
          <div className="side-foot">
            <FileButton
              label={bundlesText.add}
              inputLabel={bundlesText.addInput}
              icon="plus"
              look="plain"
              onFiles={onAddFiles}
            />
          </div>
        )}
      </aside>
      <div className="page bundle" key={bundle.bundleId}>
        <header>
          <h1>{bundlesText.title}</h1>
          <div className="bundle-facts">
            <Facts
              facts={[
                { name: bundlesText.claimedTitle, value: <EvidenceText text={bundle.title} limit={160} /> },
                { name: bundlesText.origin, value: <EvidenceText text={bundle.origin} limit={160} /> },
                { name: bundlesText.file, value: <EvidenceText text={bundle.fileName} limit={160} /> },
              ]}
            />
          </div>
        </header>
        <CaseAlarms caseId={view.case.caseId} />
        <section aria-labelledby="verdict-title">
          <h2 id="verdict-title">{bundlesText.verdictTitle}</h2>
          {bundle.verdict === null ? (
            <p className="hint">{checkText.pendingTitle}</p>
          ) : (
            <>
              <p className="hint">{bundlesText.verdictLead}</p>
              <AxisList verdict={bundle.verdict} onShowEntry={showEntry} />
              <StateHead caseId={view.case.caseId} bundle={bundle} />
            </>
          )}
        </section>
        <section aria-labelledby="keys-title">
          <h2 id="keys-title">{bundlesText.keysTitle}</h2>
          {bundle.offeredKeys.length === 0 ? (
            <p className="hint">{bundle.verdict === null ? checkText.pendingKeys : bundlesText.keysNone}</p>
          ) : (
            <>
              <p className="hint">{bundlesText.keysLead}</p>
              <OfferedKeys caseId={view.case.caseId} keys={bundle.offeredKeys} />
            </>
          )}
        </section>
        <DrawnNext>
          <DeliveriesSection bundles={view.bundles} chosen={bundle} />
          <ReceiptSection bundle={bundle} caseName={view.case.name}>
            <ReceiptActions bundle={bundle} caseName={view.case.name} {...host} />
          </ReceiptSection>
          <section aria-labelledby="redacted-title" className="redacted-copy">
            <h2 id="redacted-title">{redactedText.sectionTitle}</h2>
            <p className="hint">{redactedText.sectionLead}</p>
            <RedactBundleButton
              caseId={view.case.caseId}
              bundle={bundle}
              query=""
              look="plain"
              saveFile={host.saveFile}
            />
          </section>
          <StorageSection bundles={view.bundles} />
        </DrawnNext>
      </div>
    </div>
  );
}
