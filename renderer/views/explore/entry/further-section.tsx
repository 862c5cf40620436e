import { useDeferredValue, useMemo, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import type { FurtherField } from '../../../../shared/contract/entry-protocol.ts';
import { entryText, missingValueNames } from '../../../text/entry.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { FieldBadges } from './field-badges.tsx';
import { OpenableText } from './openable-text.tsx';
import { PanelSection } from './panel-section.tsx';

/** An entry of 65,535 bytes has room for ten thousand fields, and a person reads some dozens of them. */
const shownAtFirst = 100;
const shownMore = 500;
/** Fewer than this stand on one screen, where looking is faster than typing. */
const worthFiltering = 15;

/** What the entry says besides the event model, by its paths: a bounded part at first, and all of it when asked. */
export function FurtherSection({ fields }: { readonly fields: readonly FurtherField[] }) {
  const [typed, setTyped] = useState('');
  const [limit, setLimit] = useState(shownAtFirst);
  const wanted = useDeferredValue(typed);
  const matching = useMemo(() => filterFields(fields, wanted), [fields, wanted]);
  const shown = matching.slice(0, limit);
  const hidden = matching.length - shown.length;
  return (
    <PanelSection title={entryText.further(fields.length)}>
      {fields.length === 0 && <p className="hint">{entryText.furtherNone}</p>}
      {fields.length >= worthFiltering && (
        <div className="further-filter">
          <SearchField aria-label={entryText.filter} value={typed} onChange={setTyped}>
            <Input className="input" placeholder={entryText.filter} spellCheck={false} />
          </SearchField>
          <span className="hint" role="status">
            {wanted !== '' && entryText.filtered(matching.length, fields.length)}
          </span>
        </div>
      )}
      {fields.length > 0 && matching.length === 0 && <p className="hint">{entryText.filteredNone}</p>}
      {shown.length > 0 && (
        <dl className="entry-fields further">
          {shown.map((field) => (
            <FurtherRow key={field.pointer} field={field} />
          ))}
        </dl>
      )}
      {hidden > 0 && (
        <p className="more-row">
          <span className="hint">{entryText.fieldsShown(shown.length, matching.length)}</span>
          <ActionButton
            label={entryText.moreFields(Math.min(hidden, shownMore))}
            onPress={() => setLimit(limit + shownMore)}
          />
        </p>
      )}
    </PanelSection>
  );
}

function FurtherRow({ field: { pointer, value, isDisclosed } }: { readonly field: FurtherField }) {
  return (
    <div className="entry-field">
      <dt>
        <EvidenceText text={pointer} limit={400} />
      </dt>
      <dd>
        {'text' in value ? (
          <OpenableText text={value.text} />
        ) : (
          <span className="missing">{missingValueNames[value.kind]}</span>
        )}
        <FieldBadges text={value.kind === 'text' ? value.text : ''} isDisclosed={isDisclosed} />
      </dd>
    </div>
  );
}

function filterFields(fields: readonly FurtherField[], typed: string): readonly FurtherField[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return fields;
  return fields.filter(
    ({ pointer, value }) =>
      pointer.toLowerCase().includes(wanted) ||
      ('text' in value && value.text.toLowerCase().includes(wanted)),
  );
}
