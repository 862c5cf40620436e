import { useEffect, useRef, useState } from 'react';
import type { MergedOverlay, OverlayPreview } from '../../../shared/contract/overlay-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { announceMade } from '../../client/made-cases.ts';
import type { Host } from '../../host/host.ts';
import { overlayText } from '../../text/overlay.ts';
import { SaveCaseFile } from '../case-file/save-case-file.tsx';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { FileButton } from '../common/file-button.tsx';
import { useWork } from '../identity/use-identity.ts';
import { OverlayPreviewForm } from './overlay-preview.tsx';
import { SaveOverlay } from './save-overlay.tsx';

/** Hands what was made to another reviewer, and takes what they made. */
export function ExchangePart({ saveFile }: { readonly saveFile: Host['saveFile'] }) {
  const client = useCaseClient();
  const { caseId, reload } = useSharedCaseWork();
  const { isWorking, error, work } = useWork();
  const [read, setRead] = useState<{ readonly bytes: Uint8Array; readonly preview: OverlayPreview } | null>(
    null,
  );
  const [said, setSaid] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const wasRead = useRef(false);
  useEffect(() => {
    // Back from an overlay, whose buttons are gone.
    if (read === null && wasRead.current) heading.current?.focus();
    wasRead.current = read !== null;
  }, [read]);
  const open = (files: readonly File[]) => {
    setSaid('');
    const [file, ...more] = files;
    if (file === undefined || more.length > 0) {
      setSaid(overlayText.one);
      return;
    }
    void work(async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      setRead({ bytes, preview: await client.call('readOverlay', { caseId, bytes }) });
    });
  };
  const close = (merged: MergedOverlay | null) => {
    setRead(null);
    setSaid(merged === null ? '' : overlayText.merged(merged.taken, merged.corrections));
    if (merged === null) return;
    announceMade(caseId);
    reload();
  };
  if (read !== null) {
    return <OverlayPreviewForm bytes={read.bytes} preview={read.preview} onClose={close} />;
  }
  return (
    <div className="exchange">
      <p className="lead">{overlayText.lead}</p>
      <SaveOverlay saveFile={saveFile} />
      <section aria-labelledby="overlay-read">
        <h2 id="overlay-read" ref={heading} tabIndex={-1}>
          {overlayText.readTitle}
        </h2>
        <p className="hint">{overlayText.readLead}</p>
        <div className="exchange-actions">
          <FileButton
            label={overlayText.read}
            inputLabel={overlayText.input}
            icon="open"
            look="plain"
            onFiles={open}
          />
          <span role="status">{isWorking ? overlayText.reading : said}</span>
        </div>
        {error !== null && <ErrorNotice title={overlayText.readFailed} error={error} />}
      </section>
      <SaveCaseFile saveFile={saveFile} />
    </div>
  );
}
