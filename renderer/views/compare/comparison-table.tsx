import { type ReactNode, useId } from 'react';
import type { ComparedLines, FieldComparison } from '../../../shared/contract/search-protocol.ts';
import { edited } from '../../../shared/query/edit-query.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import type { Query } from '../../../shared/query/query-tree.ts';
import { entityFieldOf } from '../../../shared/search/entity-kind.ts';
import { equalTo, lacking } from '../../../shared/search/entity-query.ts';
import { compareText } from '../../text/compare.ts';
import { entityText } from '../../text/entity.ts';
import { missingFieldNames } from '../../text/explore.ts';
import type { Route } from '../app/route.ts';
import { ActionButton } from '../common/action-button.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatCount } from '../common/format-number.ts';
import { formatShare } from '../common/format-share.ts';
import { EntityLink, spokenValue } from '../entity/entity-link.tsx';
import { exploreAddress } from '../entity/query-link.tsx';
import { ColumnName } from '../explore/table/column-header.tsx';
import { visibleColumnName } from '../explore/table/copy-text.ts';
import { changeWords } from './change-words.ts';
import type { SideAddress } from './comparison-address.ts';

interface ComparisonTableProps {
  readonly comparison: FieldComparison;
  readonly totals: ComparedLines;
  /** What each side asked: each figure leads to its lines there. */
  readonly sides: { readonly left: SideAddress; readonly right: SideAddress };
  readonly route: Route;
  /** Null when no more can be listed. */
  readonly onMore: (() => void) | null;
  readonly onRemove: () => void;
}

const groups = ['onlyRight', 'onlyLeft', 'both'] as const;
const absences = ['absent', 'empty', 'withheld'] as const;

/** The values of one field on both sides: new ones, gone ones, and those whose share has changed. */
export function ComparisonTable(props: ComparisonTableProps) {
  const { comparison, totals, sides, route, onMore, onRemove } = props;
  const titleId = useId();
  const { field } = comparison;
  const entityField = entityFieldOf(field);
  const missing = absences.filter((kind) => comparison[kind].left + comparison[kind].right > 0);
  const isEmpty = groups.every((group) => comparison[group].count === 0);
  const row = (term: Query, words: string, lines: ComparedLines, value: ReactNode) => (
    <ComparedRow key={words} {...{ term, words, lines, totals, sides, route }}>
      {value}
    </ComparedRow>
  );
  return (
    <section className="difference" aria-labelledby={titleId}>
      <div className="difference-head">
        <h3 id={titleId}>
          <ColumnName id={field} />
        </h3>
        <ActionButton
          label={compareText.removeField(visibleColumnName(field))}
          icon="close"
          look="quiet"
          isIconOnly
          onPress={onRemove}
        />
      </div>
      {isEmpty && missing.length === 0 ? (
        <p className="hint">{compareText.noValues}</p>
      ) : (
        <table className="table difference-table" aria-labelledby={titleId}>
          <thead>
            <tr>
              <th scope="col">{compareText.value}</th>
              {(['left', 'leftShare', 'right', 'rightShare'] as const).map((column) => (
                <th key={column} scope="col" className="number">
                  {compareText.columns[column]}
                </th>
              ))}
              <th scope="col" className="number" title={compareText.changeHint}>
                {compareText.columns.change}
              </th>
            </tr>
          </thead>
          {groups.map((group) => {
            const { values, count } = comparison[group];
            if (count === 0) return null;
            return (
              <tbody key={group} data-group={group}>
                <tr>
                  <th scope="rowgroup" colSpan={6} className="difference-group">
                    {group === 'both'
                      ? compareText.both(count, comparison.unchanged)
                      : compareText[group](count)}
                  </th>
                </tr>
                {values.map((value) =>
                  row(
                    equalTo(field, value.text),
                    `= ${spokenValue(value.text)}`,
                    value,
                    <>
                      <EvidenceText text={value.text} limit={160} />
                      {entityField !== null && (
                        <EntityLink subject={{ field: entityField, text: value.text }} />
                      )}
                    </>,
                  ),
                )}
                {count > values.length && (
                  <tr>
                    <td colSpan={6} className="difference-more">
                      <span className="hint">{compareText.unlisted(count - values.length)}</span>
                      {onMore !== null && (
                        <ActionButton label={compareText.listMore} look="quiet" onPress={onMore} />
                      )}
                    </td>
                  </tr>
                )}
              </tbody>
            );
          })}
          {missing.length > 0 && (
            <tbody data-group="missing">
              <tr>
                <th scope="rowgroup" colSpan={6} className="difference-group">
                  {compareText.without}
                </th>
              </tr>
              {missing.map((kind) =>
                row(
                  lacking(field, kind),
                  missingFieldNames[kind],
                  comparison[kind],
                  <span className="missing">{missingFieldNames[kind]}</span>,
                ),
              )}
            </tbody>
          )}
        </table>
      )}
    </section>
  );
}

interface ComparedRowProps extends Pick<ComparisonTableProps, 'totals' | 'sides' | 'route'> {
  readonly term: Query;
  readonly words: string;
  readonly lines: ComparedLines;
  readonly children: ReactNode;
}

function ComparedRow({ term, words, lines, totals, sides, route, children }: ComparedRowProps) {
  return (
    <tr>
      <th scope="row" className="difference-value">
        {children}
      </th>
      {(['left', 'right'] as const).map((side) => (
        <SideFigures
          key={side}
          side={side}
          count={lines[side]}
          total={totals[side]}
          words={words}
          address={addressOf(route, sides[side], term)}
        />
      ))}
      <td className="number">{changeWords(lines, totals)}</td>
    </tr>
  );
}

interface SideFiguresProps {
  readonly side: 'left' | 'right';
  readonly count: number;
  readonly total: number;
  readonly words: string;
  /** Null where no query can be typed for these lines. */
  readonly address: string | null;
}

function SideFigures({ side, count, total, words, address }: SideFiguresProps) {
  return (
    <>
      <td className="number">
        {address === null || count === 0 ? (
          <span title={address === null ? entityText.tooLong : undefined}>{formatCount(count)}</span>
        ) : (
          <a href={address} aria-label={compareText.linesOf(count, words, side)}>
            {formatCount(count)}
          </a>
        )}
      </td>
      <td className="number difference-share">
        <span
          className="share-bar"
          data-side={side}
          style={{ width: `${total === 0 ? 0 : (count / total) * 100}%` }}
        />
        {formatShare(count, total)}
      </td>
    </>
  );
}

/** The side's query with one more term, spelled as the person has spelled the rest. */
function addressOf(route: Route, { query, sources }: SideAddress, term: Query): string | null {
  const text = edited(query, () => 'kept', term);
  return parseQuery(text).kind === 'query' ? exploreAddress({ route, sources }, text) : null;
}
