import { useEffect, useState } from 'react';
import { renderUtcTime } from '../../../shared/adapters/utc-time.ts';
import type { DeliveredFile, WireError } from '../../../shared/contract/case-protocol.ts';
import type { CheckedReport } from '../../../shared/contract/report-protocol.ts';
import type { TakenStampFiles } from '../../../shared/contract/stamp-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import { toWireError } from '../../client/case-error.ts';
import type { Host } from '../../host/host.ts';
import { produceText } from '../../text/reports-produce.ts';
import { stampCommand, stampText } from '../../text/reports-stamp.ts';
import { ActionButton } from '../common/action-button.tsx';
import { CopyButton } from '../common/copy-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { FileButton } from '../common/file-button.tsx';
import { useIdentity, useWork } from '../identity/use-identity.ts';
import { FileList } from './file-list.tsx';
import { isUnlocked, SignerPart } from './signer-part.tsx';

interface StampDialogProps {
  readonly caseId: string | null;
  readonly report: NonNullable<CheckedReport['report']>;
  readonly isPack: boolean;
  readonly files: readonly File[];
  readonly saveFile: Host['saveFile'];
  readonly onClose: () => void;
}

/** From the request to the answer of a time authority, which somebody carries there and back. */
export function StampDialog(props: StampDialogProps) {
  const { caseId, report, isPack, files, saveFile, onClose } = props;
  const client = useCaseClient();
  const identity = useIdentity();
  const taking = useWork();
  const { requests, error } = useStampRequests(files);
  const [taken, setTaken] = useState<TakenStampFiles | null>(null);
  const known = identity.state.kind === 'known' ? identity.state.identity : null;
  const isOwn = known?.fingerprint === report.preparer.fingerprint;
  const withPack = isPack && isOwn && isUnlocked(identity);
  const take = ([token]: readonly File[]) =>
    taking.work(async () => {
      if (token !== undefined) setTaken(await client.call('takeStamp', { caseId, files, token, withPack }));
    });
  return (
    <DialogFrame title={stampText.title(report.number)} onClose={onClose} width="wide">
      {taken !== null ? (
        <>
          <p role="status">
            <EvidenceText text={sentenceOf(taken)} limit={400} />
          </p>
          <p className="hint">{stampText.save}</p>
          <FileList files={taken.files} saveFile={saveFile} />
        </>
      ) : (
        <>
          <p>{stampText.lead}</p>
          <h3>{stampText.requests}</h3>
          {error !== null && <ErrorNotice title={stampText.notAsked} error={error} />}
          {requests === null && error === null && <p className="hint">{stampText.asking}</p>}
          {requests !== null && <FileList files={requests} saveFile={saveFile} />}
          <p className="hint">{stampText.command}</p>
          <p className="stock-command">
            <code>{stampCommand}</code>
            <CopyButton text={stampCommand} what={stampText.commandOf} />
          </p>
          <h3>{stampText.answer}</h3>
          <p className="hint">{stampText.answerHint}</p>
          {isPack && isOwn && <p className="hint">{stampText.packHint}</p>}
          {isPack && isOwn && <SignerPart identity={identity} />}
          {isPack && identity.state.kind === 'known' && !isOwn && (
            <p className="hint">{stampText.otherKey}</p>
          )}
          {taking.error !== null && <ErrorNotice title={stampText.failed} error={taking.error} />}
        </>
      )}
      <div className="dialog-actions">
        <ActionButton label={produceText.close} onPress={onClose} />
        {taken === null && requests !== null && (
          <FileButton
            label={stampText.choose}
            inputLabel={stampText.input}
            icon="open"
            look="primary"
            onFiles={(chosen) => void take(chosen)}
          />
        )}
      </div>
    </DialogFrame>
  );
}

interface StampRequestsState {
  readonly requests: readonly DeliveredFile[] | null;
  readonly error: WireError | null;
}

function useStampRequests(files: readonly File[]): StampRequestsState {
  const client = useCaseClient();
  const [state, setState] = useState<StampRequestsState>({ requests: null, error: null });
  useEffect(() => {
    let isCurrent = true;
    client.call('askStamp', { files }).then(
      (requests) => isCurrent && setState({ requests, error: null }),
      (thrown: unknown) => isCurrent && setState({ requests: null, error: toWireError(thrown) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [client, files]);
  return state;
}

function sentenceOf({ stamp: { outcome } }: TakenStampFiles): string {
  return outcome.kind === 'trusted'
    ? stampText.trusted(renderUtcTime(outcome.time), outcome.authority)
    : stampText.unknown(outcome.reason);
}
