import { useState } from 'react';
import type { SavedOverlay } from '../../../shared/contract/overlay-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import type { Host } from '../../host/host.ts';
import { identityText } from '../../text/identity.ts';
import { overlayText } from '../../text/overlay.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { ActionButton } from '../common/action-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Facts } from '../common/facts.tsx';
import { UnlockDialog } from '../identity/unlock-dialog.tsx';
import { useIdentity, useWork } from '../identity/use-identity.ts';

/** Signs what was made in the case, once the identity is unlocked. */
export function SaveOverlay({ saveFile }: { readonly saveFile: Host['saveFile'] }) {
  const client = useCaseClient();
  const { caseId, reviewer } = useSharedCaseWork();
  const { state, show } = useIdentity();
  const { isWorking, error, work } = useWork();
  const [isUnlocking, setIsUnlocking] = useState(false);
  const [saved, setSaved] = useState<SavedOverlay | null>(null);
  const identity = state.kind === 'known' ? state.identity : null;
  const isLocked = identity !== null && identity.custodyKeys === null;
  const save = () =>
    work(async () => {
      const overlay = await client.call('exportOverlay', { caseId, reviewer });
      const blob = new Blob([overlay.bytes.slice()], { type: 'application/zip' });
      setSaved((await saveFile(overlay.fileName, blob)) ? overlay : null);
    });
  return (
    <section aria-labelledby="overlay-save">
      <h2 id="overlay-save">{overlayText.saveTitle}</h2>
      <p className="hint">{overlayText.saveLead}</p>
      <div className="exchange-actions">
        {isLocked ? (
          <>
            <ActionButton label={identityText.unlock} onPress={() => setIsUnlocking(true)} />
            <span>{overlayText.locked}</span>
          </>
        ) : (
          <ActionButton
            label={overlayText.save}
            look="primary"
            isDisabled={identity === null || reviewer === '' || isWorking}
            onPress={() => void save()}
          />
        )}
        <span role="status">
          {isWorking && overlayText.saving}
          {state.kind === 'known' && identity === null && overlayText.noIdentity}
          {identity !== null && reviewer === '' && overlayText.nameless}
        </span>
      </div>
      {state.kind === 'failed' && <ErrorNotice title={overlayText.saveFailed} error={state.error} />}
      {error !== null && <ErrorNotice title={overlayText.saveFailed} error={error} />}
      {saved !== null && (
        <div role="status">
          <p>
            <EvidenceText text={overlayText.saved(saved.fileName, saved.records)} limit={200} />
          </p>
          <Facts
            facts={[
              { name: overlayText.savedKey, value: <code>{saved.fingerprint}</code> },
              { name: overlayText.savedDigest, value: <code>{saved.sha256}</code> },
            ]}
          />
          <p className="hint">{overlayText.savedAdvice}</p>
        </div>
      )}
      {isUnlocking && (
        <UnlockDialog
          onUnlocked={(unlocked) => {
            show(unlocked);
            setIsUnlocking(false);
          }}
          onClose={() => setIsUnlocking(false)}
        />
      )}
    </section>
  );
}
