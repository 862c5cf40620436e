import { useState } from 'react';
import type { CaseSummary, LockedCase, WireError } from '../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';
import { announceDeletedCase } from '../../client/deleted-cases.ts';
import { commonText } from '../../text/common.ts';
import { homeText } from '../../text/home.ts';
import { deleteEncryptedText, vaultText } from '../../text/vault.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Field } from '../common/field.tsx';
import { forgetChoices } from '../explore/stored-choice.ts';

interface DeleteCaseDialogProps {
  readonly summary: CaseSummary | LockedCase;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

/** Says exactly what is removed, and what is not, before it is. */
export function DeleteCaseDialog({ summary, onDeleted, onClose }: DeleteCaseDialogProps) {
  const client = useCaseClient();
  const [isDeleting, setIsDeleting] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const [typed, setTyped] = useState('');
  const { caseId } = summary;
  const isLocked = 'isLocked' in summary;
  const isEncrypted = isLocked || summary.isEncrypted;
  const short = deleteEncryptedText.short(caseId);

  const remove = () => {
    setIsDeleting(true);
    setError(null);
    const deleted = () => {
      forgetChoices(caseId);
      announceDeletedCase(caseId);
      onDeleted();
    };
    client.call('deleteCase', { caseId, isUnseen: isLocked }).then(deleted, (thrown: unknown) => {
      setIsDeleting(false);
      setError(toWireError(thrown));
    });
  };
  return (
    <DialogFrame title={homeText.deleteTitle} role="alertdialog" onClose={onClose}>
      <p className="dialog-subject">
        <EvidenceText text={isLocked ? vaultText.lockedName(caseId) : summary.name} limit={300} />
      </p>
      {isLocked ? (
        <p>{deleteEncryptedText.unseen}</p>
      ) : (
        <p>{homeText.deleteBody(summary.bundleCount, summary.entryCount)}</p>
      )}
      <p>{isEncrypted ? deleteEncryptedText.kept : homeText.deleteKept}</p>
      {isLocked && (
        <Field
          label={deleteEncryptedText.typed}
          hint={deleteEncryptedText.hint(short)}
          error={null}
          value={typed}
          onChange={setTyped}
          isCode
        />
      )}
      {error !== null && <ErrorNotice title={homeText.deleteFailed} error={error} />}
      <div className="dialog-actions">
        <ActionButton label={commonText.cancel} onPress={onClose} autoFocus />
        <ActionButton
          label={homeText.deleteConfirm}
          icon="trash"
          look="danger"
          isDisabled={isLocked && typed.trim() !== short}
          isPending={isDeleting}
          onPress={remove}
        />
      </div>
    </DialogFrame>
  );
}
