import { type FormEvent, useRef, useState } from 'react';
import { commonText } from '../../text/common.ts';
import { encryptText as words } from '../../text/vault.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { isSound, NewPassphrase, nothingTyped } from './new-passphrase.tsx';

interface EncryptDialogProps {
  readonly onFiles: (files: readonly File[], passphrase: string) => void;
  readonly onClose: () => void;
}

/** The passphrase comes before the file: from the first byte on, nothing of the case is stored in the open. */
export function EncryptDialog({ onFiles, onClose }: EncryptDialogProps) {
  const [typed, setTyped] = useState(nothingTyped);
  const [isAsked, setIsAsked] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (isSound(typed)) input.current?.click();
  };
  return (
    <DialogFrame title={words.title} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate autoComplete="off">
        <p>{words.lead}</p>
        <p>
          <strong>{words.lost}</strong>
        </p>
        <p className="hint">{words.limits}</p>
        <NewPassphrase labels={words} typed={typed} onChange={setTyped} isAsked={isAsked} autoFocus />
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={words.fileInput}
          onChange={({ currentTarget }) => {
            const files = Array.from(currentTarget.files ?? []);
            currentTarget.value = '';
            if (files.length > 0 && isSound(typed)) onFiles(files, typed.passphrase);
          }}
        />
        <div className="dialog-actions">
          <ActionButton label={commonText.cancel} onPress={onClose} />
          <ActionButton label={words.choose} icon="open" look="primary" type="submit" />
        </div>
      </form>
    </DialogFrame>
  );
}
