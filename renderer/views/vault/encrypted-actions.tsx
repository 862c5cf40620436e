import { useState } from 'react';
import type { CaseSummary } from '../../../shared/contract/case-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { vaultText } from '../../text/vault.ts';
import { useCaseSession } from '../app/case-session.tsx';
import { ActionButton } from '../common/action-button.tsx';
import { useWork } from '../identity/use-identity.ts';
import { ChangeDialog } from './change-dialog.tsx';

interface EncryptedActionsProps {
  readonly summary: CaseSummary;
  readonly onLocked: () => void;
}

/** What can be done with the key of an unlocked case. */
export function EncryptedActions({ summary: { caseId, name }, onLocked }: EncryptedActionsProps) {
  const client = useCaseClient();
  const session = useCaseSession();
  const { isWorking, error, work } = useWork();
  const [isChanging, setIsChanging] = useState(false);
  const lock = () =>
    work(async () => {
      await client.call('lockCase', { caseId });
      session.leaveLocked(caseId);
      onLocked();
    });
  return (
    <>
      {error !== null && <span role="alert">{vaultText.lockFailed}</span>}
      <ActionButton
        label={vaultText.lockShort}
        aria-label={vaultText.lock(name)}
        look="quiet"
        isPending={isWorking}
        onPress={() => void lock()}
      />
      <ActionButton
        label={vaultText.passphraseShort}
        aria-label={vaultText.passphraseOf(name)}
        look="quiet"
        onPress={() => setIsChanging(true)}
      />
      {isChanging && <ChangeDialog caseId={caseId} onClose={() => setIsChanging(false)} />}
    </>
  );
}
