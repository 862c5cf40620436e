import type { ReactNode } from 'react';
import type { FieldValue } from '../../../shared/adapters/field-value.ts';
import type { EntryRow } from '../../../shared/contract/case-protocol.ts';
import { exploreText, fieldNames, missingFieldNames, readingNames } from '../../text/explore.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatCount } from '../common/format-number.ts';
import { formatTime } from '../common/format-time.ts';
import { Icon } from '../common/icon.tsx';

export interface Column {
  readonly id: string;
  readonly name: string;
  readonly isNumber?: boolean;
  cell(row: EntryRow): ReactNode;
}

/** The columns in the order of the table. Their widths stand in explore.css, as one grid template for all rows. */
export const columns: readonly Column[] = [
  {
    id: 'seq',
    name: exploreText.columns.seq,
    isNumber: true,
    cell: ({ seq }) => (seq === null ? <Missing words={exploreText.noSeq} /> : formatCount(seq)),
  },
  {
    id: 'time',
    name: exploreText.columns.time,
    cell: ({ time }) => (time === null ? <Missing words={exploreText.noTime} /> : formatTime(time)),
  },
  ...(['actor', 'action', 'target', 'outcome', 'service', 'address'] as const).map((field) => ({
    id: field,
    name: fieldNames[field],
    cell: ({ fields }: EntryRow) => <FieldCell value={fields[field]} />,
  })),
  { id: 'state', name: exploreText.columns.state, cell: (row) => <StateBadges row={row} /> },
];

/** A value as it is, or the word for why there is none. */
export function FieldCell({ value, limit = 200 }: { readonly value: FieldValue; readonly limit?: number }) {
  if (value.kind === 'text') return <EvidenceText text={value.text} limit={limit} />;
  return <Missing words={missingFieldNames[value.kind]} kind={value.kind} />;
}

/** How the line was read, unless plainly as an entry; and whether a check names it. */
export function StateBadges({ row }: { readonly row: EntryRow }) {
  return (
    <>
      {row.isDamaged && (
        <span className="badge" data-tone="bad">
          <Icon name="cross" size={12} />
          {exploreText.damaged}
        </span>
      )}
      {row.reading !== 'entry' && (
        <span className="badge" data-reading={row.reading}>
          {readingNames[row.reading]}
        </span>
      )}
    </>
  );
}

function Missing({ words, kind }: { readonly words: string; readonly kind?: string }) {
  return (
    <span className="missing" data-kind={kind}>
      {words}
    </span>
  );
}
