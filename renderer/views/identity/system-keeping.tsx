import { useState } from 'react';
import type { IdentityView, SystemKeepingOrder } from '../../../shared/contract/identity-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { systemStoreText as words } from '../../text/identity.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { formatTime } from '../common/format-time.ts';
import { useWork } from './use-identity.ts';

interface SystemKeepingProps {
  readonly identity: IdentityView;
  readonly onChange: (identity: IdentityView) => void;
}

/** Whether the operating system opens the identity as well. Nothing where there is no program around the window. */
export function SystemKeepingRow({ identity, onChange }: SystemKeepingProps) {
  const client = useCaseClient();
  const { caseId, reviewer } = useSharedCaseWork();
  const { isWorking, error, work } = useWork();
  const [isAsking, setIsAsking] = useState(false);
  const { system, name, custodyKeys } = identity;
  if (system === null) return null;
  const { standing, since } = system;
  const order: SystemKeepingOrder = { caseId, by: reviewer === '' ? name : reviewer };
  const keep = () =>
    work(async () => {
      onChange(await client.call('keepIdentityInSystem', order));
      setIsAsking(false);
    });
  const take = () => work(async () => onChange(await client.call('takeIdentityFromSystem', order)));
  return (
    <div className="identity-system">
      <div className="identity-actions">
        {since !== null && (
          <>
            <span>{words.on(formatTime(since))}</span>
            <ActionButton label={words.take} isPending={isWorking} onPress={() => void take()} />
          </>
        )}
        {since === null && standing.kind === 'available' && (
          <>
            <ActionButton
              label={words.keep}
              isDisabled={custodyKeys === null}
              onPress={() => setIsAsking(true)}
            />
            <span className="hint">{custodyKeys === null ? words.locked : words.off}</span>
          </>
        )}
        {since === null && standing.kind === 'unavailable' && (
          <span className="hint">{words.unavailable[standing.reason]}</span>
        )}
      </div>
      {error !== null && !isAsking && <ErrorNotice title={words.failed} error={error} />}
      {isAsking && standing.kind === 'available' && (
        <DialogFrame title={words.title} role="alertdialog" onClose={() => setIsAsking(false)}>
          <p>{words.lead(words.stores[standing.store])}</p>
          <p>
            <strong>{words.risk}</strong>
          </p>
          <p className="hint">{words.limits}</p>
          {error !== null && <ErrorNotice title={words.failed} error={error} />}
          <div className="dialog-actions">
            <ActionButton label={words.cancel} onPress={() => setIsAsking(false)} autoFocus />
            <ActionButton
              label={words.confirm}
              look="primary"
              isPending={isWorking}
              onPress={() => void keep()}
            />
          </div>
        </DialogFrame>
      )}
    </div>
  );
}
