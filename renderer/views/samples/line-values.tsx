import type { FieldValue } from '../../../shared/adapters/field-value.ts';
import type { EntryRow } from '../../../shared/contract/case-protocol.ts';
import { exploreText, fieldNames, missingFieldNames, readingNames } from '../../text/explore.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Icon } from '../common/icon.tsx';

const shownFields = ['actor', 'action', 'target', 'outcome'] as const;
const shownCharacters = 80;

/** What a drawn line says, in short, and whether a check names it; the rest of it is in Explore. */
export function LineValues({ row }: { readonly row: EntryRow }) {
  return (
    <span className="worksheet-values">
      {row.isDamaged && (
        <span className="badge" data-tone="bad">
          <Icon name="cross" size={12} />
          {exploreText.damaged}
        </span>
      )}
      {row.reading !== 'entry' && (
        <span className="badge" data-reading={row.reading}>
          {readingNames[row.reading]}
        </span>
      )}
      {shownFields.map((field) => (
        <span key={field} title={fieldNames[field]}>
          <span className="visually-hidden">{fieldNames[field]}: </span>
          <ValueWords value={row.fields[field]} />
        </span>
      ))}
    </span>
  );
}

function ValueWords({ value }: { readonly value: FieldValue }) {
  if (value.kind === 'text') return <EvidenceText text={value.text} limit={shownCharacters} />;
  return <span className="missing">{missingFieldNames[value.kind]}</span>;
}
