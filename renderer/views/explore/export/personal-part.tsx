import type { PersonalField } from '../../../../shared/contract/export-protocol.ts';
import { exportText } from '../../../text/export.ts';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { formatCount } from '../../common/format-number.ts';

interface PersonalPartProps {
  readonly fields: readonly PersonalField[];
  /** Empty while nobody has said who works here. */
  readonly reviewer: string;
  readonly isAcknowledged: boolean;
  readonly isDisabled: boolean;
  readonly onChange: (isAcknowledged: boolean) => void;
}

const mostFields = 12;

/** What looks personal in the file, and who says that it may leave all the same. */
export function PersonalPart({ fields, reviewer, isAcknowledged, isDisabled, onChange }: PersonalPartProps) {
  const rest = fields.length - mostFields;
  return (
    <section className="export-personal" aria-label={exportText.personal}>
      <h3>{exportText.personal}</h3>
      <p className="hint">{exportText.personalLead}</p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{exportText.personalField}</th>
            <th scope="col" className="number">
              {exportText.personalLines}
            </th>
          </tr>
        </thead>
        <tbody>
          {fields.slice(0, mostFields).map(({ name, lines }) => (
            <tr key={name}>
              <th scope="row">
                <EvidenceText text={name} limit={120} />
              </th>
              <td className="number">{formatCount(lines)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p className="hint">{exportText.morePersonal(rest)}</p>}
      {reviewer !== '' && (
        <label className="acknowledge">
          <input
            type="checkbox"
            checked={isAcknowledged}
            disabled={isDisabled}
            onChange={(event) => onChange(event.target.checked)}
          />
          <span>{exportText.acknowledge(reviewer)}</span>
        </label>
      )}
    </section>
  );
}
