import { type FormEvent, useState } from 'react';
import { parseTypedTime } from '../../../shared/case/typed-time.ts';
import type { TrustedKey } from '../../../shared/trust/trusted-key.ts';
import { commonText } from '../../text/common.ts';
import { trustText } from '../../text/trust.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Field } from '../common/field.tsx';
import { formatTime } from '../common/format-time.ts';
import { Fingerprint } from './fingerprint.tsx';
import { useDecision } from './use-decision.ts';

interface RevokeDialogProps {
  readonly caseId: string;
  readonly trusted: TrustedKey;
  readonly onClose: () => void;
}

/** Asks from when on a key counts no longer, why, and who says so. */
export function RevokeDialog({ caseId, trusted, onClose }: RevokeDialogProps) {
  const { isWorking, error, decide } = useDecision(onClose);
  const [typedFrom, setTypedFrom] = useState('');
  const [reason, setReason] = useState('');
  const [by, setBy] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const words = trustText.revokeDialog;
  const from = parseTypedTime(typedFrom, 'its-start');
  const missing = (value: string) => (isAsked && value.trim() === '' ? trustText.dialog.required : null);
  const fromError = missing(typedFrom) ?? (isAsked && from === null ? trustText.window.wrong : null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (from === null || reason.trim() === '' || by.trim() === '') return;
    decide('revokeKey', { caseId, keyId: trusted.keyId, from, reason, by });
  };
  return (
    <DialogFrame title={words.title} width="wide" onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <p>{words.lead}</p>
        <div className="dialog-subject">
          {trustText.roleNames[trusted.role]} · <EvidenceText text={trusted.origin} limit={300} />
          <br />
          <Fingerprint text={trusted.fingerprint} />
        </div>
        <Field
          label={words.from}
          hint={from === null ? words.fromHint : trustText.window.read(formatTime(from))}
          error={fromError}
          value={typedFrom}
          onChange={setTypedFrom}
          autoFocus
        />
        <Field
          label={words.reason}
          hint={words.reasonHint}
          error={missing(reason)}
          value={reason}
          onChange={setReason}
        />
        <Field label={words.by} hint={words.byHint} error={missing(by)} value={by} onChange={setBy} />
        {error !== null && <ErrorNotice title={words.failed} error={error} />}
        <div className="dialog-actions">
          <ActionButton label={commonText.cancel} onPress={onClose} />
          <ActionButton label={words.confirm} look="danger" type="submit" isPending={isWorking} />
        </div>
      </form>
    </DialogFrame>
  );
}
