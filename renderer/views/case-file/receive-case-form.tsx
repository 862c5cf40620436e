import { type FormEvent, useRef, useState } from 'react';
import type { CaseFilePreview, CaseFileStanding } from '../../../shared/contract/case-file-protocol.ts';
import type { JudgedCaseView, Progress } from '../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { caseFileText } from '../../text/case-file.ts';
import { encryptText, receiveEncryptedText } from '../../text/vault.ts';
import { useReviewer } from '../casework/use-reviewer.ts';
import { ActionButton } from '../common/action-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Facts } from '../common/facts.tsx';
import { Field } from '../common/field.tsx';
import { formatBytes } from '../common/format-number.ts';
import { formatTime } from '../common/format-time.ts';
import { ProgressLine } from '../common/progress-line.tsx';
import { useWork } from '../identity/use-identity.ts';
import { areNewCasesEncrypted } from '../vault/encrypt-new-cases.ts';
import { isSound, NewPassphrase, nothingTyped } from '../vault/new-passphrase.tsx';

interface ReceiveCaseFormProps {
  readonly file: File;
  readonly preview: CaseFilePreview;
  readonly onTaken: (view: JudgedCaseView) => void;
  /** It was not taken as a whole: what is here by now is to be read again. */
  readonly onStopped: () => void;
  readonly onClose: () => void;
}

/** Who signed the case, what is in it, and the decision to take it. */
export function ReceiveCaseForm(props: ReceiveCaseFormProps) {
  const { file, preview, onTaken, onStopped, onClose } = props;
  const client = useCaseClient();
  const { isWorking, error, work } = useWork();
  const [reviewer] = useReviewer();
  const [by, setBy] = useState(reviewer);
  const [typed, setTyped] = useState('');
  const [isWithout, setIsWithout] = useState(false);
  const isNew = preview.here.kind === 'not-here';
  const [isEncrypting, setIsEncrypting] = useState(
    () => isNew && (preview.wasEncrypted || areNewCasesEncrypted()),
  );
  const [passphrase, setPassphrase] = useState(nothingTyped);
  const [isAsked, setIsAsked] = useState(false);
  const [progress, setProgress] = useState<Progress | null>(null);
  const stop = useRef(new AbortController());
  const { signer, here } = preview;
  const isRest = isRestOf(preview);
  const canTake = here.kind === 'not-here' || here.kind === 'earlier' || isRest;
  const typedFingerprint = typed.trim();
  const isWrong = typedFingerprint !== '' && typedFingerprint !== signer.fingerprint;
  const isDecided = signer.isOwn || isWithout || (typedFingerprint !== '' && !isWrong);
  const take = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    const encrypts = isNew && isEncrypting;
    if (encrypts && !isSound(passphrase)) return;
    stop.current = new AbortController();
    void work(async () => {
      const taken = { source: file, by: by.trim(), typedFingerprint };
      const order = encrypts ? { ...taken, passphrase: passphrase.passphrase } : taken;
      const { signal } = stop.current;
      const taking = client.call('receiveCaseFile', order, { signal, onProgress: setProgress });
      // What is whole by then stays, and the rest can be taken by the same button.
      taking.catch(onStopped);
      onTaken(await taking);
    });
  };
  return (
    <form className="case-file" onSubmit={take}>
      <PreviewFacts preview={preview} />
      {canTake && (
        <>
          {!signer.isOwn && (
            <>
              <Field
                label={caseFileText.typed}
                hint={caseFileText.typedHint}
                error={isWrong ? caseFileText.typedWrong : null}
                isRequired={false}
                isCode
                value={typed}
                onChange={setTyped}
              />
              <label>
                <input
                  type="checkbox"
                  checked={isWithout}
                  onChange={(event) => setIsWithout(event.target.checked)}
                />{' '}
                {caseFileText.without}
              </label>
            </>
          )}
          <Field
            label={caseFileText.receivedBy}
            hint={caseFileText.receivedByHint}
            error={null}
            value={by}
            onChange={setBy}
          />
        </>
      )}
      {isNew && (
        <div className="form">
          {preview.wasEncrypted && <p>{receiveEncryptedText.was}</p>}
          <label>
            <input
              type="checkbox"
              checked={isEncrypting}
              disabled={isWorking}
              onChange={(event) => setIsEncrypting(event.target.checked)}
            />{' '}
            {receiveEncryptedText.choose}
          </label>
          {isEncrypting && (
            <>
              <p>
                <strong>{encryptText.lost}</strong>
              </p>
              <NewPassphrase
                labels={encryptText}
                typed={passphrase}
                onChange={setPassphrase}
                isAsked={isAsked}
                isDisabled={isWorking}
              />
            </>
          )}
        </div>
      )}
      {isWorking && (
        <ProgressLine
          label={caseFileText.receiving}
          beforehand={caseFileText.receiving}
          progress={progress}
        />
      )}
      {error !== null && (
        <>
          <ErrorNotice title={caseFileText.receiveFailed} error={error} />
          <p className="hint">{caseFileText.receiveAdvice}</p>
        </>
      )}
      <div className="dialog-actions">
        {isWorking ? (
          <ActionButton label={caseFileText.stop} onPress={() => stop.current.abort()} />
        ) : (
          <ActionButton label={caseFileText.close} onPress={onClose} />
        )}
        {canTake && (
          <ActionButton
            type="submit"
            label={caseFileText.receive}
            look="primary"
            isDisabled={isWorking || !isDecided || isWrong || by.trim() === ''}
          />
        )}
      </div>
    </form>
  );
}

function PreviewFacts({ preview }: { readonly preview: CaseFilePreview }) {
  const { name, records, firstTime, lastTime, files, absent, manifestSha256, signer, here, missing } =
    preview;
  const { facts } = caseFileText;
  return (
    <Facts
      facts={[
        { name: facts.name, value: <EvidenceText text={name} limit={300} /> },
        {
          name: facts.records,
          value: caseFileText.log(records, formatTime(firstTime), formatTime(lastTime)),
        },
        {
          name: facts.files,
          value: (
            <ul className="case-file-list">
              {files.map(({ fileName, bytes, fileSha256 }) => (
                <li key={fileSha256}>
                  <EvidenceText text={caseFileText.file(fileName, formatBytes(bytes))} limit={300} />
                </li>
              ))}
            </ul>
          ),
        },
        ...(absent.length === 0
          ? []
          : [
              {
                name: facts.absent,
                value: (
                  <EvidenceText
                    text={caseFileText.absent(absent.map(({ fileName }) => fileName).join(', '))}
                    limit={600}
                  />
                ),
              },
            ]),
        { name: facts.manifest, value: <code>{manifestSha256}</code> },
        {
          name: facts.signer,
          value: (
            <>
              <code>{signer.fingerprint}</code>
              <p className="hint">{signer.isOwn ? caseFileText.own : caseFileText.unknown}</p>
            </>
          ),
        },
        { name: facts.here, value: isRestOf(preview) ? caseFileText.rest(missing) : standingWords(here) },
      ]}
    />
  );
}

/** Its log is here, and files are not: taking it was stopped, or they were lost. */
function isRestOf({ here, missing }: CaseFilePreview): boolean {
  return (here.kind === 'same' || here.kind === 'later') && missing > 0;
}

function standingWords(here: CaseFileStanding): string {
  switch (here.kind) {
    case 'not-here':
    case 'same':
      return caseFileText.here[here.kind];
    case 'earlier':
    case 'later':
      return caseFileText.here[here.kind](here.more);
    case 'forked':
      return caseFileText.here.forked(here.at);
    default:
      return here satisfies never;
  }
}
