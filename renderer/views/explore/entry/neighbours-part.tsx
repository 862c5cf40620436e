import type { EntryOrdinal } from '../../../../shared/bytes/units.ts';
import type { BundleView } from '../../../../shared/contract/case-protocol.ts';
import type { EntryDetail } from '../../../../shared/contract/entry-protocol.ts';
import { entryText } from '../../../text/entry.ts';
import { LogNeighbours } from './log-neighbours.tsx';
import { PanelSection } from './panel-section.tsx';
import { ValueNeighbours } from './value-neighbours.tsx';

interface NeighboursPartProps {
  readonly bundle: BundleView;
  readonly detail: EntryDetail;
  readonly total: number;
  readonly onMove: (ordinal: EntryOrdinal) => void;
}

/** Which of them follow an actor through a log: what the person did before and after, on what, and from where. */
const comparedFields = ['actor', 'session', 'target', 'address'] as const;

/** What stands before and after the line: in the log, and among the lines with the same value. */
export function NeighboursPart({ bundle, detail, total, onMove }: NeighboursPartProps) {
  const { row } = detail;
  return (
    <>
      <LogNeighbours bundle={bundle} ordinal={row.ordinal} total={total} onMove={onMove} />
      {row.reading === 'entry' ? (
        <>
          <p className="hint panel-hint">{entryText.sameLead}</p>
          {comparedFields.map((field) => (
            <ValueNeighbours
              key={field}
              bundle={bundle}
              ordinal={row.ordinal}
              field={field}
              value={row.fields[field]}
              onMove={onMove}
            />
          ))}
        </>
      ) : (
        <PanelSection title={entryText.sameValues}>
          <p className="hint">{entryText.noFields}</p>
        </PanelSection>
      )}
    </>
  );
}
