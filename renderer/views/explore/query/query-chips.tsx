import type { KeyboardEvent } from 'react';
import { Toolbar } from 'react-aria-components/Toolbar';
import { textOfPart, withoutPart, withPartNegated } from '../../../../shared/query/edit-query.ts';
import type { QueryPart } from '../../../../shared/query/parse-query.ts';
import type { QuerySpan } from '../../../../shared/query/query-tree.ts';
import { searchText } from '../../../text/search.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';

interface QueryChipsProps {
  readonly query: string;
  readonly parts: readonly QueryPart[];
  readonly onChange: (query: string) => void;
  /** To write on at a part of the query. */
  readonly onEdit: (span: QuerySpan) => void;
}

/**
 * The terms that must all hold, each by itself. Arrows go from button to button, Delete removes a term, `-` turns it into
 * its contrary.
 */
export function QueryChips({ query, parts, onChange, onEdit }: QueryChipsProps) {
  return (
    <Toolbar className="chips" aria-label={searchText.terms}>
      {parts.map((part, index) => (
        <Chip
          key={part.span.start}
          {...chipOf(query, part, index)}
          onChange={onChange}
          onEdit={() => onEdit(part.span)}
        />
      ))}
    </Toolbar>
  );
}

function chipOf(query: string, part: QueryPart, index: number) {
  const isNot = part.query.kind === 'not';
  const text = textOfPart(query, part);
  return {
    // The sign or word of the `not` is drawn as a badge instead.
    text: isNot ? text.replace(/^(?:-|not\s*)/iu, '') : text,
    isNot,
    without: withoutPart(query, index),
    negated: withPartNegated(query, index),
  };
}

interface ChipProps {
  readonly text: string;
  readonly isNot: boolean;
  readonly without: string;
  readonly negated: string;
  readonly onChange: (query: string) => void;
  readonly onEdit: () => void;
}

function Chip({ text, isNot, without, negated, onChange, onEdit }: ChipProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLSpanElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Delete' || event.key === 'Backspace') onChange(without);
    else if (event.key === '-') onChange(negated);
    else return;
    event.preventDefault();
  };
  const name = isNot ? `${searchText.excluded} ${text}` : text;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the three buttons inside.
    <span className="chip" data-not={isNot || undefined} onKeyDown={onKeyDown}>
      <ActionButton
        label={isNot ? searchText.includeTerm(text) : searchText.excludeTerm(text)}
        icon={isNot ? 'plus' : 'minus'}
        look="quiet"
        isIconOnly
        onPress={() => onChange(negated)}
      />
      <button type="button" className="chip-text" aria-label={searchText.editTerm(name)} onClick={onEdit}>
        {isNot && <strong>{searchText.excluded}</strong>}
        <EvidenceText text={text} limit={160} />
      </button>
      <ActionButton
        label={searchText.removeTerm(name)}
        icon="close"
        look="quiet"
        isIconOnly
        onPress={() => onChange(without)}
      />
    </span>
  );
}
