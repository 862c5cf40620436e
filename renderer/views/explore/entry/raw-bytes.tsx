import { type ReactNode, useMemo, useState, useSyncExternalStore } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import type { ByteOffset } from '../../../shared/bytes/units.ts';
import { exploreText } from '../../text/explore.ts';
import { ActionButton } from '../common/action-button.tsx';
import { Segments } from '../common/evidence-text.tsx';
import { formatCount } from '../common/format-number.ts';
import { hexRows } from './hex-rows.ts';
import { PanelSection } from './panel-section.tsx';
import { toRawText } from './raw-text.ts';

/** Shown at once; a line may be 16 MiB, and no person reads that in a panel. */
const bytesAtOnce = 8_192;

/** The bytes that were digested, as text with marks and as hexadecimal digits. */
export function RawSection({ raw, offset }: { readonly raw: Uint8Array; readonly offset: ByteOffset }) {
  const [limit, setLimit] = useState(bytesAtOnce);
  const shown = useMemo(() => raw.subarray(0, limit), [raw, limit]);
  const hidden = raw.length - shown.length;
  return (
    <PanelSection title={exploreText.sections.raw}>
      {raw.length === 0 ? (
        <p className="hint">{exploreText.rawEmpty}</p>
      ) : (
        <Tabs className="raw">
          <TabList className="tab-list" aria-label={exploreText.sections.raw}>
            <Tab id="text" className="tab">
              {exploreText.rawText}
            </Tab>
            <Tab id="hex" className="tab">
              {exploreText.rawHex}
            </Tab>
          </TabList>
          <TabPanel id="text">
            <RawText bytes={shown} />
          </TabPanel>
          <TabPanel id="hex">
            <RawHex bytes={shown} offset={offset} />
          </TabPanel>
        </Tabs>
      )}
      {hidden > 0 && (
        <p className="raw-more">
          <span className="hint">{exploreText.rawShown(shown.length, raw.length)}</span>
          <ActionButton
            label={exploreText.rawMore(Math.min(hidden, bytesAtOnce))}
            onPress={() => setLimit(limit + bytesAtOnce)}
          />
        </p>
      )}
    </PanelSection>
  );
}

function RawText({ bytes }: { readonly bytes: Uint8Array }) {
  const segments = useMemo(() => toRawText(bytes), [bytes]);
  const marks = segments.filter((segment) => segment.kind !== 'text').length;
  return (
    <>
      <RawBox label={exploreText.rawText}>
        <pre className="raw-text">
          <bdi className="evidence" dir="ltr">
            <Segments segments={segments} />
          </bdi>
        </pre>
      </RawBox>
      {marks > 0 && <p className="raw-marks">{exploreText.rawMarks(marks)}</p>}
    </>
  );
}

function RawHex({ bytes, offset }: { readonly bytes: Uint8Array; readonly offset: ByteOffset }) {
  const bytesPerRow = useIsWide() ? 16 : 8;
  const rows = useMemo(() => hexRows(bytes, offset, bytesPerRow), [bytes, offset, bytesPerRow]);
  return (
    <RawBox label={exploreText.rawHex}>
      <table className="hex">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{exploreText.hexOffset}</th>
            <th scope="col">{exploreText.rawHex}</th>
            <th scope="col">{exploreText.rawText}</th>
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

/** A box that scrolls by itself, so it can have the focus: the arrow keys then move in it. */
function RawBox({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it a keyboard could not scroll the box (WCAG 2.1.1).
    <section className="raw-box" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
