import type { TrustedKey } from '../../../shared/trust/trusted-key.ts';
import { commonText } from '../../text/common.ts';
import { trustText } from '../../text/trust.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { useDecision } from './use-decision.ts';

interface UnpinDialogProps {
  readonly caseId: string;
  readonly trusted: TrustedKey;
  readonly onClose: () => void;
}

/** Says what unpinning does to the verdicts before it is done. */
export function UnpinDialog({ caseId, trusted, onClose }: UnpinDialogProps) {
  const { isWorking, error, decide } = useDecision(onClose);
  return (
    <DialogFrame title={trustText.unpinTitle} role="alertdialog" onClose={onClose}>
      <p className="dialog-subject">
        {trustText.roleNames[trusted.role]} · <EvidenceText text={trusted.origin} limit={300} />
      </p>
      <Fingerprint text={trusted.fingerprint} />
      <p>{trustText.unpinBody}</p>
      {error !== null && <ErrorNotice title={trustText.unpinFailed} error={error} />}
      <div className="dialog-actions">
        <ActionButton label={commonText.cancel} onPress={onClose} autoFocus />
        <ActionButton
          label={trustText.unpinConfirm}
          look="danger"
          isPending={isWorking}
          onPress={() => decide('unpinKey', { caseId, keyId: trusted.keyId })}
        />
      </div>
    </DialogFrame>
  );
}
