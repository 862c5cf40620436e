import { useState } from 'react';
import { toVisibleString } from '../../../../shared/bytes/visible-text.ts';
import type { PastSearch } from '../../../../shared/case/search-facts.ts';
import { commonText } from '../../../text/common.ts';
import { searchesText } from '../../../text/search.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { CopyButton } from '../../common/copy-button.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { formatCount } from '../../common/format-number.ts';
import { formatTime } from '../../common/format-time.ts';
import { QueryText } from './saved-table.tsx';
import { searchCitation } from './search-citation.ts';

interface PastTableProps {
  /** The newest first; null until it is read. */
  readonly past: readonly PastSearch[] | null;
  readonly onRun: (search: PastSearch) => void;
}

/** A case of months has thousands; nobody reads more at once. */
const step = 100;

/** What was searched for in the case, and what was found then. */
export function PastTable({ past, onRun }: PastTableProps) {
  const [most, setMost] = useState(step);
  if (past === null) return <p className="hint">{commonText.loading}</p>;
  return (
    <>
      <p className="hint">{searchesText.pastLead}</p>
      {past.length === 0 ? (
        <p className="hint">{searchesText.pastNone}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{searchesText.columns.time}</th>
              <th scope="col">{searchesText.columns.query}</th>
              <th scope="col" className="number">
                {searchesText.columns.found}
              </th>
              <th scope="col" className="number">
                {searchesText.columns.searched}
              </th>
              <th scope="col">{searchesText.columns.digest}</th>
            </tr>
          </thead>
          <tbody>
            {past.slice(0, most).map((search) => (
              <tr key={search.seq}>
                <td className="time">{formatTime(search.at)}</td>
                <th scope="row">
                  <button
                    type="button"
                    className="search-name"
                    title={search.words}
                    onClick={() => onRun(search)}
                  >
                    <QueryText query={search.query} />
                  </button>
                  <p className="hint">
                    <EvidenceText text={searchesText.files(search.sources, search.sourceCount)} limit={300} />
                    {search.unchecked > 0 && ` · ${searchesText.unchecked(search.unchecked)}`}
                  </p>
                </th>
                <td className="number">{formatCount(search.found)}</td>
                <td className="number">{formatCount(search.searched)}</td>
                <td className="past-digest">
                  <code>{search.digest.slice(0, 16)}…</code>
                  <CopyButton
                    text={searchCitation(search)}
                    what={searchesText.citationOf(toVisibleString(search.query.slice(0, 200)))}
                    icon="cite"
                  />
                  <CopyButton text={search.digest} what={searchesText.columns.digest.toLowerCase()} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {past.length > most && (
        <ActionButton label={searchesText.more(past.length - most)} onPress={() => setMost(most + step)} />
      )}
    </>
  );
}
