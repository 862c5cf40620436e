import { useState } from 'react';
import { toVisibleString } from '../../../../shared/bytes/visible-text.ts';
import type { BundleView } from '../../../../shared/contract/case-protocol.ts';
import type { RedactedBundle } from '../../../../shared/contract/redaction-protocol.ts';
import { plainRedactionOrder, type RedactionOrderFile } from '../../../../shared/redaction/order-file.ts';
import { useCaseClient } from '../../../client/case-client-context.ts';
import type { Host } from '../../../host/host.ts';
import { redactedText } from '../../../text/redaction.ts';
import { useSharedCaseWork } from '../../casework/case-work-provider.tsx';
import { ReviewerForm } from '../../casework/reviewer-form.tsx';
import { DialogFrame } from '../../common/dialog-frame.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { Field } from '../../common/field.tsx';
import { useIdentity } from '../../identity/use-identity.ts';
import { MakingFoot, useMaking } from '../making.tsx';
import { isUnlocked, SignerPart } from '../signer-part.tsx';
import { BundleRules } from './bundle-rules.tsx';
import { RedactedFiles } from './redacted-files.tsx';
import { useBundlePlan } from './use-bundle-plan.ts';

interface RedactBundleDialogProps {
  readonly caseId: string;
  readonly bundle: BundleView;
  /** Only the entries that it finds stay; empty for all. */
  readonly query: string;
  readonly saveFile: Host['saveFile'];
  readonly onClose: () => void;
}

/** Makes a bundle of its own without what a recipient must not see: the rules, who signs, and then the files. */
export function RedactBundleDialog(props: RedactBundleDialogProps) {
  const { caseId, bundle, query, saveFile, onClose } = props;
  const client = useCaseClient();
  const { reviewer } = useSharedCaseWork();
  const identity = useIdentity();
  const making = useMaking();
  const [order, setOrder] = useState<RedactionOrderFile>(() => ({
    ...plainRedactionOrder,
    keepOnly: query === '' ? [] : [query],
  }));
  const used = useBundlePlan(caseId, bundle.bundleId, order);
  const [reason, setReason] = useState('');
  const [isAcknowledged, setIsAcknowledged] = useState(false);
  const [made, setMade] = useState<RedactedBundle | null>(null);
  const title = redactedText.title(toVisibleString(bundle.fileName));
  const isPlanned = used.isCurrent && used.error === null && used.answer?.problems.length === 0;
  const isReady =
    isPlanned && reason.trim() !== '' && isAcknowledged && reviewer !== '' && isUnlocked(identity);
  const make = () => {
    const asked = { caseId, bundleId: bundle.bundleId, order, reason, acknowledgedBy: reviewer };
    making.make(async (options) => setMade(await client.call('redactBundle', asked, options)));
  };
  const close = () => {
    making.stop();
    onClose();
  };
  if (made !== null) {
    return (
      <DialogFrame title={redactedText.done} width="wide" onClose={close}>
        <RedactedFiles made={made} saveFile={saveFile} onClose={close} />
      </DialogFrame>
    );
  }
  return (
    <DialogFrame title={title} width="wide" onClose={close}>
      <p className="hint">{redactedText.sectionLead}</p>
      {query !== '' && (
        <p>
          {redactedText.result} <code>{<EvidenceText text={query} limit={300} />}</code>
        </p>
      )}
      {reviewer === '' && <ReviewerForm />}
      <BundleRules used={used} order={order} name={bundle.fileName} saveFile={saveFile} onChange={setOrder} />
      <Field
        label={redactedText.reason}
        hint={redactedText.reasonHint}
        error={null}
        value={reason}
        onChange={setReason}
      />
      <SignerPart identity={identity} />
      <label className="acknowledge">
        <input
          type="checkbox"
          checked={isAcknowledged}
          disabled={making.isWorking}
          onChange={(event) => setIsAcknowledged(event.target.checked)}
        />
        <span>{redactedText.acknowledge}</span>
      </label>
      <MakingFoot making={making} text={redactedText} isReady={isReady} onMake={make} onCancel={close} />
    </DialogFrame>
  );
}
