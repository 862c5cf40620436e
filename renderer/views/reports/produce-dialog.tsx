import { useRef, useState } from 'react';
import type { ReportDraftContent } from '../../../shared/casework/report-draft.ts';
import type { Progress } from '../../../shared/contract/case-protocol.ts';
import type { LeavingContent, ProducedFiles } from '../../../shared/contract/report-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import type { Host } from '../../host/host.ts';
import { commonText } from '../../text/common.ts';
import { produceText } from '../../text/reports-produce.ts';
import { useCaseSession } from '../app/case-session.tsx';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { ProgressLine } from '../common/progress-line.tsx';
import { useIdentity, useWork } from '../identity/use-identity.ts';
import { LeavingPart } from './leaving-part.tsx';
import { ProducedFilesPart } from './produced-files.tsx';
import { isUnlocked, SignerPart } from './signer-part.tsx';

interface ProduceDialogProps {
  readonly caseId: string;
  readonly draft: ReportDraftContent;
  readonly leaving: LeavingContent;
  readonly saveFile: Host['saveFile'];
  readonly onProduced: () => void;
  /** Says whether a report came of it. */
  readonly onClose: (isProduced: boolean) => void;
}

/** The last look before a report leaves: who signs, what leaves in clear, and then the files. */
export function ProduceDialog(props: ProduceDialogProps) {
  const { caseId, draft, leaving, saveFile, onProduced, onClose } = props;
  const client = useCaseClient();
  const { reviewer } = useSharedCaseWork();
  const identity = useIdentity();
  const { checkNow } = useCaseSession();
  const { isWorking, error, work } = useWork();
  const [isAcknowledged, setIsAcknowledged] = useState(false);
  const [withCustodyLog, setWithCustodyLog] = useState(true);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [produced, setProduced] = useState<ProducedFiles | null>(null);
  const stop = useRef<AbortController | null>(null);
  const produce = () =>
    work(async () => {
      stop.current = new AbortController();
      setProgress(null);
      const order = { caseId, draftId: draft.draftId, acknowledgedBy: reviewer, withCustodyLog };
      const options = { signal: stop.current.signal, onProgress: setProgress };
      try {
        setProduced(await client.call('produceReport', order, options));
        onProduced();
      } catch (thrown) {
        // What was read before does not count any more, whatever ended the work: the strip must say what holds now.
        checkNow();
        throw thrown;
      }
    });
  const close = () => {
    stop.current?.abort();
    onClose(produced !== null);
  };
  if (produced !== null) {
    return (
      <DialogFrame title={produceText.done(produced.number)} onClose={close} width="wide">
        <p>{produceText.doneAdvice}</p>
        <ProducedFilesPart produced={produced} saveFile={saveFile} />
        <div className="dialog-actions">
          <ActionButton label={produceText.close} onPress={close} />
        </div>
      </DialogFrame>
    );
  }
  return (
    <DialogFrame title={produceText.title(draft.number.trim())} onClose={close} width="wide">
      <p className="hint">{produceText.lead}</p>
      <SignerPart identity={identity} />
      <LeavingPart leaving={leaving} />
      {leaving.custodyRecords === null ? (
        <p className="hint">{produceText.custodyStays}</p>
      ) : (
        <label className="acknowledge">
          <input
            type="checkbox"
            checked={withCustodyLog}
            disabled={isWorking}
            onChange={(event) => setWithCustodyLog(event.target.checked)}
          />
          <span>{produceText.custody(leaving.custodyRecords)}</span>
        </label>
      )}
      <label className="acknowledge">
        <input
          type="checkbox"
          checked={isAcknowledged}
          disabled={isWorking}
          onChange={(event) => setIsAcknowledged(event.target.checked)}
        />
        <span>{produceText.acknowledge}</span>
      </label>
      {error !== null && error.kind !== 'cancelled' && (
        <ErrorNotice title={produceText.failed} error={error} reassurance={produceText.failedAdvice} />
      )}
      {isWorking && (
        <ProgressLine label={produceText.progress} beforehand={produceText.beforehand} progress={progress} />
      )}
      <div className="dialog-actions">
        {isWorking ? (
          <ActionButton label={produceText.stop} onPress={() => stop.current?.abort()} />
        ) : (
          <ActionButton label={commonText.cancel} onPress={close} />
        )}
        <ActionButton
          label={produceText.produce}
          isMaking
          look="primary"
          isPending={isWorking}
          isDisabled={!isUnlocked(identity) || !isAcknowledged}
          onPress={() => void produce()}
        />
      </div>
    </DialogFrame>
  );
}
