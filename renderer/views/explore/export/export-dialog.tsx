import { type FormEvent, useRef, useState } from 'react';
import type { Progress } from '../../../../shared/contract/case-protocol.ts';
import type { MadeExport, PlanOrder } from '../../../../shared/contract/export-protocol.ts';
import type { ExportForm } from '../../../../shared/export/export-form.ts';
import { useCaseClient } from '../../../client/case-client-context.ts';
import type { Host } from '../../../host/host.ts';
import { commonText } from '../../../text/common.ts';
import { exportText } from '../../../text/export.ts';
import { useSharedCaseWork } from '../../casework/case-work-provider.tsx';
import { ReviewerForm } from '../../casework/reviewer-form.tsx';
import { ActionButton } from '../../common/action-button.tsx';
import { DialogFrame } from '../../common/dialog-frame.tsx';
import { ErrorNotice } from '../../common/error-notice.tsx';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { Field } from '../../common/field.tsx';
import { ProgressLine } from '../../common/progress-line.tsx';
import { useIdentity, useWork } from '../../identity/use-identity.ts';
import { FormChoice } from './form-choice.tsx';
import { MadeFiles } from './made-files.tsx';
import { PersonalPart } from './personal-part.tsx';
import { SigningRow } from './signing-row.tsx';
import { useExportPlan } from './use-export-plan.ts';

interface ExportDialogProps {
  readonly order: PlanOrder;
  readonly saveFile: Host['saveFile'];
  readonly appVersion: string;
  readonly onClose: () => void;
}

/** Asks in which form, for whom and what for; then makes the files, to be saved. */
export function ExportDialog({ order, saveFile, appVersion, onClose }: ExportDialogProps) {
  const client = useCaseClient();
  const { reviewer } = useSharedCaseWork();
  const identity = useIdentity();
  const { isWorking, error, work } = useWork();
  const plan = useExportPlan(order);
  const [form, setForm] = useState<ExportForm>('csv');
  const [hasByteOrderMark, setHasByteOrderMark] = useState(false);
  const [purpose, setPurpose] = useState('');
  const [receivedBy, setReceivedBy] = useState('');
  const [isAcknowledged, setIsAcknowledged] = useState(false);
  const [wantsSignature, setWantsSignature] = useState(true);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [made, setMade] = useState<MadeExport | null>(null);
  const stop = useRef<AbortController | null>(null);

  const known = plan.kind === 'known' ? plan.plan : null;
  const hasColumns = form === 'csv' || form === 'parquet';
  // What is written besides the columns is the whole line, in every form but CSV.
  const personal = known === null ? [] : form === 'csv' ? known.personalColumns : known.personalFields;
  const canSign = identity.state.kind === 'known' && identity.state.identity?.custodyKeys != null;
  const isStated = purpose.trim() !== '' && receivedBy.trim() !== '';
  const isReady =
    known !== null && isStated && (personal.length === 0 || (isAcknowledged && reviewer !== ''));

  const make = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || isWorking) return;
    stop.current = new AbortController();
    const { signal } = stop.current;
    setProgress(null);
    void work(async () => {
      const asked = {
        ...order,
        form,
        hasByteOrderMark: form === 'csv' && hasByteOrderMark,
        purpose: purpose.trim(),
        receivedBy: receivedBy.trim(),
        acknowledgedBy: personal.length === 0 ? '' : reviewer,
        isSigned: canSign && wantsSignature,
        appVersion,
      };
      setMade(await client.call('makeExport', asked, { signal, onProgress: setProgress }));
    });
  };
  const close = () => {
    stop.current?.abort();
    onClose();
  };

  if (made !== null) {
    return (
      <DialogFrame title={exportText.doneTitle} width="wide" onClose={close}>
        <MadeFiles made={made} saveFile={saveFile} onClose={close} />
      </DialogFrame>
    );
  }
  return (
    <DialogFrame title={exportText.title} width="wide" onClose={close}>
      <p className="hint">{exportText.lead}</p>
      {plan.kind === 'failed' && <ErrorNotice title={exportText.planFailed} error={plan.error} />}
      {personal.length > 0 && reviewer === '' && <ReviewerForm />}
      <form className="form" onSubmit={make} noValidate>
        <FormChoice form={form} plan={known} isDisabled={isWorking} onChange={setForm} />
        {/* Always there, so that nothing below moves with the form. */}
        <label className="acknowledge">
          <input
            type="checkbox"
            checked={form === 'csv' && hasByteOrderMark}
            disabled={isWorking || form !== 'csv'}
            onChange={(event) => setHasByteOrderMark(event.target.checked)}
          />
          <span>{exportText.byteOrderMark}</span>
        </label>
        <p className="hint">
          {exportText.content[form]}{' '}
          {hasColumns && order.fields.length > 0 && (
            <EvidenceText text={order.fields.join(', ')} limit={600} />
          )}
        </p>
        {known !== null && known.unchecked.length > 0 && (
          <p className="hint">
            {exportText.unchecked} <EvidenceText text={known.unchecked.join(', ')} limit={600} />
          </p>
        )}
        <div className="export-fields">
          <Field
            label={exportText.purpose}
            hint={exportText.purposeHint}
            error={null}
            value={purpose}
            onChange={setPurpose}
          />
          <Field
            label={exportText.receivedBy}
            hint={exportText.receivedByHint}
            error={null}
            value={receivedBy}
            onChange={setReceivedBy}
          />
        </div>
        {personal.length > 0 && (
          <PersonalPart
            fields={personal}
            reviewer={reviewer}
            isAcknowledged={isAcknowledged}
            isDisabled={isWorking}
            onChange={setIsAcknowledged}
          />
        )}
        <SigningRow
          identity={identity}
          isWanted={wantsSignature}
          isDisabled={isWorking}
          onChange={setWantsSignature}
        />
        {error !== null && error.kind !== 'cancelled' && (
          <ErrorNotice title={exportText.failed} error={error} />
        )}
        {isWorking && (
          <ProgressLine label={exportText.progress} beforehand={exportText.beforehand} progress={progress} />
        )}
        <div className="dialog-actions">
          <span className="hint" role="status">
            {error?.kind === 'cancelled' ? exportText.stopped : !isStated && exportText.missing}
          </span>
          {isWorking ? (
            <ActionButton label={exportText.stop} onPress={() => stop.current?.abort()} />
          ) : (
            <ActionButton label={commonText.cancel} onPress={close} />
          )}
          <ActionButton
            label={exportText.make}
            look="primary"
            type="submit"
            isPending={isWorking}
            isDisabled={!isReady}
          />
        </div>
      </form>
    </DialogFrame>
  );
}
