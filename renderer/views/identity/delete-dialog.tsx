import { type FormEvent, useState } from 'react';
import type { IdentityView } from '../../../shared/contract/identity-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { commonText } from '../../text/common.ts';
import { deleteIdentityText as words } from '../../text/identity.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { Field } from '../common/field.tsx';
import { useWork } from './use-identity.ts';

interface DeleteDialogProps {
  readonly identity: IdentityView;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

/** Typing the name is slow on purpose: this may be the only copy of the key. */
export function DeleteDialog({ identity, onDeleted, onClose }: DeleteDialogProps) {
  const client = useCaseClient();
  const { isWorking, error, work } = useWork();
  const [typed, setTyped] = useState('');
  const { name, fingerprint } = identity;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== name) return;
    void work(async () => {
      await client.call('deleteIdentity', { fingerprint });
      onDeleted();
    });
  };
  return (
    <DialogFrame title={words.title} role="alertdialog" onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <p>{words.advice}</p>
        <Field
          label={words.typed}
          hint={words.hint(name)}
          error={null}
          value={typed}
          onChange={setTyped}
          autoFocus
        />
        {error !== null && <ErrorNotice title={words.failed} error={error} />}
        <div className="dialog-actions">
          <ActionButton label={commonText.cancel} onPress={onClose} />
          <ActionButton
            label={words.remove}
            icon="trash"
            look="danger"
            type="submit"
            isDisabled={typed.trim() !== name}
            isPending={isWorking}
          />
        </div>
      </form>
    </DialogFrame>
  );
}
