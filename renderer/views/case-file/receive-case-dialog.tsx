import { useEffect, useState } from 'react';
import type { CaseFilePreview } from '../../../shared/contract/case-file-protocol.ts';
import type { JudgedCaseView, WireError } from '../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';
import { caseFileText } from '../../text/case-file.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { ReceiveCaseForm } from './receive-case-form.tsx';

type Reading =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly preview: CaseFilePreview }
  | { readonly kind: 'failed'; readonly error: WireError };

interface ReceiveCaseDialogProps {
  readonly file: File;
  readonly onTaken: (view: JudgedCaseView) => void;
  readonly onClose: () => void;
}

/** Reads a whole case, shows what it is, and takes it when the person says so. */
export function ReceiveCaseDialog({ file, onTaken, onClose }: ReceiveCaseDialogProps) {
  const { reading, readAgain } = useReading(file);
  return (
    <DialogFrame title={caseFileText.title} width="wide" onClose={onClose}>
      {reading.kind === 'reading' && <p role="status">{caseFileText.reading}</p>}
      {reading.kind === 'failed' && (
        <>
          <ErrorNotice title={caseFileText.readFailed} error={reading.error} />
          <p className="hint">{caseFileText.readAdvice}</p>
        </>
      )}
      {reading.kind === 'read' ? (
        <ReceiveCaseForm
          file={file}
          preview={reading.preview}
          onTaken={(view) => {
            onClose();
            onTaken(view);
          }}
          onStopped={readAgain}
          onClose={onClose}
        />
      ) : (
        <div className="dialog-actions">
          <ActionButton label={caseFileText.close} onPress={onClose} />
        </div>
      )}
    </DialogFrame>
  );
}

/** What is shown stays until it is read again. */
function useReading(file: File): { readonly reading: Reading; readAgain(): void } {
  const client = useCaseClient();
  const [reading, setReading] = useState<Reading>({ kind: 'reading' });
  const [generation, setGeneration] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the generation only says that it is time to ask again.
  useEffect(() => {
    let isCurrent = true;
    client.call('readCaseFile', { source: file }).then(
      (preview) => isCurrent && setReading({ kind: 'read', preview }),
      (thrown: unknown) => isCurrent && setReading({ kind: 'failed', error: toWireError(thrown) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [client, file, generation]);
  return { reading, readAgain: () => setGeneration((count) => count + 1) };
}
