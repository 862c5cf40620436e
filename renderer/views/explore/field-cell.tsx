import type { FieldValue } from '../../../shared/adapters/field-value.ts';
import type { EntryRow } from '../../../shared/contract/case-protocol.ts';
import { exploreText, missingFieldNames, readingNames } from '../../text/explore.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Icon } from '../common/icon.tsx';

/** A value as it is, or the word for why there is none. */
export function FieldCell({ value, limit = 200 }: { readonly value: FieldValue; readonly limit?: number }) {
  if (value.kind === 'text') return <EvidenceText text={value.text} limit={limit} />;
  return (
    <span className="missing" data-kind={value.kind}>
      {missingFieldNames[value.kind]}
    </span>
  );
}

/** How the line was read, unless plainly as an entry; and whether a check names it. */
export function StateBadges({ row }: { readonly row: EntryRow }) {
  return (
    <>
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
    </>
  );
}
