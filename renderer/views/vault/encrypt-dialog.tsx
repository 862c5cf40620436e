import { type FormEvent, useRef, useState } from 'react';
import { commonText } from '../../text/common.ts';
import { arrivalText, encryptText as words } from '../../text/vault.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { isSound, NewPassphrase, nothingTyped } from './new-passphrase.tsx';

interface EncryptDialogProps {
  /** What has arrived already; null when it is chosen here. */
  readonly arrived: readonly File[] | null;
  readonly onFiles: (files: readonly File[], passphrase: string) => void;
  /** The other way for what has arrived. */
  readonly onPlainFiles?: (files: readonly File[]) => void;
  readonly onClose: () => void;
}

/** The passphrase comes before the file: from the first byte on, nothing of the case is stored in the open. */
export function EncryptDialog({ arrived, onFiles, onPlainFiles, onClose }: EncryptDialogProps) {
  const [typed, setTyped] = useState(nothingTyped);
  const [isAsked, setIsAsked] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (!isSound(typed)) return;
    if (arrived === null) input.current?.click();
    else onFiles(arrived, typed.passphrase);
  };
  return (
    <DialogFrame title={words.title} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate autoComplete="off">
        {arrived !== null && <ArrivedFiles files={arrived} />}
        <p>{words.lead}</p>
        <p>
          <strong>{words.lost}</strong>
        </p>
        <p className="hint">{words.limits}</p>
        <NewPassphrase labels={words} typed={typed} onChange={setTyped} isAsked={isAsked} autoFocus />
        {arrived === null && (
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
        )}
        <div className="dialog-actions">
          <ActionButton label={commonText.cancel} onPress={onClose} />
          {arrived !== null && onPlainFiles !== undefined && (
            <ActionButton label={arrivalText.plain} onPress={() => onPlainFiles(arrived)} />
          )}
          <ActionButton
            label={arrived === null ? words.choose : arrivalText.encrypt}
            icon="open"
            look="primary"
            type="submit"
          />
        </div>
      </form>
    </DialogFrame>
  );
}

function ArrivedFiles({ files }: { readonly files: readonly File[] }) {
  return (
    <div>
      <p>{arrivalText.arrived(files.length)}</p>
      <ul className="vault-arrived">
        {files.map((file, index) => (
          // Two files of one name can come together, and neither moves.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is drawn once.
          <li key={index}>
            <EvidenceText text={file.name} limit={160} />
          </li>
        ))}
      </ul>
    </div>
  );
}
