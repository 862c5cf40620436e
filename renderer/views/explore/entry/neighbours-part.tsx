import type { BundleView } from '../../../../shared/contract/case-protocol.ts';
import type { EntryDetail } from '../../../../shared/contract/entry-protocol.ts';
import { entryText } from '../../../text/entry.ts';
import type { HitLine } from '../table/use-hit-cursor.ts';
import { LogNeighbours } from './log-neighbours.tsx';
import { PanelSection } from './panel-section.tsx';
import { ValueNeighbours } from './value-neighbours.tsx';

interface NeighboursPartProps {
  readonly bundle: BundleView;
  /** What is searched: lines with the same value are looked for in all of it. */
  readonly sources: readonly BundleView[];
  readonly detail: EntryDetail;
  readonly total: number;
  readonly onMove: (line: HitLine) => void;
}

/** Which of them follow an actor through a log: what the person did before and after, on what, and from where. */
const comparedFields = ['actor', 'session', 'target', 'address'] as const;

/** What stands before and after the line: in the log, and among the lines with the same value. */
export function NeighboursPart({ bundle, sources, detail, total, onMove }: NeighboursPartProps) {
  const { row } = detail;
  const { bundleId } = bundle;
  // A line that was opened from elsewhere may be of a bundle that is not searched.
  const compared = sources.some((source) => source.bundleId === bundleId) ? sources : [bundle];
  return (
    <>
      <LogNeighbours
        bundle={bundle}
        ordinal={row.ordinal}
        total={total}
        onMove={(ordinal) => onMove({ bundleId, ordinal })}
      />
      {row.reading === 'entry' ? (
        <>
          <p className="hint panel-hint">{entryText.sameLead(compared.length)}</p>
          {comparedFields.map((field) => (
            <ValueNeighbours
              key={field}
              line={{ bundleId, ordinal: row.ordinal }}
              compared={compared}
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
