import { useState } from 'react';
import type { WireError } from '../../../shared/contract/case-protocol.ts';
import type { TrustedKey } from '../../../shared/trust/trusted-key.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';
import { commonText } from '../../text/common.ts';
import { trustText } from '../../text/trust.ts';
import { useCaseSession } from '../app/case-session.tsx';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Fingerprint } from './fingerprint.tsx';

interface UnpinDialogProps {
  readonly caseId: string;
  readonly trusted: TrustedKey;
  readonly onClose: () => void;
}

/** Says what unpinning does to the verdicts before it is done. */
export function UnpinDialog({ caseId, trusted, onClose }: UnpinDialogProps) {
  const client = useCaseClient();
  const { show } = useCaseSession();
  const [isWorking, setIsWorking] = useState(false);
  const [error, setError] = useState<WireError | null>(null);

  const unpin = () => {
    setIsWorking(true);
    setError(null);
    client.call('unpinKey', { caseId, keyId: trusted.keyId }).then(
      (view) => {
        show(view);
        onClose();
      },
      (thrown: unknown) => {
        setIsWorking(false);
        setError(toWireError(thrown));
      },
    );
  };
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
        <ActionButton label={trustText.unpinConfirm} look="danger" isPending={isWorking} onPress={unpin} />
      </div>
    </DialogFrame>
  );
}
