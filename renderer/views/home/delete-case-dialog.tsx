import { useState } from 'react';
import type { CaseSummary, WireError } from '../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';
import { announceDeletedCase } from '../../client/deleted-cases.ts';
import { commonText } from '../../text/common.ts';
import { homeText } from '../../text/home.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { forgetChoices } from '../explore/stored-choice.ts';

interface DeleteCaseDialogProps {
  readonly summary: CaseSummary;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

/** Says exactly what is removed, and what is not, before it is. */
export function DeleteCaseDialog({ summary, onDeleted, onClose }: DeleteCaseDialogProps) {
  const client = useCaseClient();
  const [isDeleting, setIsDeleting] = useState(false);
  const [error, setError] = useState<WireError | null>(null);

  const remove = () => {
    setIsDeleting(true);
    setError(null);
    const deleted = () => {
      forgetChoices(summary.caseId);
      announceDeletedCase(summary.caseId);
      onDeleted();
    };
    client.call('deleteCase', { caseId: summary.caseId }).then(deleted, (thrown: unknown) => {
      setIsDeleting(false);
      setError(toWireError(thrown));
    });
  };
  return (
    <DialogFrame title={homeText.deleteTitle} role="alertdialog" onClose={onClose}>
      <p className="dialog-subject">
        <EvidenceText text={summary.name} limit={300} />
      </p>
      <p>{homeText.deleteBody(summary.bundleCount, summary.entryCount)}</p>
      <p>{homeText.deleteKept}</p>
      {error !== null && <ErrorNotice title={homeText.deleteFailed} error={error} />}
      <div className="dialog-actions">
        <ActionButton label={commonText.cancel} onPress={onClose} autoFocus />
        <ActionButton
          label={homeText.deleteConfirm}
          icon="trash"
          look="danger"
          isPending={isDeleting}
          onPress={remove}
        />
      </div>
    </DialogFrame>
  );
}
