import { type FormEvent, useRef, useState } from 'react';
import type { CaseSummary, Progress } from '../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { notePrivateCase } from '../../client/private-cases.ts';
import { commonText } from '../../text/common.ts';
import { encryptText, convertText as words } from '../../text/vault.ts';
import { useCaseSession } from '../app/case-session.tsx';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { ProgressLine } from '../common/progress-line.tsx';
import { forgetChoices } from '../explore/stored-choice.ts';
import { useWork } from '../identity/use-identity.ts';
import { isSound, NewPassphrase, nothingTyped } from './new-passphrase.tsx';

interface EncryptCaseDialogProps {
  readonly summary: CaseSummary;
  /** The case is encrypted from here on, also where not everything could be removed yet. */
  readonly onEncrypted: () => void;
  readonly onClose: () => void;
}

/** Encrypts a case that is in the open. What cannot be promised of it is said before. */
export function EncryptCaseDialog({ summary, onEncrypted, onClose }: EncryptCaseDialogProps) {
  const client = useCaseClient();
  const session = useCaseSession();
  const { isWorking, error, work } = useWork();
  const [typed, setTyped] = useState(nothingTyped);
  const [isAsked, setIsAsked] = useState(false);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [isLeft, setIsLeft] = useState(false);
  const stop = useRef(new AbortController());
  const { caseId, name } = summary;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (!isSound(typed) || isWorking) return;
    stop.current = new AbortController();
    setProgress(null);
    // A check of what is stored now would have to end first; what is stored then is checked anew.
    const { state } = session;
    const isChecked = state.kind === 'open' && state.view.case.caseId === caseId;
    const isCheckEnded = isChecked && state.check.kind === 'running';
    if (isCheckEnded) session.stopCheck();
    void work(async () => {
      const { signal } = stop.current;
      const order = { caseId, passphrase: typed.passphrase };
      const options = { signal, onProgress: setProgress };
      const { isClean } = await client.call('encryptCase', order, options).catch((thrown: unknown) => {
        if (isCheckEnded) session.checkNow();
        throw thrown;
      });
      notePrivateCase(caseId);
      forgetChoices(caseId);
      onEncrypted();
      if (isClean) onClose();
      else setIsLeft(true);
    });
  };
  const close = () => {
    stop.current.abort();
    if (!isWorking) onClose();
  };
  return (
    <DialogFrame title={words.title} onClose={close}>
      <p className="dialog-subject">
        <EvidenceText text={name} limit={300} />
      </p>
      {isLeft ? (
        <div className="form">
          <p role="status">{words.left}</p>
          <div className="dialog-actions">
            <ActionButton label={words.close} look="primary" onPress={onClose} autoFocus />
          </div>
        </div>
      ) : (
        <form className="form" onSubmit={submit} noValidate autoComplete="off">
          <p>{words.lead}</p>
          <p>
            <strong>{encryptText.lost}</strong>
          </p>
          <p className="hint">{words.remains}</p>
          <NewPassphrase
            labels={encryptText}
            typed={typed}
            onChange={setTyped}
            isAsked={isAsked}
            isDisabled={isWorking}
            autoFocus
          />
          {isWorking && (
            <ProgressLine label={words.progress} beforehand={words.beforehand} progress={progress} />
          )}
          {error !== null && error.kind !== 'cancelled' && <ErrorNotice title={words.failed} error={error} />}
          <div className="dialog-actions">
            <span className="hint" role="status">
              {error?.kind === 'cancelled' && words.stopped}
            </span>
            <ActionButton label={isWorking ? words.stop : commonText.cancel} onPress={close} />
            <ActionButton label={words.encrypt} look="primary" type="submit" isPending={isWorking} />
          </div>
        </form>
      )}
    </DialogFrame>
  );
}
