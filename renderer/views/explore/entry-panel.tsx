import type { EntryOrdinal } from '../../../shared/bytes/units.ts';
import type { BundleView, EntryDetail } from '../../../shared/contract/case-protocol.ts';
import type { Verdict } from '../../../shared/verify/verdict.ts';
import { exploreText } from '../../text/explore.ts';
import { ActionButton } from '../common/action-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { failuresAt } from './damaged-lines.ts';
import { DisclosureSection } from './disclosure-section.tsx';
import { FieldsSection } from './fields-section.tsx';
import { NamedSection } from './named-section.tsx';
import { PlaceSection } from './place-section.tsx';
import { ProofSection } from './proof-section.tsx';
import { RawSection } from './raw-section.tsx';
import { useEntryDetail } from './use-entry-detail.ts';

interface EntryPanelProps {
  readonly bundle: BundleView;
  readonly ordinal: EntryOrdinal;
  readonly total: number;
  readonly onMove: (ordinal: EntryOrdinal) => void;
  readonly onClose: () => void;
}

/** One entry beside the table: what it says, what its bytes are, and whether they are still the imported ones. */
export function EntryPanel({ bundle, ordinal, total, onMove, onClose }: EntryPanelProps) {
  const state = useEntryDetail(bundle, ordinal);
  return (
    <aside
      className="panel"
      data-unchecked={(state.kind === 'loaded' && !state.isChecked) || undefined}
      aria-label={exploreText.detail}
    >
      <div className="panel-head">
        <h2>{exploreText.detailTitle(ordinal + 1)}</h2>
        <ActionButton
          label={exploreText.previous}
          icon="up"
          look="quiet"
          isIconOnly
          isDisabled={ordinal === 0}
          onPress={() => onMove(ordinal - 1)}
        />
        <ActionButton
          label={exploreText.next}
          icon="down"
          look="quiet"
          isIconOnly
          isDisabled={ordinal === total - 1}
          onPress={() => onMove(ordinal + 1)}
        />
        <ActionButton
          label={exploreText.closeDetail}
          icon="close"
          look="quiet"
          isIconOnly
          onPress={onClose}
        />
      </div>
      <div className="panel-body" key={state.kind === 'loaded' ? state.detail.row.ordinal : state.kind}>
        {state.kind === 'loading' && <p className="hint">{exploreText.loadingDetail}</p>}
        {state.kind === 'failed' && <ErrorNotice title={exploreText.detailFailed} error={state.error} />}
        {state.kind === 'loaded' && (
          <EntryContent detail={state.detail} isChecked={state.isChecked} verdict={bundle.verdict} />
        )}
      </div>
    </aside>
  );
}

function EntryContent(props: {
  readonly detail: EntryDetail;
  readonly isChecked: boolean;
  readonly verdict: Verdict | null;
}) {
  const { detail, isChecked, verdict } = props;
  return (
    <>
      <NamedSection results={failuresAt(detail.row.ordinal, verdict)} />
      <FieldsSection detail={detail} verdict={verdict} />
      <ProofSection detail={detail} isChecked={isChecked} />
      <RawSection raw={detail.raw} offset={detail.offset} />
      <DisclosureSection disclosures={detail.disclosures} />
      <PlaceSection detail={detail} />
    </>
  );
}
