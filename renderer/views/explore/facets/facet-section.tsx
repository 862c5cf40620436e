import { memo, useId, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { Toolbar } from 'react-aria-components/Toolbar';
import type { Facet } from '../../../../shared/contract/search-protocol.ts';
import { entityFieldOf } from '../../../../shared/search/entity-kind.ts';
import type { SearchCalls } from '../../../client/search-calls.ts';
import type { SearchQuestion } from '../../../client/search-session.ts';
import { facetText } from '../../../text/facets.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { Icon } from '../../common/icon.tsx';
import { ColumnName } from '../table/column-header.tsx';
import { visibleColumnName } from '../table/copy-text.ts';
import { countSteps, type FacetChoice, nextCount } from './facet-choice.ts';
import type { FacetValue, ValueEdit } from './facet-edits.ts';
import { facetLines } from './facet-lines.ts';
import { type FacetFoot, FacetValues } from './facet-values.tsx';
import type { UsedFacets } from './use-facets.ts';
import { useWiderFacet } from './use-wider-facet.ts';

interface FacetSectionProps {
  readonly calls: SearchCalls;
  readonly facets: UsedFacets;
  readonly choice: FacetChoice;
  readonly place: number;
  /** The question that the figures answer; null until there is an answer. */
  readonly question: SearchQuestion | null;
  /** Of the shown result; null until there is one, and while the facet was not asked for in it. */
  readonly facet: Facet | null;
  readonly total: number;
  readonly onEdit: (field: string, value: FacetValue, edit: ValueEdit) => void;
  readonly onColumn: (field: string) => void;
}

/** One field with its most frequent values in the result. */
export const FacetSection = memo(function FacetSection(props: FacetSectionProps) {
  const { calls, facets, choice, question, facet, total, onEdit } = props;
  const { field, count, isFolded } = choice;
  const titleId = useId();
  const name = visibleColumnName(field);
  const containing = facets.containing[field] ?? '';
  const [isSearching, setIsSearching] = useState(false);
  const wider = useWiderFacet(calls, question, { field, count, containing: containing || null });
  const shown = wider ?? facet;
  const lines = shown === null ? [] : facetLines(shown, question?.query ?? '', containing);
  const listed = useListedRows(`${field} ${count}`, lines.length, Math.min(count, countSteps[0]));
  const hasOthers = useSeen(field, shown !== null && shown.others.values > 0);
  const more = nextCount(count);
  const foot: FacetFoot | null =
    hasOthers || count > countSteps[0]
      ? {
          words: shown === null || shown.others.values === 0 ? null : othersWords(shown),
          onMore: more === null ? null : () => facets.change(field, { count: more }),
          onFewer: count === countSteps[0] ? null : () => facets.change(field, { count: countSteps[0] }),
        }
      : null;
  return (
    <section className="facet" aria-labelledby={titleId} data-folded={isFolded || undefined}>
      <Toolbar className="facet-head" aria-label={name}>
        <button
          type="button"
          className="facet-fold"
          aria-expanded={!isFolded}
          aria-label={isFolded ? facetText.unfold(name) : facetText.fold(name)}
          onClick={() => facets.change(field, { isFolded: !isFolded })}
        >
          <span className="chevron">
            <Icon name="down" size={12} />
          </span>
        </button>
        <h3 id={titleId}>
          <ColumnName id={field} />
        </h3>
        {!isFolded && (
          <ActionButton
            label={facetText.search(name)}
            icon="search"
            look="quiet"
            isIconOnly
            onPress={() => {
              setIsSearching(!isSearching);
              facets.searchIn(field, '');
            }}
          />
        )}
        <FacetMenu {...props} name={name} />
      </Toolbar>
      {!isFolded && (
        <>
          {isSearching && (
            <input
              className="input facet-search"
              type="text"
              aria-label={facetText.search(name)}
              placeholder={facetText.searchPlaceholder}
              autoComplete="off"
              spellCheck="false"
              // biome-ignore lint/a11y/noAutofocus: it appears because the person has asked to type here.
              autoFocus
              value={containing}
              onChange={(event) => facets.searchIn(field, event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Escape') return;
                event.stopPropagation();
                setIsSearching(false);
                facets.searchIn(field, '');
              }}
            />
          )}
          {wider !== null && <p className="facet-none">{facetText.wider}</p>}
          <div className="facet-list" style={{ minHeight: `calc(${listed} * var(--facet-row))` }}>
            {(lines.length > 0 || foot !== null) && (
              <FacetValues
                name={name}
                lines={lines}
                total={wider === null ? total : linesOf(wider)}
                foot={foot}
                onEdit={(value, edit) => onEdit(field, value, edit)}
                entityField={entityFieldOf(field)}
              />
            )}
            {lines.length === 0 && (
              <p className="facet-none">{shown === null ? facetText.loading : emptyWords(containing)}</p>
            )}
          </div>
        </>
      )}
    </section>
  );
});

function FacetMenu({ facets, choice, place, name, onColumn }: FacetSectionProps & { readonly name: string }) {
  const { field } = choice;
  const actions = {
    up: { words: facetText.moveUp, run: () => facets.move(field, -1), isOff: place === 0 },
    down: {
      words: facetText.moveDown,
      run: () => facets.move(field, 1),
      isOff: place === facets.choices.length - 1,
    },
    column: { words: facetText.asColumn, run: () => onColumn(field), isOff: false },
    remove: { words: facetText.remove, run: () => facets.remove(field), isOff: false },
  } as const;
  return (
    <MenuTrigger>
      <Button className="button" data-look="quiet" data-icon-only aria-label={facetText.menu(name)}>
        <Icon name="more" />
      </Button>
      <Popover className="menu-popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={facetText.menu(name)}
          disabledKeys={Object.entries(actions).flatMap(([key, { isOff }]) => (isOff ? [key] : []))}
          onAction={(key) => {
            if (key === 'up' || key === 'down' || key === 'column' || key === 'remove') actions[key].run();
          }}
        >
          {Object.entries(actions).map(([key, { words }]) => (
            <MenuItem key={key} id={key} className="menu-item">
              {words}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** About as many lines as were counted: a line with several values is several here. */
function linesOf({ values, others, absent, empty, withheld }: Facet): number {
  return values.reduce((sum, { count }) => sum + count, others.lines + absent + empty + withheld);
}

/** As many rows as it has ever had: what is below must not move while a query is typed. */
function useListedRows(of: string, rows: number, least: number): number {
  const seen = useRef({ of, most: 0 });
  if (seen.current.of !== of) seen.current = { of, most: 0 };
  seen.current.most = Math.max(seen.current.most, rows);
  return Math.max(1, seen.current.most === 0 ? least : seen.current.most);
}

/** Whether it was ever so of this field: what has once taken room keeps it. */
function useSeen(of: string, isSo: boolean): boolean {
  const seen = useRef({ of, isSo });
  if (seen.current.of !== of || isSo) seen.current = { of, isSo };
  return seen.current.isSo;
}

function othersWords({ others }: Facet): string {
  return facetText.others(others.values, others.lines);
}

function emptyWords(containing: string): string {
  return containing === '' ? facetText.noValue : facetText.noMatch;
}
