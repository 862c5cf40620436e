import { type FormEvent, useState } from 'react';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { renderTlogPolicy } from '../../../shared/trust/tlog-policy.ts';
import { commonText } from '../../text/common.ts';
import { trustText } from '../../text/trust.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Field } from '../common/field.tsx';
import { useDecision } from './use-decision.ts';

interface DropWitnessesDialogProps {
  readonly caseId: string;
  readonly origin: string;
  readonly onClose: () => void;
}

/** A policy has a word for it, so this is a policy like any other and stands in the custody log as one. */
const askNobody = renderTlogPolicy({ logs: [], witnesses: [], groups: [], quorum: null });

/** Asks why and by whose decision the witnesses of a log are asked no longer. */
export function DropWitnessesDialog({ caseId, origin, onClose }: DropWitnessesDialogProps) {
  const { isWorking, error, decide } = useDecision(onClose);
  const [reason, setReason] = useState('');
  const [by, setBy] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const words = trustText.witnesses;
  const missing = (value: string) => (isAsked && value.trim() === '' ? trustText.dialog.required : null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (reason.trim() === '' || by.trim() === '') return;
    decide('addTrustFile', {
      caseId,
      origin,
      fileName: null,
      bytes: encodeUtf8(askNobody),
      compared: reason,
      comparedBy: by,
      window: { validAfter: null, validBefore: null },
    });
  };
  return (
    <DialogFrame title={words.dropTitle} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <p className="dialog-subject">
          <EvidenceText text={origin} limit={300} />
        </p>
        <p>{words.dropLead}</p>
        <Field
          label={words.dropReason}
          hint={words.dropReasonHint}
          error={missing(reason)}
          value={reason}
          onChange={setReason}
          autoFocus
        />
        <Field
          label={words.dropBy}
          hint={trustText.revokeDialog.byHint}
          error={missing(by)}
          value={by}
          onChange={setBy}
        />
        {error !== null && <ErrorNotice title={words.dropFailed} error={error} />}
        <div className="dialog-actions">
          <ActionButton label={commonText.cancel} onPress={onClose} />
          <ActionButton label={words.dropConfirm} look="danger" type="submit" isPending={isWorking} />
        </div>
      </form>
    </DialogFrame>
  );
}
