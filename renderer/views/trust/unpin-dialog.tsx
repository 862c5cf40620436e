import { commonText } from '../../text/common.ts';
import { trustText } from '../../text/trust.ts';
import { authorityText } from '../../text/trust-authorities.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { type PinnedThing, PinnedThingSubject } from './pinned-thing.tsx';
import { useDecision } from './use-decision.ts';

interface UnpinDialogProps {
  readonly caseId: string;
  readonly pinned: PinnedThing;
  readonly onClose: () => void;
}

/** Says what unpinning does to the verdicts before it is done. */
export function UnpinDialog({ caseId, pinned, onClose }: UnpinDialogProps) {
  const { isWorking, error, decide } = useDecision(onClose);
  const words = pinned.of === 'key' ? trustText : authorityText;
  const unpin = () => {
    if (pinned.of === 'key') decide('unpinKey', { caseId, keyId: pinned.key.keyId });
    else decide('unpinAuthority', { caseId, authorityId: pinned.authority.authorityId });
  };
  return (
    <DialogFrame title={words.unpinTitle} role="alertdialog" onClose={onClose}>
      <PinnedThingSubject pinned={pinned} />
      <p>{words.unpinBody}</p>
      {error !== null && <ErrorNotice title={words.unpinFailed} error={error} />}
      <div className="dialog-actions">
        <ActionButton label={commonText.cancel} onPress={onClose} autoFocus />
        <ActionButton label={words.unpinConfirm} look="danger" isPending={isWorking} onPress={unpin} />
      </div>
    </DialogFrame>
  );
}
