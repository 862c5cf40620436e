import { useEffect, useState } from 'react';
import type { EntryOrdinal } from '../../../../shared/bytes/units.ts';
import type { BundleView, EntryRow, WireError } from '../../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../../client/case-client-context.ts';
import { toWireError } from '../../../client/case-error.ts';
import { entryText } from '../../../text/entry.ts';
import { ErrorNotice } from '../../common/error-notice.tsx';
import { NeighbourRow } from './neighbour-row.tsx';
import { PanelSection } from './panel-section.tsx';

interface LogNeighboursProps {
  readonly bundle: BundleView;
  readonly ordinal: EntryOrdinal;
  readonly total: number;
  readonly onMove: (ordinal: EntryOrdinal) => void;
}

/** On each side. */
const linesAround = 2;

/** The lines before and after one, whatever the search above shows. */
export function LogNeighbours({ bundle, ordinal, total, onMove }: LogNeighboursProps) {
  const first = Math.max(0, ordinal - linesAround);
  const end = Math.min(total, ordinal + linesAround + 1);
  const { rows, error } = useRows(bundle, first, end - first);
  return (
    <PanelSection title={entryText.inLog}>
      <p className="hint">{entryText.inLogLead}</p>
      {error !== null && <ErrorNotice title={entryText.neighboursFailed} error={error} />}
      <ul className="neighbours">
        {ordinal === 0 && <li className="hint">{entryText.isFirst}</li>}
        {rows.map((row) => (
          <li key={row.ordinal}>
            {row.ordinal === ordinal ? (
              <NeighbourRow row={row} onMove={null} relation={entryText.isThis} />
            ) : (
              <NeighbourRow row={row} onMove={onMove} />
            )}
          </li>
        ))}
        {ordinal === total - 1 && <li className="hint">{entryText.isLast}</li>}
      </ul>
    </PanelSection>
  );
}

interface LoadedRows {
  readonly rows: readonly EntryRow[];
  readonly error: WireError | null;
}

/** Asked again when the check of the bundle has ended: only then do the rows say which of them are damaged. */
function useRows({ bundleId, verdict }: BundleView, first: EntryOrdinal, count: number): LoadedRows {
  const client = useCaseClient();
  const isChecked = verdict !== null;
  const [loaded, setLoaded] = useState<LoadedRows>({ rows: [], error: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  useEffect(() => {
    const stop = new AbortController();
    const set = (next: LoadedRows) => {
      if (!stop.signal.aborted) setLoaded(next);
    };
    client.call('listEntries', { bundleId, first, count }, { signal: stop.signal }).then(
      (rows) => set({ rows, error: null }),
      (thrown: unknown) => set({ rows: [], error: toWireError(thrown) }),
    );
    return () => stop.abort();
  }, [client, bundleId, first, count, isChecked]);
  return loaded;
}
