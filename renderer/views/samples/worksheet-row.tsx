import { memo } from 'react';
import type { SampledLine, TickMark } from '../../../shared/casework/sample.ts';
import type { PlacedLine } from '../../../shared/contract/casework-protocol.ts';
import { markNames, markSigns, samplesText } from '../../text/samples.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatCount } from '../common/format-number.ts';
import { formatTime } from '../common/format-time.ts';
import { LineValues } from './line-values.tsx';
import type { WorksheetCell } from './worksheet-keys.ts';

interface WorksheetRowProps {
  readonly line: SampledLine;
  readonly position: number;
  readonly placed: PlacedLine | null | 'placing';
  readonly hasStrata: boolean;
  readonly marks: readonly TickMark[];
  readonly remark: string;
  /** The chosen attribute, if this row is. */
  readonly active: number | null;
  readonly attributes: readonly string[];
  readonly cellId: (cell: WorksheetCell) => string;
  readonly onChoose: (cell: WorksheetCell) => void;
}

/** One drawn line: what it is, what it says, and what was found for it. */
export const WorksheetRow = memo(
  function WorksheetRow(props: WorksheetRowProps) {
    const { line, position, placed, hasStrata, marks, remark, active, attributes, cellId, onChoose } = props;
    return (
      <tr
        className="worksheet-row"
        aria-rowindex={position + 2}
        aria-selected={active !== null}
        data-exception={marks.includes('exception') || undefined}
      >
        <td className="number">{formatCount(position + 1)}</td>
        <td className="worksheet-line">
          <LineWords line={line} placed={placed} />
        </td>
        {hasStrata && (
          <td className="worksheet-stratum">
            <EvidenceText text={line.stratum} limit={200} />
          </td>
        )}
        {marks.map((mark, attribute) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys.
          <td
            // biome-ignore lint/suspicious/noArrayIndexKey: the attributes of a sample never change.
            key={attribute}
            id={cellId({ position, attribute })}
            className="worksheet-mark"
            aria-label={`${attributes[attribute] ?? ''}: ${markNames[mark]}`}
            data-mark={mark}
            data-active={active === attribute || undefined}
            onClick={() => onChoose({ position, attribute })}
          >
            <span aria-hidden="true">{markSigns[mark]}</span>
          </td>
        ))}
        <td className="worksheet-remark">
          {remark !== '' && (
            <span className="worksheet-attribute">
              <EvidenceText text={remark} limit={400} />
            </span>
          )}
        </td>
      </tr>
    );
  },
  // The two functions are new at each drawing and do the same.
  (one, other) =>
    one.line === other.line &&
    one.placed === other.placed &&
    one.active === other.active &&
    one.remark === other.remark &&
    one.marks.length === other.marks.length &&
    one.marks.every((mark, index) => mark === other.marks[index]),
);

function LineWords({ line, placed }: Pick<WorksheetRowProps, 'line' | 'placed'>) {
  const row = placed === null || placed === 'placing' ? null : placed.row;
  return (
    <>
      <span className="worksheet-name">
        <EvidenceText text={`${line.origin}#${line.seq}`} limit={160} />
        {row !== null && row.time !== null && <span className="time">{formatTime(row.time)}</span>}
      </span>
      {placed === null && <strong className="worksheet-gone">{samplesText.notInCase}</strong>}
      {placed === 'placing' && <span className="hint">{samplesText.placing}</span>}
      {row !== null && <LineValues row={row} />}
    </>
  );
}
