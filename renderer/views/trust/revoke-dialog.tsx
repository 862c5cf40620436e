import { type FormEvent, useState } from 'react';
import { parseTypedTime } from '../../../shared/case/typed-time.ts';
import { commonText } from '../../text/common.ts';
import { trustText } from '../../text/trust.ts';
import { authorityText } from '../../text/trust-authorities.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { Field } from '../common/field.tsx';
import { formatTime } from '../common/format-time.ts';
import { type PinnedThing, PinnedThingSubject } from './pinned-thing.tsx';
import { useDecision } from './use-decision.ts';

interface RevokeDialogProps {
  readonly caseId: string;
  readonly pinned: PinnedThing;
  readonly onClose: () => void;
}

/** Asks from when on a key or a time authority counts no longer, why, and who says so. */
export function RevokeDialog({ caseId, pinned, onClose }: RevokeDialogProps) {
  const { isWorking, error, decide } = useDecision(onClose);
  const [typedFrom, setTypedFrom] = useState('');
  const [reason, setReason] = useState('');
  const [by, setBy] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const words = pinned.of === 'key' ? trustText.revokeDialog : authorityText.revokeDialog;
  const from = parseTypedTime(typedFrom, 'its-start');
  const missing = (value: string) => (isAsked && value.trim() === '' ? trustText.dialog.required : null);
  const fromError = missing(typedFrom) ?? (isAsked && from === null ? trustText.window.wrong : null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (from === null || reason.trim() === '' || by.trim() === '') return;
    const said = { caseId, from, reason, by };
    if (pinned.of === 'key') decide('revokeKey', { ...said, keyId: pinned.key.keyId });
    else decide('revokeAuthority', { ...said, authorityId: pinned.authority.authorityId });
  };
  return (
    <DialogFrame title={words.title} width="wide" onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <p>{words.lead}</p>
        <PinnedThingSubject pinned={pinned} />
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
