import { useState } from 'react';
import type { ListedReport, WithdrawalFiles } from '../../../shared/contract/report-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import type { Host } from '../../host/host.ts';
import { commonText } from '../../text/common.ts';
import { producedText, produceText } from '../../text/reports-produce.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { Field } from '../common/field.tsx';
import { useIdentity, useWork } from '../identity/use-identity.ts';
import { FileList } from './file-list.tsx';
import { isUnlocked, SignerPart } from './signer-part.tsx';

interface WithdrawDialogProps {
  readonly caseId: string;
  readonly report: ListedReport;
  readonly saveFile: Host['saveFile'];
  readonly onWithdrawn: () => void;
  readonly onClose: () => void;
}

/** Signs that a report does not count any more, and hands over the statement. */
export function WithdrawDialog(props: WithdrawDialogProps) {
  const { caseId, report, saveFile, onWithdrawn, onClose } = props;
  const client = useCaseClient();
  const identity = useIdentity();
  const { isWorking, error, work } = useWork();
  const [reason, setReason] = useState('');
  const [files, setFiles] = useState<WithdrawalFiles | null>(null);
  const withdraw = () =>
    work(async () => {
      setFiles(await client.call('withdrawReport', { caseId, sha256: report.sha256, reason: reason.trim() }));
      onWithdrawn();
    });
  if (files !== null) {
    return (
      <DialogFrame title={producedText.withdrawTitle(report.number)} onClose={onClose}>
        <p>{producedText.withdrawDone(report.number)}</p>
        <FileList files={files} saveFile={saveFile} />
        <div className="dialog-actions">
          <ActionButton label={produceText.close} onPress={onClose} />
        </div>
      </DialogFrame>
    );
  }
  return (
    <DialogFrame title={producedText.withdrawTitle(report.number)} role="alertdialog" onClose={onClose}>
      <p>{producedText.withdrawAdvice}</p>
      <Field
        label={producedText.withdrawReason}
        hint=""
        error={null}
        value={reason}
        onChange={setReason}
        autoFocus
      />
      <SignerPart identity={identity} />
      {error !== null && <ErrorNotice title={producedText.withdrawFailed} error={error} />}
      <div className="dialog-actions">
        <ActionButton label={commonText.cancel} onPress={onClose} />
        <ActionButton
          label={producedText.withdrawConfirm}
          isMaking
          look="danger"
          isPending={isWorking}
          isDisabled={reason.trim() === '' || !isUnlocked(identity)}
          onPress={() => void withdraw()}
        />
      </div>
    </DialogFrame>
  );
}
