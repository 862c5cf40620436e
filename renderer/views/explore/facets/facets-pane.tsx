import { useState } from 'react';
import { parseQuery } from '../../../../shared/query/parse-query.ts';
import { commonText } from '../../../text/common.ts';
import { facetText } from '../../../text/facets.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { DialogFrame } from '../../common/dialog-frame.tsx';
import { FieldPicker } from '../field-picker.tsx';
import type { ExploreSearch } from '../query/explore-search.ts';
import { useStableCallback } from '../use-stable-callback.ts';
import { type FacetValue, type ValueEdit, withValue } from './facet-edits.ts';
import { FacetSection } from './facet-section.tsx';
import { useFacets } from './use-facets.ts';

interface FacetsPaneProps {
  readonly explore: ExploreSearch;
  /** Shows a field as a column of the table. */
  readonly onColumn: (field: string) => void;
}

/** The most frequent values of some fields, counted over the whole result. */
export function FacetsPane({ explore, onColumn }: FacetsPaneProps) {
  const facets = useFacets(explore);
  const [isAdding, setIsAdding] = useState(false);
  const { shown, standing } = explore.search;
  const edit = useStableCallback((field: string, value: FacetValue, how: ValueEdit) =>
    explore.setQuery(withValue(explore.query, field, value, how)),
  );
  const showAsColumn = useStableCallback(onColumn);
  const isReadable = parseQuery(explore.query).kind === 'query';
  return (
    <section
      className="facets"
      aria-label={facetText.title}
      // A sentence in between would move every facet with each half-typed term; the query bar says what is wrong.
      title={isReadable ? undefined : facetText.unreadable}
      data-stale={(shown !== null && standing.kind !== 'answered') || undefined}
    >
      <div className="facets-head">
        <h2>{facetText.title}</h2>
        <ActionButton
          label={facetText.add}
          icon="plus"
          look="quiet"
          isIconOnly
          onPress={() => setIsAdding(true)}
        />
      </div>
      {facets.choices.map((choice, place) => (
        <FacetSection
          key={choice.field}
          calls={explore.calls}
          facets={facets}
          choice={choice}
          place={place}
          question={shown?.question ?? null}
          facet={shown?.result.facets.find(({ field }) => field === choice.field) ?? null}
          total={shown?.result.total ?? 0}
          onEdit={edit}
          onColumn={showAsColumn}
        />
      ))}
      {facets.choices.length === 0 && <p className="facet-none">{facetText.none}</p>}
      {isAdding && (
        <DialogFrame title={facetText.addTitle} onClose={() => setIsAdding(false)} isDismissable>
          <FieldPicker
            explore={explore}
            label={facetText.addTitle}
            taken={facets.choices.map(({ field }) => field)}
            onPick={(field) => {
              facets.add(field);
              setIsAdding(false);
            }}
          />
          <div className="dialog-actions">
            <ActionButton label={facetText.standard} onPress={facets.reset} />
            <ActionButton label={commonText.close} onPress={() => setIsAdding(false)} />
          </div>
        </DialogFrame>
      )}
    </section>
  );
}
