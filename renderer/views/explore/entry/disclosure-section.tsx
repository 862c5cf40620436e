import type { DisclosedField } from '../../../shared/contract/case-protocol.ts';
import { exploreText, missingFieldNames } from '../../text/explore.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { PanelSection } from './panel-section.tsx';

/** Fields that were committed when the log was sealed: their value if it was disclosed, or the word withheld. */
export function DisclosureSection({ disclosures }: { readonly disclosures: readonly DisclosedField[] }) {
  const columns = exploreText.disclosureColumns;
  return (
    <PanelSection title={exploreText.sections.disclosures}>
      {disclosures.length === 0 && <p className="hint">{exploreText.disclosureNone}</p>}
      {disclosures.length > 0 && (
        <table className="table disclosures">
          <thead>
            <tr>
              <th scope="col">{columns.pointer}</th>
              <th scope="col">{columns.value}</th>
              <th scope="col">{columns.digest}</th>
            </tr>
          </thead>
          <tbody>
            {disclosures.map(({ pointer, value, digest }) => (
              <tr key={`${pointer} ${digest}`}>
                <th scope="row">
                  <EvidenceText text={pointer} limit={300} />
                </th>
                <td>
                  <DisclosedValue value={value} />
                </td>
                <td>
                  <EvidenceText text={digest} limit={100} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </PanelSection>
  );
}

function DisclosedValue({ value }: { readonly value: string | null }) {
  if (value === null) return <span className="missing">{missingFieldNames.withheld}</span>;
  if (value === '') return <span className="missing">{missingFieldNames.empty}</span>;
  return <EvidenceText text={value} />;
}
