import { type FormEvent, useState } from 'react';
import type { IdentityView } from '../../../shared/contract/identity-protocol.ts';
import { passphraseHint, passphraseProblem } from '../../../shared/identity/passphrase.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { commonText } from '../../text/common.ts';
import { makeIdentityText, passphraseHints, takeIdentityText as words } from '../../text/identity.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { PassphraseField } from './passphrase-field.tsx';
import { useWork } from './use-identity.ts';

interface TakeDialogProps {
  /** A PKCS #12 file. */
  readonly bytes: Uint8Array;
  readonly onTaken: (identity: IdentityView) => void;
  readonly onClose: () => void;
}

/** Asks for the passphrase of the file, and for the one under which the identity is kept here. */
export function TakeDialog({ bytes, onTaken, onClose }: TakeDialogProps) {
  const client = useCaseClient();
  const { isWorking, error, work } = useWork();
  const [filePassphrase, setFilePassphrase] = useState('');
  /** The one that was tried last; another one is not yet wrong. */
  const [tried, setTried] = useState<string | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const isWrong = error?.kind === 'refused' && error.message === words.wrong && tried === filePassphrase;
  const faults = {
    passphrase: passphraseProblem(passphrase),
    again: again === passphrase ? null : makeIdentityText.different,
  };
  const said = (fault: string | null) => (isAsked ? fault : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (isWorking || Object.values(faults).some((fault) => fault !== null)) return;
    setTried(filePassphrase);
    void work(async () => onTaken(await client.call('importPkcs12', { bytes, filePassphrase, passphrase })));
  };
  return (
    <DialogFrame title={words.title} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <p>{words.lead}</p>
        <PassphraseField
          label={words.filePassphrase}
          hint={words.filePassphraseHint}
          error={isWrong ? words.wrong : null}
          value={filePassphrase}
          onChange={setFilePassphrase}
          autoFocus
        />
        <PassphraseField
          label={words.passphrase}
          hint={passphraseHints[passphraseHint(passphrase, '')]}
          error={said(faults.passphrase)}
          value={passphrase}
          onChange={setPassphrase}
          isNew
        />
        <PassphraseField
          label={makeIdentityText.again}
          hint={makeIdentityText.againHint}
          error={said(faults.again)}
          value={again}
          onChange={setAgain}
          isNew
        />
        {error !== null && error.message !== words.wrong && (
          <ErrorNotice title={words.failed} error={error} />
        )}
        <div className="dialog-actions">
          <span className="hint" role="status">
            {isWorking && words.taking}
          </span>
          <ActionButton label={commonText.cancel} isDisabled={isWorking} onPress={onClose} />
          <ActionButton label={words.take} look="primary" type="submit" isPending={isWorking} />
        </div>
      </form>
    </DialogFrame>
  );
}
