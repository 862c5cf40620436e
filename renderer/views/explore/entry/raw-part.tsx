import { useMemo } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { toHex } from '../../../../shared/bytes/hex.ts';
import type { EntryDetail } from '../../../../shared/contract/entry-protocol.ts';
import { entryText } from '../../../text/entry.ts';
import { lensText } from '../../../text/lens.ts';
import { CopyButton } from '../../common/copy-button.tsx';
import { PanelSection } from './panel-section.tsx';
import { PlaceSection } from './place-section.tsx';
import { PrettyText } from './pretty-text.tsx';
import { RawHex, RawText } from './raw-bytes.tsx';

export const rawForms = ['text', 'pretty', 'hex'] as const;
export type RawForm = (typeof rawForms)[number];

interface RawPartProps {
  readonly detail: EntryDetail;
  readonly form: RawForm;
  readonly onForm: (form: RawForm) => void;
}

/** The bytes that were digested: as text with marks, laid out, and as hexadecimal digits; and where they lie. */
export function RawPart({ detail, form, onForm }: RawPartProps) {
  const { raw, offset, row } = detail;
  const text = useMemo(() => decodeExactly(raw), [raw]);
  const digits = useMemo(() => (form === 'hex' ? toHex(raw) : ''), [raw, form]);
  return (
    <>
      <PanelSection title={entryText.rawTitle}>
        {raw.length === 0 ? (
          <p className="hint">{detail.isMasked ? lensText.masked : entryText.rawEmpty}</p>
        ) : (
          <Tabs
            className="raw"
            selectedKey={form}
            onSelectionChange={(key) => onForm(rawForms.find((each) => each === key) ?? 'text')}
          >
            <div className="raw-bar">
              <TabList className="tab-list" aria-label={entryText.rawForms}>
                {rawForms.map((each) => (
                  <Tab key={each} id={each} className="tab">
                    {entryText[each]}
                  </Tab>
                ))}
              </TabList>
              {form === 'hex' && <CopyButton text={digits} what={entryText.copyHex} />}
              {form !== 'hex' && text !== null && <CopyButton text={text} what={entryText.copyLine} />}
            </div>
            <TabPanel id="text">
              <RawText bytes={raw} />
              {text === null && <p className="hint">{entryText.notText}</p>}
            </TabPanel>
            <TabPanel id="pretty">
              {row.reading === 'entry' && text !== null ? (
                <PrettyText json={text} />
              ) : (
                <p className="hint">{entryText.prettyNone}</p>
              )}
            </TabPanel>
            <TabPanel id="hex">
              <RawHex bytes={raw} offset={offset} />
            </TabPanel>
          </Tabs>
        )}
      </PanelSection>
      <PlaceSection detail={detail} />
    </>
  );
}

/** Null for bytes that are no text: a copy of them as text would be other bytes. */
function decodeExactly(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
