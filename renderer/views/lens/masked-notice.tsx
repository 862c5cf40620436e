import { type FormEvent, useState } from 'react';
import type { EntryOrdinal } from '../../../shared/bytes/units.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { lensText } from '../../text/lens.ts';
import { useReviewer } from '../casework/use-reviewer.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { Field } from '../common/field.tsx';
import { useWork } from '../identity/use-identity.ts';

interface MaskedNoticeProps {
  readonly caseId: string;
  readonly bundleId: string;
  readonly ordinal: EntryOrdinal;
  readonly onUnmasked: () => void;
}

/** Says that a line is masked, and offers it as it is to whoever says why. */
export function MaskedNotice(props: MaskedNoticeProps) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <div className="masked-notice">
      <p>{lensText.masked}</p>
      <ActionButton label={lensText.unmask} onPress={() => setIsAsking(true)} />
      {isAsking && <UnmaskDialog {...props} onClose={() => setIsAsking(false)} />}
    </div>
  );
}

function UnmaskDialog(props: MaskedNoticeProps & { readonly onClose: () => void }) {
  const { caseId, bundleId, ordinal, onUnmasked, onClose } = props;
  const client = useCaseClient();
  const [reviewer] = useReviewer();
  const { isWorking, error, work } = useWork();
  const [reason, setReason] = useState('');
  const [by, setBy] = useState(reviewer);
  const unmask = (event: FormEvent) => {
    event.preventDefault();
    void work(async () => {
      await client.call('unmaskEntry', { caseId, bundleId, ordinal, reason: reason.trim(), by: by.trim() });
      onClose();
      onUnmasked();
    });
  };
  return (
    <DialogFrame title={lensText.unmaskTitle} onClose={onClose}>
      <form className="unmask" onSubmit={unmask}>
        <p>{lensText.unmaskLead}</p>
        <Field
          label={lensText.reason}
          hint={lensText.reasonHint}
          error={null}
          value={reason}
          onChange={setReason}
          autoFocus
        />
        <Field label={lensText.by} hint={lensText.byHint} error={null} value={by} onChange={setBy} />
        {error !== null && <ErrorNotice title={lensText.unmaskFailed} error={error} />}
        <div className="dialog-actions">
          <ActionButton label={lensText.cancel} onPress={onClose} />
          <ActionButton
            type="submit"
            label={lensText.confirm}
            look="primary"
            isDisabled={isWorking || reason.trim() === '' || by.trim() === ''}
          />
        </div>
      </form>
    </DialogFrame>
  );
}
