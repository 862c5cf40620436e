import { type FormEvent, useState } from 'react';
import type { IdentityView } from '../../../shared/contract/identity-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { commonText } from '../../text/common.ts';
import { systemStoreText, unlockText as words } from '../../text/identity.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { PassphraseField } from './passphrase-field.tsx';
import { useIdentity, useWork } from './use-identity.ts';

interface UnlockDialogProps {
  readonly onUnlocked: (identity: IdentityView) => void;
  readonly onClose: () => void;
}

/** Asks for the passphrase. A wrong one is said at the field, and nothing more than that it is wrong. */
export function UnlockDialog({ onUnlocked, onClose }: UnlockDialogProps) {
  const client = useCaseClient();
  const { isWorking, error, work } = useWork();
  const [passphrase, setPassphrase] = useState('');
  /** The one that was tried last; another one is not yet wrong. */
  const [tried, setTried] = useState<string | null>(null);
  const { state } = useIdentity();
  const system = state.kind === 'known' ? (state.identity?.system ?? null) : null;
  const bySystem = () => {
    setTried(null);
    void work(async () => onUnlocked(await client.call('openIdentityBySystem', {})));
  };
  const isWrong = error?.kind === 'refused' && error.message === words.wrong && tried === passphrase;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase === '' || isWorking) return;
    setTried(passphrase);
    void work(async () => onUnlocked(await client.call('openIdentity', { passphrase })));
  };
  return (
    <DialogFrame title={words.title} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <PassphraseField
          label={words.passphrase}
          hint={words.hint}
          error={isWrong ? words.wrong : null}
          value={passphrase}
          onChange={setPassphrase}
          autoFocus
        />
        {error !== null && error.message !== words.wrong && (
          <ErrorNotice title={tried === null ? systemStoreText.unlockFailed : words.failed} error={error} />
        )}
        <div className="dialog-actions">
          <span className="hint" role="status">
            {isWorking && words.working}
          </span>
          {/* First in the row, which stands to the right: it comes a moment later and moves none of the others. */}
          {system !== null && system.since !== null && (
            <ActionButton label={systemStoreText.unlock} isDisabled={isWorking} onPress={bySystem} />
          )}
          <ActionButton label={commonText.cancel} onPress={onClose} />
          <ActionButton label={words.unlock} look="primary" type="submit" isPending={isWorking} />
        </div>
      </form>
    </DialogFrame>
  );
}
