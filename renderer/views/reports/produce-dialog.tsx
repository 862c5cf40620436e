import { useState } from 'react';
import type { ReportDraftContent } from '../../../shared/casework/report-draft.ts';
import type { LeavingContent, ProducedFiles } from '../../../shared/contract/report-protocol.ts';
import { useCaseClient } from '../../client/case-client-context.ts';
import type { Host } from '../../host/host.ts';
import { produceText } from '../../text/reports-produce.ts';
import { useCaseSession } from '../app/case-session.tsx';
import { useSharedCaseWork } from '../casework/case-work-provider.tsx';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { useIdentity } from '../identity/use-identity.ts';
import { LeavingPart } from './leaving-part.tsx';
import { MakingFoot, useMaking } from './making.tsx';
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
  const making = useMaking();
  const [isAcknowledged, setIsAcknowledged] = useState(false);
  const [withCustodyLog, setWithCustodyLog] = useState(true);
  const [produced, setProduced] = useState<ProducedFiles | null>(null);
  const produce = () =>
    making.make(async (options) => {
      const order = { caseId, draftId: draft.draftId, acknowledgedBy: reviewer, withCustodyLog };
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
    making.stop();
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
            disabled={making.isWorking}
            onChange={(event) => setWithCustodyLog(event.target.checked)}
          />
          <span>{produceText.custody(leaving.custodyRecords)}</span>
        </label>
      )}
      <label className="acknowledge">
        <input
          type="checkbox"
          checked={isAcknowledged}
          disabled={making.isWorking}
          onChange={(event) => setIsAcknowledged(event.target.checked)}
        />
        <span>{produceText.acknowledge}</span>
      </label>
      <MakingFoot
        making={making}
        text={produceText}
        isReady={isUnlocked(identity) && isAcknowledged}
        onMake={produce}
        onCancel={close}
      />
    </DialogFrame>
  );
}
