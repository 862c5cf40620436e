import { useState } from 'react';
import type { ReportFile } from '../../../shared/contract/report-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import type { Host } from '../../host/host.ts';
import { commonText } from '../../text/common.ts';
import { reportCheckText } from '../../text/reports-check.ts';
import { produceText } from '../../text/reports-produce.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { useIdentity, useWork } from '../identity/use-identity.ts';
import { FileList } from './file-list.tsx';
import { isUnlocked, SignerPart } from './signer-part.tsx';

interface CountersignDialogProps {
  readonly caseId: string;
  readonly number: string;
  readonly files: readonly File[];
  readonly saveFile: Host['saveFile'];
  readonly onSigned: () => void;
  readonly onClose: () => void;
}

/** Puts a second name under a report: of somebody who read it, with a key of their own. */
export function CountersignDialog(props: CountersignDialogProps) {
  const { caseId, number, files, saveFile, onSigned, onClose } = props;
  const client = useCaseClient();
  const identity = useIdentity();
  const { isWorking, error, work } = useWork();
  const [signed, setSigned] = useState<readonly ReportFile[] | null>(null);
  const sign = () =>
    work(async () => {
      setSigned(await client.call('countersignReport', { caseId, files }));
      onSigned();
    });
  return (
    <DialogFrame title={reportCheckText.countersignTitle(number)} onClose={onClose} width="wide">
      {signed === null ? (
        <>
          <p>{reportCheckText.countersignAdvice}</p>
          <SignerPart identity={identity} />
          {error !== null && <ErrorNotice title={reportCheckText.countersignFailed} error={error} />}
        </>
      ) : (
        <>
          <p role="status">{reportCheckText.countersignDone}</p>
          <FileList files={signed} saveFile={saveFile} />
        </>
      )}
      <div className="dialog-actions">
        <ActionButton label={signed === null ? commonText.cancel : produceText.close} onPress={onClose} />
        {signed === null && (
          <ActionButton
            label={reportCheckText.countersignConfirm}
            look="primary"
            isPending={isWorking}
            isDisabled={!isUnlocked(identity)}
            onPress={() => void sign()}
          />
        )}
      </div>
    </DialogFrame>
  );
}
