// biome-ignore-all lint/a11y/useSemanticElements: a list of rows of buttons that arrow keys go through is a grid in ARIA's sense.
// biome-ignore-all lint/a11y/useFocusableInteractive: the buttons in the cells have the focus.
import { useId } from 'react';
import { toVisibleString } from '../../../../shared/bytes/visible-text.ts';
import type { EntityField } from '../../../../shared/contract/entity-protocol.ts';
import { facetText } from '../../../text/facets.ts';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { formatCount } from '../../common/format-number.ts';
import { Icon } from '../../common/icon.tsx';
import { longestName } from '../../entity/entity-address.ts';
import { openEntity } from '../../entity/open-entity.ts';
import type { FacetValue, ValueEdit, ValueStanding } from './facet-edits.ts';
import { useRovingFocus } from './roving-focus.ts';

/** One line of a facet. */
export interface FacetLine {
  readonly value: FacetValue;
  readonly count: number;
  readonly standing: ValueStanding;
}

/** What the list leaves out: how many values, how many lines have one of them, and the way to see more or fewer. */
export interface FacetFoot {
  /** Null when nothing is left out. */
  readonly words: string | null;
  readonly onMore: (() => void) | null;
  readonly onFewer: (() => void) | null;
}

interface FacetValuesProps {
  /** Of the field, fit to be read aloud. */
  readonly name: string;
  readonly lines: readonly FacetLine[];
  /** All lines that the counts are parts of. */
  readonly total: number;
  /** Null where nothing was ever left out. */
  readonly foot: FacetFoot | null;
  readonly onEdit: (value: FacetValue, edit: ValueEdit) => void;
  /** Whose values have pages of their own; null for all other fields. */
  readonly entityField: EntityField | null;
}

const edits = ['include', 'exclude', 'only'] as const;

/** The values of a facet with their counts: pressed, a value is asked for; its other buttons exclude it, ask for it alone, or go to its page. */
export function FacetValues({ name, lines, total, foot, onEdit, entityField }: FacetValuesProps) {
  const hintId = useId();
  const footButtons = foot === null ? [] : footButtonsOf(foot);
  const roving = useRovingFocus({
    rows: lines.length + Math.min(1, footButtons.length),
    columns: edits.length + (entityField === null ? 0 : 1),
  });
  return (
    <div className="facet-values" role="grid" aria-label={facetText.values(name)} aria-describedby={hintId}>
      <div
        role="rowgroup"
        onKeyDown={(event) => {
          if (roving.onKeyDown(event) || event.ctrlKey || event.metaKey || event.altKey) return;
          const row = event.target instanceof Element ? event.target.closest('[role=row]') : null;
          const line = lines[Number(row?.getAttribute('data-row') ?? -1)];
          const edit = event.key === '-' ? 'exclude' : event.key.toLowerCase() === 'o' ? 'only' : null;
          if (line === undefined || edit === null) return;
          event.preventDefault();
          onEdit(line.value, edit);
        }}
      >
        {lines.map(({ value, count, standing }, row) => {
          const words = toWords(value);
          return (
            <div
              key={keyOf(value)}
              className="facet-value"
              role="row"
              data-row={row}
              data-standing={standing}
            >
              <span className="facet-bar" style={{ width: `${barWidth(count, total)}%` }} />
              {edits.map((edit, column) => (
                <span key={edit} role="gridcell" className="facet-cell" data-edit={edit}>
                  <button
                    type="button"
                    className={`facet-${edit}`}
                    tabIndex={roving.tabIndexOf(row, column)}
                    aria-pressed={isPressed(edit, standing)}
                    aria-label={labelOf(edit, standing, words, count)}
                    title={edit === 'include' ? undefined : labelOf(edit, standing, words, count)}
                    onFocus={() => roving.onFocus(row, column)}
                    onClick={() => onEdit(value, edit)}
                  >
                    {edit === 'include' && <ValueWords value={value} count={count} standing={standing} />}
                    {edit === 'exclude' && (
                      <Icon name={standing === 'excluded' ? 'plus' : 'minus'} size={12} />
                    )}
                    {edit === 'only' && facetText.onlyWord}
                  </button>
                </span>
              ))}
              {entityField !== null && value.kind === 'text' && value.text.length <= longestName && (
                <span role="gridcell" className="facet-cell" data-edit="page">
                  <button
                    type="button"
                    className="facet-page"
                    tabIndex={roving.tabIndexOf(row, edits.length)}
                    aria-label={facetText.page(words)}
                    title={facetText.page(words)}
                    onFocus={() => roving.onFocus(row, edits.length)}
                    onClick={() => openEntity({ field: entityField, text: value.text })}
                  >
                    <Icon name="target" size={12} />
                  </button>
                </span>
              )}
            </div>
          );
        })}
        {foot !== null && (
          <div className="facet-foot" role="row">
            {footButtons.length === 0 && (
              <span role="gridcell" className="facet-rest">
                {foot.words}
              </span>
            )}
            {footButtons.map(({ words, label, onPress }, column) => (
              <span key={words} role="gridcell">
                <button
                  type="button"
                  className="facet-more"
                  aria-label={label}
                  tabIndex={roving.tabIndexOf(lines.length, column)}
                  onFocus={() => roving.onFocus(lines.length, column)}
                  onClick={onPress}
                >
                  {words}
                </button>
              </span>
            ))}
          </div>
        )}
      </div>
      <span hidden id={hintId}>
        {facetText.hint}
      </span>
    </div>
  );
}

function footButtonsOf({ words, onMore, onFewer }: FacetFoot) {
  const more =
    words === null || onMore === null
      ? []
      : [{ words, label: `${words}. ${facetText.showMore}`, onPress: onMore }];
  const fewer = onFewer === null ? [] : [{ words: facetText.showFewer, label: undefined, onPress: onFewer }];
  return [...more, ...fewer];
}

function ValueWords({ value, count, standing }: FacetLine) {
  return (
    <>
      <span className="facet-mark">{standing === 'asked' && <Icon name="check" size={12} />}</span>
      <span className="facet-text">
        {value.kind === 'text' ? (
          <EvidenceText text={value.text} limit={200} />
        ) : (
          <span className="missing">{facetText[value.presence]}</span>
        )}
      </span>
      <span className="facet-count">{formatCount(count)}</span>
    </>
  );
}

/** Fit to be read aloud: evidence may hide characters, and may be a book. */
function toWords(value: FacetValue): string {
  if (value.kind === 'presence') return facetText[value.presence];
  return toVisibleString(value.text.length > 120 ? `${value.text.slice(0, 120)}…` : value.text);
}

function labelOf(edit: ValueEdit, standing: ValueStanding, words: string, count: number): string {
  switch (edit) {
    case 'include':
      return `${standing === 'asked' ? facetText.includeAgain(words) : facetText.include(words)}, ${facetText.lines(count)}`;
    case 'exclude':
      return standing === 'excluded' ? facetText.excludeAgain(words) : facetText.exclude(words);
    case 'only':
      return facetText.only(words);
    default:
      return edit satisfies never;
  }
}

function isPressed(edit: ValueEdit, standing: ValueStanding): boolean | undefined {
  if (edit === 'only') return undefined;
  return standing === (edit === 'include' ? 'asked' : 'excluded');
}

/** In percent of the whole result. One line of a million still shows. */
function barWidth(count: number, total: number): number {
  return count === 0 || total === 0 ? 0 : Math.max(0.8, (count / total) * 100);
}

function keyOf(value: FacetValue): string {
  return value.kind === 'text' ? `=${value.text}` : value.presence;
}
