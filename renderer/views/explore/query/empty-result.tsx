import type { SearchCalls } from '../../../client/search-calls.ts';
import type { ShownSearch } from '../../../client/search-session.ts';
import { searchText } from '../../../text/search.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { EmptyState } from '../../common/empty-state.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { formatCount } from '../../common/format-number.ts';
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
  return (
    <EmptyState
      icon="search"
      title={searchText.emptyTitle}
      advice={figures.length > 0 ? searchText.emptyAdvice(searched) : searchText.emptyAdviceOne(searched)}
    >
      {figures.length > 0 && (
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
            {figures.map(({ text, without, linesAlone, linesWithout }) => (
              <tr key={without}>
                <th scope="row">
                  <EvidenceText text={text} limit={160} />
                </th>
                <td className="number">{countWords(linesAlone)}</td>
                <td className="number">{countWords(linesWithout)}</td>
                <td>
                  <ActionButton
                    label={searchText.drop}
                    aria-label={searchText.dropTerm(text)}
                    look="quiet"
                    onPress={() => onQuery(without)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="empty-actions">
        {onSearchAll !== null && (
          <ActionButton label={searchText.searchAll} icon="bundles" onPress={onSearchAll} />
        )}
        <ActionButton label={searchText.startOver} onPress={() => onQuery('')} />
      </div>
    </EmptyState>
  );
}

function countWords(lines: number | null): string {
  return lines === null ? searchText.counting : formatCount(lines);
}
