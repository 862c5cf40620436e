import { useState } from 'react';
import type { SealedCustody } from '../../../shared/contract/identity-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import type { Host } from '../../host/host.ts';
import { identityText, sealText } from '../../text/identity.ts';
import { ActionButton } from '../common/action-button.tsx';
import { CopyButton } from '../common/copy-button.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { Facts } from '../common/facts.tsx';
import { UnlockDialog } from './unlock-dialog.tsx';
import { useIdentity, useWork } from './use-identity.ts';

interface SealSectionProps {
  readonly caseId: string;
  readonly saveFile: Host['saveFile'];
  /** A log that does not hold together is not signed. */
  readonly isBroken: boolean;
}

/** Makes a bundle of the case's log, once the identity is unlocked, and hands over what it takes to verify it. */
export function SealSection({ caseId, saveFile, isBroken }: SealSectionProps) {
  const client = useCaseClient();
  const { state, show } = useIdentity();
  const { isWorking, error, work } = useWork();
  const [isUnlocking, setIsUnlocking] = useState(false);
  const [sealed, setSealed] = useState<SealedCustody | null>(null);
  if (state.kind !== 'known' || isBroken) return null;
  const { identity } = state;
  const seal = () => work(async () => setSealed(await client.call('exportCustody', { caseId })));
  return (
    <section className="seal" aria-labelledby="seal-title">
      <h2 id="seal-title">{sealText.title}</h2>
      <p className="hint">{sealText.lead}</p>
      <div className="identity-actions">
        {identity === null && <span>{sealText.noIdentity}</span>}
        {identity !== null && identity.custodyKeys === null && (
          <>
            <span>{sealText.locked}</span>
            <ActionButton label={identityText.unlock} onPress={() => setIsUnlocking(true)} />
          </>
        )}
        {identity !== null && identity.custodyKeys !== null && (
          <ActionButton
            label={sealText.seal}
            icon="custody"
            look={sealed === null ? 'primary' : 'plain'}
            isPending={isWorking}
            onPress={() => void seal()}
          />
        )}
        <span className="hint" role="status">
          {isWorking && sealText.sealing}
        </span>
      </div>
      {error !== null && <ErrorNotice title={sealText.failed} error={error} />}
      {sealed !== null && <SealedFiles sealed={sealed} saveFile={saveFile} />}
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

interface SealedFilesProps {
  readonly sealed: SealedCustody;
  readonly saveFile: Host['saveFile'];
}

function SealedFiles({ sealed, saveFile }: SealedFilesProps) {
  const { bundle, logKey, signers, keys } = sealed;
  const [said, setSaid] = useState('');
  const save = async (fileName: string, content: BlobPart, type: string) => {
    const isSaved = await saveFile(fileName, new Blob([content], { type }));
    setSaid(isSaved ? sealText.saved(fileName) : '');
  };
  const command = `vouch verify '${bundle.fileName}' --vkey '${logKey.fileName}' --signers '${signers.fileName}'`;
  return (
    <div className="sealed">
      <p role="status">{sealText.sealed(sealed.records)}</p>
      <div className="identity-actions">
        <ActionButton
          label={sealText.saveBundle}
          look="primary"
          onPress={() => void save(bundle.fileName, bundle.bytes.slice(), 'application/zip')}
        />
        <ActionButton
          label={sealText.saveLogKey}
          onPress={() => void save(logKey.fileName, logKey.text, 'text/plain')}
        />
        <ActionButton
          label={sealText.saveSigners}
          onPress={() => void save(signers.fileName, signers.text, 'text/plain')}
        />
        <span className="hint" role="status">
          {said}
        </span>
      </div>
      <Facts
        facts={[
          { name: identityText.facts.log, value: <code>{keys.log}</code> },
          { name: identityText.facts.packer, value: <code>{keys.packer}</code> },
        ]}
      />
      <p className="hint">{sealText.keys}</p>
      {!bundle.fileName.includes("'") && (
        <div className="sample-command">
          <code>{command}</code>
          <CopyButton text={command} what={sealText.command} />
        </div>
      )}
    </div>
  );
}
