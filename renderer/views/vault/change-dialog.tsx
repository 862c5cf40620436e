import { type FormEvent, useState } from 'react';
import { useCaseClient } from '../../client/case-client-context.ts';
import { commonText } from '../../text/common.ts';
import { unlockCaseText, changeText as words } from '../../text/vault.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { PassphraseField } from '../identity/passphrase-field.tsx';
import { useWork } from '../identity/use-identity.ts';
import { isSound, NewPassphrase, nothingTyped } from './new-passphrase.tsx';

interface ChangeDialogProps {
  readonly caseId: string;
  readonly onClose: () => void;
}

/** Wraps the key of the case under another passphrase. */
export function ChangeDialog({ caseId, onClose }: ChangeDialogProps) {
  const client = useCaseClient();
  const { isWorking, error, work } = useWork();
  const [passphrase, setPassphrase] = useState('');
  const [tried, setTried] = useState<string | null>(null);
  const [typed, setTyped] = useState(nothingTyped);
  const [isAsked, setIsAsked] = useState(false);
  const isWrong = error?.message === unlockCaseText.wrong;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (passphrase === '' || !isSound(typed) || isWorking) return;
    setTried(passphrase);
    void work(async () => {
      await client.call('changePassphrase', { caseId, passphrase, next: typed.passphrase });
      onClose();
    });
  };
  return (
    <DialogFrame title={words.title} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate autoComplete="off">
        <p>{words.lead}</p>
        <PassphraseField
          label={words.passphrase}
          hint={words.passphraseHint}
          error={isWrong && tried === passphrase ? unlockCaseText.wrong : null}
          value={passphrase}
          onChange={setPassphrase}
          autoFocus
        />
        <NewPassphrase
          labels={{ passphrase: words.next, again: words.again }}
          typed={typed}
          onChange={setTyped}
          isAsked={isAsked}
        />
        {error !== null && !isWrong && <ErrorNotice title={words.failed} error={error} />}
        <div className="dialog-actions">
          <span className="hint" role="status">
            {isWorking && words.working}
          </span>
          <ActionButton label={commonText.cancel} isDisabled={isWorking} onPress={onClose} />
          <ActionButton label={words.change} look="primary" type="submit" isPending={isWorking} />
        </div>
      </form>
    </DialogFrame>
  );
}
