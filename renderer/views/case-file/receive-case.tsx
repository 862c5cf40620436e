import { useState } from 'react';
import type { CaseFilePreview } from '../../../shared/contract/case-file-protocol.ts';
import type { JudgedCaseView } from '../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { caseFileText } from '../../text/case-file.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { FileButton } from '../common/file-button.tsx';
import { useWork } from '../identity/use-identity.ts';
import { ReceiveCaseForm } from './receive-case-form.tsx';

interface ReadCaseFile {
  readonly file: File;
  /** Null while it is read, and when it cannot be. */
  readonly preview: CaseFilePreview | null;
}

/** The way in for a whole case: reads it, shows what it is, and takes it when the person says so. */
export function ReceiveCase({ onTaken }: { readonly onTaken: (view: JudgedCaseView) => void }) {
  const client = useCaseClient();
  const { isWorking, error, work } = useWork();
  const [read, setRead] = useState<ReadCaseFile | null>(null);
  const [isSeveral, setIsSeveral] = useState(false);
  const open = (files: readonly File[]) => {
    const [file, ...more] = files;
    setIsSeveral(more.length > 0);
    if (file === undefined || more.length > 0) return;
    setRead({ file, preview: null });
    void work(async () => setRead({ file, preview: await client.call('readCaseFile', { source: file }) }));
  };
  const close = () => setRead(null);
  return (
    <>
      <FileButton
        label={caseFileText.open}
        inputLabel={caseFileText.input}
        icon="open"
        look="plain"
        onFiles={open}
      />
      {isSeveral && <span role="status">{caseFileText.one}</span>}
      {read !== null && (
        <DialogFrame title={caseFileText.title} width="wide" onClose={close}>
          {isWorking && <p role="status">{caseFileText.reading}</p>}
          {error !== null && (
            <>
              <ErrorNotice title={caseFileText.readFailed} error={error} />
              <p className="hint">{caseFileText.readAdvice}</p>
            </>
          )}
          {read.preview === null ? (
            <div className="dialog-actions">
              <ActionButton label={caseFileText.close} onPress={close} />
            </div>
          ) : (
            <ReceiveCaseForm
              file={read.file}
              preview={read.preview}
              onTaken={(view) => {
                close();
                onTaken(view);
              }}
              onClose={close}
            />
          )}
        </DialogFrame>
      )}
    </>
  );
}
