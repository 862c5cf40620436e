import type { FieldValue } from '../../../../shared/adapters/field-value.ts';
import type { BundleView } from '../../../../shared/contract/case-protocol.ts';
import type { HitRow } from '../../../../shared/contract/search-protocol.ts';
import { exploreText, missingFieldNames } from '../../../text/explore.ts';
import { tableText } from '../../../text/table.ts';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { formatCount } from '../../common/format-number.ts';
import { formatTime } from '../../common/format-time.ts';
import type { ColumnId } from './column-layout.ts';
import { cellValues } from './copy-text.ts';
import { entryStanding } from './entry-standing.ts';
import { type FoundValues, foundInValue } from './found-values.ts';
import { StandingBadge } from './standing-badge.tsx';

interface HitCellProps {
  readonly row: HitRow;
  readonly column: ColumnId;
  /** The further fields that the rows bring, in their order. */
  readonly fields: readonly string[];
  readonly source: BundleView | null;
  readonly found: FoundValues;
}

/** Longer text is read in the panel beside the table. */
const shownCharacters = 200;

/** What a line has in a column: its value, its values, or the word for why there is none. */
export function HitCell({ row, column, fields, source, found }: HitCellProps) {
  switch (column) {
    case '#seq':
      return row.seq === null ? <Missing words={exploreText.noSeq} /> : formatCount(row.seq);
    case '#time':
      return row.time === null ? <Missing words={exploreText.noTime} /> : formatTime(row.time);
    case '#source':
      return source === null ? null : <EvidenceText text={source.fileName} limit={shownCharacters} />;
    case '#state':
      return (
        <>
          <StandingBadge standing={entryStanding(row, source)} />
          {row.alsoIn.length > 0 && (
            <span className="also-in" title={tableText.alsoIn(row.alsoIn.length)}>
              +{row.alsoIn.length}
              <span className="visually-hidden"> {tableText.alsoIn(row.alsoIn.length)}</span>
            </span>
          )}
        </>
      );
    default: {
      const values = cellValues(row, column, fields);
      if (values.length === 0) return <Missing words={missingFieldNames.absent} kind="absent" />;
      return values.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the values of one line never move.
        <span key={index}>
          {index > 0 && <span className="value-between">{tableText.severalValues}</span>}
          <Value value={value} column={column} found={found} />
        </span>
      ));
    }
  }
}

function Value(props: {
  readonly value: FieldValue;
  readonly column: ColumnId;
  readonly found: FoundValues;
}) {
  const { value, column, found } = props;
  if (value.kind !== 'text') return <Missing words={missingFieldNames[value.kind]} kind={value.kind} />;
  const ranges = foundInValue(value.text, column, found);
  return <EvidenceText text={value.text} limit={shownCharacters} found={ranges} />;
}

function Missing({ words, kind }: { readonly words: string; readonly kind?: string }) {
  return (
    <span className="missing" data-kind={kind}>
      {words}
    </span>
  );
}
