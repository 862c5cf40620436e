import { type FormEvent, useState } from 'react';
import type { WireError } from '../../../shared/contract/case-protocol.ts';
import { normaliseFingerprint } from '../../../shared/trust/fingerprint.ts';
import type { OfferedKey } from '../../../shared/verify/offered-keys.ts';
import { commonText } from '../../text/common.ts';
import { trustText } from '../../text/trust.ts';
import { ActionButton } from '../common/action-button.tsx';
import { DialogFrame } from '../common/dialog-frame.tsx';
import { ErrorNotice } from '../common/error-notice.tsx';
import { EvidenceText } from '../common/evidence-text.tsx';
import { Facts } from '../common/facts.tsx';
import { Field } from '../common/field.tsx';
import { ComparedFields, isSaid, noTypedComparison } from './compared-fields.tsx';
import { FingerprintComparison } from './fingerprint-comparison.tsx';
import { useDecision } from './use-decision.ts';
import { noTypedWindow, readTypedWindow, WindowFields } from './window-fields.tsx';

interface PinDialogProps {
  readonly caseId: string;
  readonly offered: OfferedKey;
  readonly onClose: () => void;
}

/**
 * Asks for the fingerprint that the person received by another way, and how. The fingerprint of the bundle's own key is
 * not on screen until the case worker has refused a different one: otherwise it would be copied, and compared with itself.
 */
export function PinDialog({ caseId, offered, onClose }: PinDialogProps) {
  const { isWorking, error, forgetError, decide } = useDecision(onClose);
  const [typed, setTyped] = useState('');
  const [comparison, setComparison] = useState(noTypedComparison);
  const [typedWindow, setTypedWindow] = useState(noTypedWindow);
  const [isAsked, setIsAsked] = useState(false);
  /** What was compared, in the form of a fingerprint. */
  const [comparedWith, setComparedWith] = useState('');
  const words = trustText.dialog;
  const fingerprint = normaliseFingerprint(typed);
  const typedWords = typed.trim() === '' ? words.required : fingerprint === null ? words.incomplete : null;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    forgetError();
    const window = readTypedWindow(typedWindow);
    if (fingerprint === null || !isSaid(comparison) || window === null) return;
    setComparedWith(fingerprint);
    const { role, origin, publicKey } = offered;
    decide('pinKey', { caseId, role, origin, publicKey, typedFingerprint: typed, ...comparison, window });
  };

  return (
    <DialogFrame title={words.title} width="wide" onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <p>{words.lead}</p>
        <Facts
          facts={[
            { name: trustText.columns.role, value: trustText.roles[offered.role] },
            { name: trustText.columns.origin, value: <EvidenceText text={offered.origin} limit={300} /> },
          ]}
        />
        <Field
          label={words.typed}
          hint={words.typedHint}
          error={isAsked ? typedWords : null}
          value={typed}
          onChange={setTyped}
          isCode
          autoFocus
        />
        <ComparedFields words={words} typed={comparison} onChange={setComparison} isAsked={isAsked} />
        <WindowFields typed={typedWindow} onChange={setTypedWindow} isAsked={isAsked} />
        {error !== null && <RefusalNotice error={error} typed={comparedWith} actual={offered.fingerprint} />}
        <div className="dialog-actions">
          {isWorking && <span className="hint">{words.comparing}</span>}
          <ActionButton label={commonText.cancel} onPress={onClose} />
          <ActionButton
            label={words.confirm}
            icon="trust"
            look="primary"
            type="submit"
            isPending={isWorking}
          />
        </div>
      </form>
    </DialogFrame>
  );
}

function RefusalNotice(props: {
  readonly error: WireError;
  readonly typed: string;
  readonly actual: string;
}) {
  const { error, typed, actual } = props;
  // Any other reason is not about the two values, so the key's own stays off the screen.
  if (error.kind !== 'refused' || typed === actual)
    return <ErrorNotice title={trustText.dialog.refused} error={error} />;
  return (
    <section className="notice" data-tone="bad" role="alert">
      <h3 className="notice-title">{trustText.dialog.mismatch}</h3>
      <FingerprintComparison typed={typed} actual={actual} />
      <p>{trustText.dialog.mismatchAdvice}</p>
    </section>
  );
}
