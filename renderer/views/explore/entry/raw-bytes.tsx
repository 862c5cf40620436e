import { type ReactNode, useMemo, useState, useSyncExternalStore } from 'react';
import type { ByteOffset } from '../../../../shared/bytes/units.ts';
import { entryText } from '../../../text/entry.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { Segments } from '../../common/evidence-text.tsx';
import { formatCount } from '../../common/format-number.ts';
import { hexRows } from './hex-rows.ts';
import { RawBox } from './raw-box.tsx';
import { toRawText } from './raw-text.ts';

/** Shown at once; a line may be 16 MiB, and no person reads that in a panel. */
const bytesAtOnce = 8_192;
const bytesMore = 65_536;

/** The first bytes of a line, and the way to more of them. */
function useShownBytes(bytes: Uint8Array): { readonly shown: Uint8Array; readonly more: ReactNode } {
  const [limit, setLimit] = useState(bytesAtOnce);
  const shown = useMemo(() => bytes.subarray(0, limit), [bytes, limit]);
  const hidden = bytes.length - shown.length;
  const more = hidden > 0 && (
    <p className="more-row">
      <span className="hint">{entryText.rawShown(shown.length, bytes.length)}</span>
      <ActionButton
        label={entryText.rawMore(Math.min(hidden, bytesMore))}
        onPress={() => setLimit(limit + bytesMore)}
      />
    </p>
  );
  return { shown, more };
}

/** Bytes as text for the eye: what would not show itself is marked, and so is what is no text. */
export function RawText({ bytes }: { readonly bytes: Uint8Array }) {
  const { shown, more } = useShownBytes(bytes);
  const segments = useMemo(() => toRawText(shown), [shown]);
  const marks = segments.filter((segment) => segment.kind !== 'text').length;
  return (
    <>
      <RawBox label={entryText.text}>
        <pre className="raw-text">
          <bdi className="evidence" dir="ltr">
            <Segments segments={segments} />
          </bdi>
        </pre>
      </RawBox>
      {marks > 0 && <p className="raw-marks">{entryText.rawMarks(marks)}</p>}
      {more}
    </>
  );
}

/** Bytes as digits, with the place of each row in its file. */
export function RawHex({ bytes, offset }: { readonly bytes: Uint8Array; readonly offset: ByteOffset }) {
  const bytesPerRow = useIsWide() ? 16 : 8;
  const { shown, more } = useShownBytes(bytes);
  const rows = useMemo(() => hexRows(shown, offset, bytesPerRow), [shown, offset, bytesPerRow]);
  return (
    <>
      <RawBox label={entryText.hex}>
        <table className="hex">
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{entryText.hexOffset}</th>
              <th scope="col">{entryText.hex}</th>
              <th scope="col">{entryText.text}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ position, hex, ascii }) => (
              <tr key={position}>
                <th scope="row" className="number">
                  {formatCount(position)}
                </th>
                <td className="hex-digits">{hex}</td>
                <td className="hex-ascii">{ascii}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </RawBox>
      {more}
    </>
  );
}

/** A window in which the panel has room for sixteen bytes to a row. */
const wideWindow = '(min-width: 1640px)';

function useIsWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(wideWindow);
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => window.matchMedia(wideWindow).matches,
  );
}
