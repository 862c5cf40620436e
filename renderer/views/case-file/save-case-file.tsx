import { type FormEvent, useRef, useState } from 'react';
import type { SavedCaseFile } from '../../../shared/contract/case-file-protocol.ts';
import type { Progress } from '../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import type { Host } from '../../host/host.ts';
import { caseFileText } from '../../text/case-file.ts';
import { identityText } from '../../text/identity.ts';
import { overlayText } from '../../text/overlay.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { ActionButton } from '../common/action-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Facts } from '../common/facts.tsx';
import { Field } from '../common/field.tsx';
import { ProgressLine } from '../common/progress-line.tsx';
import { UnlockDialog } from '../identity/unlock-dialog.tsx';
import { useIdentity, useWork } from '../identity/use-identity.ts';

type Saved = SavedCaseFile & { readonly isKept: boolean };

/** Signs the whole case for somebody else, and writes down for whom. */
export function SaveCaseFile({ saveFile }: { readonly saveFile: Host['saveFile'] }) {
  const client = useCaseClient();
  const { caseId, reviewer } = useSharedCaseWork();
  const { state, show } = useIdentity();
  const { isWorking, error, work } = useWork();
  const [isUnlocking, setIsUnlocking] = useState(false);
  const [by, setBy] = useState(reviewer);
  const [to, setTo] = useState('');
  const [purpose, setPurpose] = useState('');
  const [progress, setProgress] = useState<Progress | null>(null);
  const [saved, setSaved] = useState<Saved | null>(null);
  const stop = useRef(new AbortController());
  const identity = state.kind === 'known' ? state.identity : null;
  const isLocked = identity !== null && identity.custodyKeys === null;
  const isStated = [by, to, purpose].every((text) => text.trim() !== '');
  const save = (event: FormEvent) => {
    event.preventDefault();
    stop.current = new AbortController();
    setSaved(null);
    setProgress(null);
    void work(async () => {
      const handOver = { by: by.trim(), to: to.trim(), purpose: purpose.trim() };
      const { signal } = stop.current;
      const made = await client.call(
        'saveCaseFile',
        { caseId, handOver },
        { signal, onProgress: setProgress },
      );
      if (!(made.file instanceof Blob)) return;
      setSaved({ ...made, isKept: await saveFile(made.file.name, made.file) });
    });
  };
  return (
    <form aria-labelledby="case-file-save" className="case-file" onSubmit={save}>
      <h2 id="case-file-save">{caseFileText.saveTitle}</h2>
      <p className="hint">{caseFileText.saveLead}</p>
      <div className="case-file-fields">
        <Field label={caseFileText.by} hint={caseFileText.byHint} error={null} value={by} onChange={setBy} />
        <Field label={caseFileText.to} hint={caseFileText.toHint} error={null} value={to} onChange={setTo} />
        <Field
          label={caseFileText.purpose}
          hint={caseFileText.purposeHint}
          error={null}
          value={purpose}
          onChange={setPurpose}
        />
      </div>
      <div className="exchange-actions">
        {isLocked ? (
          <>
            <ActionButton label={identityText.unlock} onPress={() => setIsUnlocking(true)} />
            <span>{overlayText.locked}</span>
          </>
        ) : (
          <ActionButton
            type="submit"
            label={caseFileText.save}
            isDisabled={identity === null || isWorking || !isStated}
          />
        )}
        {isWorking && <ActionButton label={caseFileText.stop} onPress={() => stop.current.abort()} />}
        <span role="status">{state.kind === 'known' && identity === null && overlayText.noIdentity}</span>
      </div>
      {isWorking && (
        <ProgressLine label={caseFileText.saving} beforehand={caseFileText.saving} progress={progress} />
      )}
      {error !== null && error.kind !== 'cancelled' && (
        <ErrorNotice title={caseFileText.saveFailed} error={error} />
      )}
      {saved !== null && <SavedFacts saved={saved} />}
      {isUnlocking && (
        <UnlockDialog
          onUnlocked={(unlocked) => {
            show(unlocked);
            setIsUnlocking(false);
          }}
          onClose={() => setIsUnlocking(false)}
        />
      )}
    </form>
  );
}

function SavedFacts({ saved }: { readonly saved: Saved }) {
  const { file, records, files, manifestSha256, fingerprint, isKept } = saved;
  return (
    <div role="status">
      <p>
        <EvidenceText
          text={isKept ? caseFileText.saved(file.name, records, files) : caseFileText.notKept}
          limit={300}
        />
      </p>
      <Facts
        facts={[
          { name: caseFileText.key, value: <code>{fingerprint}</code> },
          { name: caseFileText.manifest, value: <code>{manifestSha256}</code> },
        ]}
      />
      <p className="hint">{caseFileText.savedAdvice}</p>
    </div>
  );
}
