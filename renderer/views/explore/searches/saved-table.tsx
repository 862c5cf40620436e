import { toVisibleString } from '../../../../shared/bytes/visible-text.ts';
import type { SavedSearch } from '../../../../shared/case/saved-search.ts';
import { commonText } from '../../../text/common.ts';
import { searchesText } from '../../../text/search.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';

interface SavedTableProps {
  /** Null until it is read. */
  readonly saved: readonly SavedSearch[] | null;
  readonly onRun: (search: SavedSearch) => void;
  readonly onEdit: (search: SavedSearch) => void;
  readonly onDelete: (search: SavedSearch) => void;
}

/** Kept searches. Their texts may come from a file of somebody else, so all of them are drawn as evidence is. */
export function SavedTable({ saved, onRun, onEdit, onDelete }: SavedTableProps) {
  if (saved === null) return <p className="hint">{commonText.loading}</p>;
  if (saved.length === 0) return <p className="hint">{searchesText.savedNone}</p>;
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{searchesText.columns.name}</th>
          <th scope="col">{searchesText.columns.query}</th>
          <th scope="col">{searchesText.columns.control}</th>
          <th scope="col">
            <span className="visually-hidden">{searchesText.columns.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {saved.map((search) => (
          <tr key={search.searchId}>
            <th scope="row">
              <button type="button" className="search-name" onClick={() => onRun(search)}>
                <EvidenceText text={search.name} limit={200} />
              </button>
              {search.description !== '' && (
                <p className="hint">
                  <EvidenceText text={search.description} limit={600} />
                </p>
              )}
            </th>
            <td>
              <QueryText query={search.query} />
            </td>
            <td>
              <EvidenceText text={search.control} limit={200} />
            </td>
            <td className="cell-actions">
              <ActionButton
                label={searchesText.edit(toVisibleString(search.name))}
                icon="pen"
                look="quiet"
                isIconOnly
                onPress={() => onEdit(search)}
              />
              <ActionButton
                label={searchesText.remove(toVisibleString(search.name))}
                icon="trash"
                look="quiet"
                isIconOnly
                onPress={() => onDelete(search)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function QueryText({ query }: { readonly query: string }) {
  if (query.trim() === '') return <span className="missing">{searchesText.everyLine}</span>;
  return <EvidenceText text={query} limit={300} />;
}
