import { toVisibleString } from '../../../../shared/bytes/visible-text.ts';
import type { SearchCalls } from '../../../client/search-calls.ts';
import type { ShownSearch } from '../../../client/search-session.ts';
import { searchText } from '../../../text/search.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { EmptyState } from '../../common/empty-state.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { formatCount } from '../../common/format-number.ts';
import type { CountedQuery, PartFigures } from './part-figures.ts';
import { usePartFigures } from './use-part-figures.ts';

interface EmptyResultProps {
  readonly calls: SearchCalls;
  readonly shown: ShownSearch;
  /** Null when all bundles of the case are searched already. */
  readonly onSearchAll: (() => void) | null;
  readonly onQuery: (query: string) => void;
}

/** That nothing was found, which term is in the way, and how to go on. */
export function EmptyResult({ calls, shown, onSearchAll, onQuery }: EmptyResultProps) {
  const figures = usePartFigures(calls, shown.question);
  const { searched } = shown.result;
  const isOne = figures.length < 2;
  const wider = figures.flatMap((figure) => ((figure.wider?.lines ?? 0) > 0 ? [figure] : []));
  return (
    <EmptyState
      icon="search"
      title={searchText.emptyTitle}
      advice={isOne ? searchText.emptyAdviceOne(searched) : searchText.emptyAdvice(searched)}
    >
      {!isOne && <PartTable figures={figures} onQuery={onQuery} />}
      {wider.map(({ text, wider: instead }) => (
        <WiderQuery key={text} text={text} instead={instead} onQuery={onQuery} />
      ))}
      <div className="empty-actions">
        {onSearchAll !== null && (
          <ActionButton label={searchText.searchAll} icon="bundles" onPress={onSearchAll} />
        )}
        <ActionButton label={searchText.startOver} onPress={() => onQuery('')} />
      </div>
    </EmptyState>
  );
}

interface PartTableProps {
  readonly figures: readonly PartFigures[];
  readonly onQuery: (query: string) => void;
}

function PartTable({ figures, onQuery }: PartTableProps) {
  return (
    <table className="table part-figures">
      <thead>
        <tr>
          <th scope="col">{searchText.dropColumns.term}</th>
          <th scope="col" className="number">
            {searchText.dropColumns.alone}
          </th>
          <th scope="col" className="number">
            {searchText.dropColumns.without}
          </th>
          <th scope="col">
            <span className="visually-hidden">{searchText.drop}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {figures.map(
          ({ text, alone, without }) =>
            without !== null && (
              <tr key={without.query}>
                <th scope="row">
                  <EvidenceText text={text} limit={160} />
                </th>
                <td className="number">{countWords(alone)}</td>
                <td className="number">{countWords(without)}</td>
                <td>
                  <ActionButton
                    label={searchText.drop}
                    aria-label={searchText.dropTerm(toVisibleString(text))}
                    look="quiet"
                    onPress={() => onQuery(without.query)}
                  />
                </td>
              </tr>
            ),
        )}
      </tbody>
    </table>
  );
}

interface WiderQueryProps {
  readonly text: string;
  readonly instead: CountedQuery | null;
  readonly onQuery: (query: string) => void;
}

/** Whole words are asked for unless a `*` says otherwise: who types half a word is shown what that would find. */
function WiderQuery({ text, instead, onQuery }: WiderQueryProps) {
  if (instead === null) return null;
  return (
    <p className="wider-query">
      <EvidenceText text={text} limit={80} /> {searchText.wholeWords}{' '}
      <EvidenceText text={instead.text} limit={80} /> {searchText.finds(instead.lines ?? 0)}
      <ActionButton
        label={searchText.useFix}
        aria-label={searchText.takeInstead(toVisibleString(instead.text))}
        look="quiet"
        onPress={() => onQuery(instead.query)}
      />
    </p>
  );
}

function countWords({ lines }: CountedQuery): string {
  return lines === null ? searchText.counting : formatCount(lines);
}
