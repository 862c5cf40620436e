import { type FormEvent, useId, useState } from 'react';
import type { AuthorityFile } from '../../../shared/case/named-authorities.ts';
import type { TrustFile } from '../../../shared/case/trust-file.ts';
import type { CaseView } from '../../../shared/contract/case-protocol.ts';
import { commonText } from '../../text/common.ts';
import { additionWords } from '../../text/trust.ts';
import { trustFileText } from '../../text/trust-files.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Facts } from '../common/facts.tsx';
import { FileButton } from '../common/file-button.tsx';
import { AuthorityPreview } from './authority-preview.tsx';
import { ComparedFields, isSaid, noTypedComparison } from './compared-fields.tsx';
import { ImportPreview } from './import-preview.tsx';
import { useDecision } from './use-decision.ts';
import { type ChosenFile, useTrustFile } from './use-trust-file.ts';
import { noTypedWindow, readTypedWindow, WindowFields } from './window-fields.tsx';

interface ImportDialogProps {
  readonly view: CaseView;
  readonly origins: readonly string[];
  readonly onClose: () => void;
}

const always = { validAfter: null, validBefore: null } as const;
/** One byte more than the worker takes, so that it is the worker who says that a file is too large. */
const mostBytes = 1024 * 1024 + 1;

/** Takes keys or witnesses of one log, or time authorities, from a file: shows what it would add, asks how it came, and only then adds it. */
export function ImportDialog({ view, origins, onClose }: ImportDialogProps) {
  const { caseId } = view.case;
  const { isWorking, error, decide } = useDecision(onClose);
  const [origin, setOrigin] = useState(origins[0] ?? '');
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const [comparison, setComparison] = useState(noTypedComparison);
  const [typedWindow, setTypedWindow] = useState(noTypedWindow);
  const [isAsked, setIsAsked] = useState(false);
  const window = readTypedWindow(typedWindow);
  const preview = useTrustFile({ caseId, origin, chosen, window: window ?? always });
  const file = preview.kind === 'shown' ? preview.file : null;
  const additions = file === null ? '' : additionsOf(file);
  const hasAdditions = file !== null && additions !== '';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (chosen === null || !hasAdditions || window === null || !isSaid(comparison)) return;
    decide('addTrustFile', { caseId, origin, ...chosen, ...comparison, window });
  };

  return (
    <DialogFrame title={trustFileText.title} width="wide" onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <p>{trustFileText.lead}</p>
        {file?.kind !== 'certificates' && (
          <LogChoice origins={origins} chosen={origin} onChoose={setOrigin} />
        )}
        <div className="file-choice">
          <FileButton
            label={chosen === null ? trustFileText.choose : trustFileText.chooseAnother}
            inputLabel={trustFileText.input}
            icon="open"
            look={chosen === null ? 'primary' : 'plain'}
            onFiles={([first]) => first !== undefined && void readChosen(first).then(setChosen)}
          />
          {chosen === null ? (
            <span className="hint">{trustFileText.accepted}</span>
          ) : (
            <EvidenceText text={chosen.fileName} limit={160} />
          )}
        </div>
        {preview.kind === 'reading' && <p className="hint">{trustFileText.reading}</p>}
        {preview.kind === 'failed' && <ErrorNotice title={trustFileText.unreadable} error={preview.error} />}
        {file?.kind === 'certificates' && <AuthorityPreview file={file} pinned={view.authorities} />}
        {file !== null && file.kind !== 'certificates' && (
          <ImportPreview file={file} pinned={view.trustedKeys} />
        )}
        {hasAdditions && (
          <>
            {namesLogKeys(file) && (
              <WindowFields typed={typedWindow} onChange={setTypedWindow} isAsked={isAsked} />
            )}
            <ComparedFields
              words={trustFileText}
              typed={comparison}
              onChange={setComparison}
              isAsked={isAsked}
            />
          </>
        )}
        {error !== null && <ErrorNotice title={trustFileText.failed} error={error} />}
        <div className="dialog-actions">
          {isWorking && <span className="hint">{trustFileText.adding}</span>}
          <ActionButton label={commonText.cancel} onPress={onClose} />
          {hasAdditions && (
            <ActionButton
              label={trustFileText.add(additions)}
              icon="trust"
              look="primary"
              type="submit"
              isPending={isWorking}
            />
          )}
        </div>
      </form>
    </DialogFrame>
  );
}

/** What a file would add, in words; empty when there is nothing. */
function additionsOf(file: TrustFile | AuthorityFile): string {
  if (file.kind === 'certificates') return additionWords(0, null, file.authorities.length);
  return additionWords(file.keys.length, file.policy?.witnesses.length ?? null);
}

/** An allowed_signers line has its own window; a policy without log keys has none, nor has a certificate another than its own. */
function namesLogKeys(file: TrustFile | AuthorityFile): boolean {
  return file.kind !== 'certificates' && file.keys.some(({ key }) => key.role === 'log');
}

/** Read once, here: a file that is changed on disk between looking and adding must not add something else. */
async function readChosen(file: File): Promise<ChosenFile> {
  return { fileName: file.name, bytes: new Uint8Array(await file.slice(0, mostBytes).arrayBuffer()) };
}

function LogChoice(props: {
  readonly origins: readonly string[];
  readonly chosen: string;
  readonly onChoose: (origin: string) => void;
}) {
  const name = useId();
  const [only, ...more] = props.origins;
  if (only === undefined) return null;
  if (more.length === 0) {
    return <Facts facts={[{ name: trustFileText.log, value: <EvidenceText text={only} limit={300} /> }]} />;
  }
  return (
    <fieldset className="log-choice">
      <legend>{trustFileText.log}</legend>
      {props.origins.map((origin) => (
        <label key={origin}>
          <input
            type="radio"
            name={name}
            checked={origin === props.chosen}
            onChange={() => props.onChoose(origin)}
          />
          <EvidenceText text={origin} limit={300} />
        </label>
      ))}
    </fieldset>
  );
}
