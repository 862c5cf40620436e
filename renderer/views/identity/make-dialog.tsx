import { type FormEvent, useState } from 'react';
import type { IdentityView } from '../../../shared/contract/identity-protocol.ts';
import { identityNameProblem } from '../../../shared/identity/identity.ts';
import { passphraseHint, passphraseProblem } from '../../../shared/identity/passphrase.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { commonText } from '../../text/common.ts';
import { passphraseHints, makeIdentityText as words } from '../../text/identity.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { Field } from '../common/field.tsx';
import { PassphraseField } from './passphrase-field.tsx';
import { useWork } from './use-identity.ts';

interface MakeDialogProps {
  /** The name under which the person works, if that is known. */
  readonly reviewer: string;
  readonly onMade: (identity: IdentityView) => void;
  readonly onClose: () => void;
}

/** Asks for a name and a new passphrase. */
export function MakeDialog({ reviewer, onMade, onClose }: MakeDialogProps) {
  const client = useCaseClient();
  const { isWorking, error, work } = useWork();
  const [name, setName] = useState(reviewer);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const faults = {
    name: identityNameProblem(name),
    passphrase: passphraseProblem(passphrase),
    again: again === passphrase ? null : words.different,
  };
  const said = (fault: string | null) => (isAsked ? fault : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (Object.values(faults).some((fault) => fault !== null)) return;
    void work(async () => onMade(await client.call('makeIdentity', { name: name.trim(), passphrase })));
  };
  return (
    <DialogFrame title={words.title} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <p>{words.lead}</p>
        <Field
          label={words.name}
          hint={words.nameHint}
          error={said(faults.name)}
          value={name}
          onChange={setName}
          autoFocus
        />
        <PassphraseField
          label={words.passphrase}
          hint={passphraseHints[passphraseHint(passphrase, name)]}
          error={said(faults.passphrase)}
          value={passphrase}
          onChange={setPassphrase}
          isNew
        />
        <PassphraseField
          label={words.again}
          hint={words.againHint}
          error={said(faults.again)}
          value={again}
          onChange={setAgain}
          isNew
        />
        {error !== null && <ErrorNotice title={words.failed} error={error} />}
        <div className="dialog-actions">
          <span className="hint" role="status">
            {isWorking && words.making}
          </span>
          <ActionButton label={commonText.cancel} isDisabled={isWorking} onPress={onClose} />
          <ActionButton label={words.make} look="primary" type="submit" isPending={isWorking} />
        </div>
      </form>
    </DialogFrame>
  );
}
