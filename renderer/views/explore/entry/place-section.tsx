import type { EntryDetail } from '../../../shared/contract/case-protocol.ts';
import { exploreText } from '../../text/explore.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Facts } from '../common/facts.tsx';
import { formatBytes, formatCount } from '../common/format-number.ts';
import { PanelSection } from './panel-section.tsx';

/** Where the line lies, so that it can be found without this program. */
export function PlaceSection({ detail }: { readonly detail: EntryDetail }) {
  return (
    <PanelSection title={exploreText.sections.place}>
      <Facts
        facts={[
          { name: exploreText.member, value: <EvidenceText text={detail.member} limit={300} /> },
          { name: exploreText.line, value: formatCount(detail.line) },
          { name: exploreText.offset, value: formatCount(detail.offset) },
          { name: exploreText.size, value: formatBytes(detail.raw.length) },
        ]}
      />
    </PanelSection>
  );
}
