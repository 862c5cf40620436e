import { useState } from 'react';
import type { WireError } from '../../../shared/contract/case-protocol.ts';
import type { IdentityView } from '../../../shared/contract/identity-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import type { Host } from '../../host/host.ts';
import { identityText } from '../../text/identity.ts';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { ActionButton } from '../common/action-button.tsx';
import { CopyButton } from '../common/copy-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { FileButton } from '../common/file-button.tsx';
import { Icon } from '../common/icon.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { IdentityCard, printIdentityCard } from './identity-card.tsx';
import { MakeDialog } from './make-dialog.tsx';
import { SystemKeepingRow } from './system-keeping.tsx';
import { TakeDialog } from './take-dialog.tsx';
import { UnlockDialog } from './unlock-dialog.tsx';
import { useIdentity, useWork } from './use-identity.ts';

/** One byte more than the worker takes, so that it is the worker who says that a file is too large. */
const mostFileBytes = 65_537;

/** The signing identity of this profile, and all that can be done with it. */
export function IdentitySection({ saveFile }: { readonly saveFile: Host['saveFile'] }) {
  const { state, show } = useIdentity();
  const [isMaking, setIsMaking] = useState(false);
  const { reviewer } = useSharedCaseWork();
  return (
    <section className="log-trust identity" aria-labelledby="identity-title">
      <h2 id="identity-title">{identityText.title}</h2>
      <p className="hint">{identityText.lead}</p>
      {state.kind === 'loading' && <p className="hint">{identityText.loading}</p>}
      {state.kind === 'failed' && <ErrorNotice title={identityText.failed} error={state.error} />}
      {state.kind === 'known' && state.identity === null && (
        <NoIdentity onMake={() => setIsMaking(true)} onRestored={show} />
      )}
      {state.kind === 'known' && state.identity !== null && (
        <KeptIdentity identity={state.identity} onChange={show} saveFile={saveFile} />
      )}
      {isMaking && (
        <MakeDialog
          reviewer={reviewer}
          onMade={(identity) => {
            show(identity);
            setIsMaking(false);
          }}
          onClose={() => setIsMaking(false)}
        />
      )}
    </section>
  );
}

interface NoIdentityProps {
  readonly onMake: () => void;
  readonly onRestored: (identity: IdentityView) => void;
}

function NoIdentity({ onMake, onRestored }: NoIdentityProps) {
  const client = useCaseClient();
  const { error, work } = useWork();
  const [pkcs12, setPkcs12] = useState<Uint8Array | null>(null);
  const restore = (file: File) =>
    work(async () => {
      const bytes = new Uint8Array(await file.slice(0, mostFileBytes).arrayBuffer());
      const restored = await client.call('importIdentity', { bytes });
      if (restored === null) setPkcs12(bytes);
      else onRestored(restored);
    });
  return (
    <>
      <div className="identity-actions">
        <span>{identityText.none}</span>
        <ActionButton label={identityText.make} icon="pen" onPress={onMake} />
        <FileButton
          label={identityText.restore}
          inputLabel={identityText.backupInput}
          icon="open"
          look="plain"
          onFiles={([file]) => file !== undefined && void restore(file)}
        />
      </div>
      {error !== null && <RestoreRefusal error={error} />}
      {pkcs12 !== null && <TakeDialog bytes={pkcs12} onTaken={onRestored} onClose={() => setPkcs12(null)} />}
    </>
  );
}

/** The words of the refusal, and below them each command that it names, ready to be copied. */
function RestoreRefusal({ error }: { readonly error: WireError }) {
  const [words = '', ...commands] = error.message.split('\n');
  return (
    <ErrorNotice title={identityText.restoreFailed} error={{ ...error, message: words }}>
      {commands.length === 0
        ? undefined
        : commands.map((command) => (
            <div key={command} className="sample-command">
              <code>{command}</code>
              <CopyButton text={command} what={identityText.command} />
            </div>
          ))}
    </ErrorNotice>
  );
}

interface KeptIdentityProps {
  readonly identity: IdentityView;
  readonly onChange: (identity: IdentityView | null) => void;
  readonly saveFile: Host['saveFile'];
}

function KeptIdentity({ identity, onChange, saveFile }: KeptIdentityProps) {
  const client = useCaseClient();
  const { error, work } = useWork();
  const [dialog, setDialog] = useState<'none' | 'unlock' | 'delete'>('none');
  const [said, setSaid] = useState('');
  const isUnlocked = identity.custodyKeys !== null;
  const close = () => setDialog('none');
  const backUp = () =>
    work(async () => {
      const { fileName, text } = await client.call('exportIdentity', {});
      const isSaved = await saveFile(fileName, new Blob([text], { type: 'application/x-pem-file' }));
      setSaid(isSaved ? identityText.backupSaved(fileName) : '');
    });
  return (
    <>
      <div className="identity-actions">
        <span className="badge" data-tone={isUnlocked ? 'good' : undefined} role="status">
          <Icon name={isUnlocked ? 'check' : 'none'} size={12} />
          {identityText.states[isUnlocked ? 'unlocked' : 'locked']}
        </span>
        {isUnlocked ? (
          <ActionButton
            label={identityText.lock}
            onPress={() => void work(async () => onChange(await client.call('lockIdentity', {})))}
          />
        ) : (
          <ActionButton label={identityText.unlock} onPress={() => setDialog('unlock')} />
        )}
        <ActionButton label={identityText.backup} onPress={() => void backUp()} />
        <ActionButton label={identityText.print} onPress={printIdentityCard} />
        <ActionButton
          label={identityText.remove}
          icon="trash"
          look="quiet"
          onPress={() => setDialog('delete')}
        />
        <span className="hint" role="status">
          {said}
        </span>
      </div>
      {error !== null && <ErrorNotice title={identityText.actionFailed} error={error} />}
      <SystemKeepingRow identity={identity} onChange={onChange} />
      <IdentityCard identity={identity} />
      {dialog === 'unlock' && (
        <UnlockDialog
          onUnlocked={(unlocked) => {
            onChange(unlocked);
            close();
          }}
          onClose={close}
        />
      )}
      {dialog === 'delete' && (
        <DeleteDialog
          identity={identity}
          onDeleted={() => {
            onChange(null);
            close();
          }}
          onClose={close}
        />
      )}
    </>
  );
}
