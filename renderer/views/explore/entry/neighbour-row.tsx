import { Button } from 'react-aria-components/Button';
import type { EntryOrdinal } from '../../../../shared/bytes/units.ts';
import type { EntryRow } from '../../../../shared/contract/case-protocol.ts';
import { entryText } from '../../../text/entry.ts';
import { exploreText, missingFieldNames, readingNames } from '../../../text/explore.ts';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { formatTime } from '../../common/format-time.ts';

interface NeighbourRowProps {
  readonly row: EntryRow;
  /** Null for the line that is open: there is nowhere to go. */
  readonly onMove: ((ordinal: EntryOrdinal) => void) | null;
  /** What the row is to the open line, in a word. */
  readonly relation?: string;
  /** The file that it is from, where neighbours are of several. */
  readonly source?: string | null;
}

/** One line in two rows of text; choosing it opens it. */
export function NeighbourRow({ row, onMove, relation, source = null }: NeighbourRowProps) {
  const content = (
    <>
      <span className="neighbour-head">
        <span className="neighbour-line">{entryText.title(row.ordinal + 1)}</span>
        <span className="neighbour-time">{row.time === null ? entryText.noTime : formatTime(row.time)}</span>
        {row.isDamaged && (
          <span className="badge" data-tone="bad">
            {exploreText.damaged}
          </span>
        )}
        {relation !== undefined && <span className="neighbour-relation">{relation}</span>}
      </span>
      <span className="neighbour-what">
        <What row={row} />
      </span>
      {source !== null && (
        <span className="neighbour-source">
          <EvidenceText text={source} limit={120} />
        </span>
      )}
    </>
  );
  if (onMove === null) {
    return (
      <div className="neighbour" aria-current="true">
        {content}
      </div>
    );
  }
  return (
    <Button className="neighbour" onPress={() => onMove(row.ordinal)}>
      {content}
    </Button>
  );
}

function What({ row }: { readonly row: EntryRow }) {
  if (row.reading !== 'entry') return <span className="missing">{readingNames[row.reading]}</span>;
  const values = (['actor', 'action', 'target', 'outcome'] as const).map((field) => ({
    field,
    value: row.fields[field],
  }));
  return values.map(({ field, value }) => (
    <span key={field} className="neighbour-value">
      {value.kind === 'text' ? (
        <EvidenceText text={value.text} limit={80} />
      ) : (
        <span className="missing">{missingFieldNames[value.kind]}</span>
      )}
    </span>
  ));
}
