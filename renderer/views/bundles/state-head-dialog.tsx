import { type FormEvent, useState } from 'react';
import { parseTypedRoot, parseTypedSize } from '../../../shared/case/stated-heads.ts';
import type { BundleView } from '../../../shared/contract/case-protocol.ts';
import { bundlesText } from '../../text/bundles.ts';
import { commonText } from '../../text/common.ts';
import { trustText } from '../../text/trust.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Field } from '../common/field.tsx';
import { useDecision } from '../trust/use-decision.ts';

interface StateHeadDialogProps {
  readonly caseId: string;
  readonly bundle: BundleView;
  readonly onClose: () => void;
}

/** Asks what the person was told of the newest head. The bundle's own numbers are not in it, so they are not copied. */
export function StateHeadDialog({ caseId, bundle, onClose }: StateHeadDialogProps) {
  const { isWorking, error, decide } = useDecision(onClose);
  const [typedSize, setTypedSize] = useState('');
  const [typedRoot, setTypedRoot] = useState('');
  const [told, setTold] = useState('');
  const [by, setBy] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const words = bundlesText.stateHead;
  const size = parseTypedSize(typedSize);
  const root = parseTypedRoot(typedRoot);
  const missing = (value: string) => (isAsked && value.trim() === '' ? trustText.dialog.required : null);
  const sizeError = missing(typedSize) ?? (isAsked && size === null ? words.sizeWrong : null);
  const hasRoot = typedRoot.trim() !== '';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (size === null || (hasRoot && root === null) || told.trim() === '' || by.trim() === '') return;
    decide('stateHead', { caseId, bundleId: bundle.bundleId, size, root: hasRoot ? root : null, told, by });
  };
  return (
    <DialogFrame title={words.title} width="wide" onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <p>{words.lead}</p>
        <p className="dialog-subject">
          <EvidenceText text={bundle.fileName} limit={160} />
        </p>
        <Field
          label={words.size}
          hint={words.sizeHint}
          error={sizeError}
          value={typedSize}
          onChange={setTypedSize}
          autoFocus
        />
        <Field
          label={words.root}
          hint={words.rootHint}
          error={isAsked && hasRoot && root === null ? words.rootWrong : null}
          value={typedRoot}
          onChange={setTypedRoot}
          isCode
          isRequired={false}
        />
        <Field
          label={words.told}
          hint={words.toldHint}
          error={missing(told)}
          value={told}
          onChange={setTold}
        />
        <Field label={words.by} hint={words.byHint} error={missing(by)} value={by} onChange={setBy} />
        {error !== null && <ErrorNotice title={words.failed} error={error} />}
        <div className="dialog-actions">
          <ActionButton label={commonText.cancel} onPress={onClose} />
          <ActionButton label={words.confirm} look="primary" type="submit" isPending={isWorking} />
        </div>
      </form>
    </DialogFrame>
  );
}
