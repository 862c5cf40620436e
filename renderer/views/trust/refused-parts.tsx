import { EvidenceText } from '../common/evidence-text.tsx';
import { Icon } from '../common/icon.tsx';

interface RefusedPartsProps {
  readonly title: string;
  readonly refused: readonly { readonly place: string; readonly statement: string }[];
}

/** What of a file cannot be used: where it stands, and why. */
export function RefusedParts({ title, refused }: RefusedPartsProps) {
  return (
    <div className="notice" data-tone="open">
      <h4 className="notice-title">
        <Icon name="warning" />
        <span>{title}</span>
      </h4>
      <ul className="refused-lines">
        {refused.map(({ place, statement }) => (
          <li key={place}>
            <strong>{place}:</strong> <EvidenceText text={statement} limit={400} />
          </li>
        ))}
      </ul>
    </div>
  );
}
