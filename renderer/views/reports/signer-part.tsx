import { useState } from 'react';
import type { IdentityView } from '../../../shared/contract/identity-protocol.ts';
import { identityText } from '../../text/identity.ts';
import { produceText } from '../../text/reports-produce.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { ActionButton } from '../common/action-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Facts } from '../common/facts.tsx';
import { MakeDialog } from '../identity/make-dialog.tsx';
import { UnlockDialog } from '../identity/unlock-dialog.tsx';
import type { UsedIdentity } from '../identity/use-identity.ts';

/** Whether somebody can sign at this moment. */
export function isUnlocked({ state }: UsedIdentity): boolean {
  return state.kind === 'known' && state.identity?.custodyKeys != null;
}

/** Who signs, and the way to it where nobody can: an identity is made or unlocked in place. */
export function SignerPart({ identity: used }: { readonly identity: UsedIdentity }) {
  const { state, show } = used;
  const { reviewer } = useSharedCaseWork();
  const [dialog, setDialog] = useState<'none' | 'make' | 'unlock'>('none');
  const take = (identity: IdentityView) => {
    show(identity);
    setDialog('none');
  };
  if (state.kind === 'loading') return <p className="hint">{identityText.loading}</p>;
  if (state.kind === 'failed') return <ErrorNotice title={identityText.failed} error={state.error} />;
  const { identity } = state;
  return (
    <section aria-label={produceText.signer} className="signer-part">
      <h3>{produceText.signer}</h3>
      {identity === null && (
        <div className="identity-actions">
          <span>{produceText.noIdentity}</span>
          <ActionButton label={produceText.makeIdentity} icon="pen" onPress={() => setDialog('make')} />
        </div>
      )}
      {identity !== null && identity.custodyKeys === null && (
        <div className="identity-actions">
          <span>
            <EvidenceText text={produceText.locked(identity.name)} limit={200} />
          </span>
          <ActionButton label={identityText.unlock} onPress={() => setDialog('unlock')} />
        </div>
      )}
      {identity !== null && identity.custodyKeys !== null && (
        <Facts
          facts={[
            { name: produceText.signsAs, value: <EvidenceText text={identity.name} limit={120} /> },
            { name: produceText.key, value: <code>{identity.fingerprint}</code> },
          ]}
        />
      )}
      {dialog === 'make' && (
        <MakeDialog reviewer={reviewer} onMade={take} onClose={() => setDialog('none')} />
      )}
      {dialog === 'unlock' && <UnlockDialog onUnlocked={take} onClose={() => setDialog('none')} />}
    </section>
  );
}
