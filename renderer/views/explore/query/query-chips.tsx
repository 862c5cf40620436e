import { type KeyboardEvent, memo, useCallback, useRef } from 'react';
import { Toolbar } from 'react-aria-components/Toolbar';
import { toVisibleString } from '../../../../shared/bytes/visible-text.ts';
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

/** A query may have five hundred terms, which nobody reads as chips. */
const mostChips = 60;

/**
 * The terms that must all hold, each by itself. Arrows go from button to button, Delete removes a term, `-` turns it into
 * its contrary.
 */
export function QueryChips(props: QueryChipsProps) {
  const { query, parts } = props;
  const latest = useRef(props);
  latest.current = props;
  // An edit reads the query anew, so it is made when it is wanted and not with every letter for each chip.
  const act = useCallback((action: ChipAction, index: number) => {
    const now = latest.current;
    switch (action) {
      case 'remove':
        now.onChange(withoutPart(now.query, index));
        break;
      case 'negate':
        now.onChange(withPartNegated(now.query, index));
        break;
      case 'edit': {
        const part = now.parts[index];
        if (part !== undefined) now.onEdit(part.span);
        break;
      }
      default:
        action satisfies never;
    }
  }, []);
  return (
    <Toolbar className="chips" aria-label={searchText.terms}>
      {parts.slice(0, mostChips).map((part, index) => (
        <Chip
          key={part.span.start}
          text={textOfPart(query, part)}
          isNot={part.query.kind === 'not'}
          index={index}
          act={act}
        />
      ))}
      {parts.length > mostChips && (
        <span className="hint">{searchText.moreTerms(parts.length - mostChips)}</span>
      )}
    </Toolbar>
  );
}

type ChipAction = 'remove' | 'negate' | 'edit';

interface ChipProps {
  readonly text: string;
  readonly isNot: boolean;
  readonly index: number;
  readonly act: (action: ChipAction, index: number) => void;
}

const Chip = memo(function Chip({ text: whole, isNot, index, act }: ChipProps) {
  // The sign or word of the `not` is drawn as a badge instead.
  const text = isNot ? whole.replace(/^(?:-|not\s*)/iu, '') : whole;
  const spoken = toVisibleString(text);
  const name = isNot ? `${searchText.excluded} ${spoken}` : spoken;
  const onKeyDown = (event: KeyboardEvent<HTMLSpanElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Delete' || event.key === 'Backspace') act('remove', index);
    else if (event.key === '-') act('negate', index);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the three buttons inside.
    <span className="chip" data-not={isNot || undefined} onKeyDown={onKeyDown}>
      <ActionButton
        label={isNot ? searchText.includeTerm(spoken) : searchText.excludeTerm(spoken)}
        icon={isNot ? 'plus' : 'minus'}
        look="quiet"
        isIconOnly
        onPress={() => act('negate', index)}
      />
      <button
        type="button"
        className="chip-text"
        aria-label={searchText.editTerm(name)}
        onClick={() => act('edit', index)}
      >
        {isNot && <strong>{searchText.excluded}</strong>}
        <EvidenceText text={text} limit={160} />
      </button>
      <ActionButton
        label={searchText.removeTerm(name)}
        icon="close"
        look="quiet"
        isIconOnly
        onPress={() => act('remove', index)}
      />
    </span>
  );
});
