import { useId } from 'react';
import type { ExportPlan } from '../../../../shared/contract/export-protocol.ts';
import { type ExportForm, exportForms } from '../../../../shared/export/export-form.ts';
import { exportText } from '../../../text/export.ts';
import { formatRoundedBytes } from '../../common/format-number.ts';

interface FormChoiceProps {
  readonly form: ExportForm;
  /** Null while it is counted. */
  readonly plan: ExportPlan | null;
  readonly isDisabled: boolean;
  readonly onChange: (form: ExportForm) => void;
}

/** The forms, what each is for, and about how large the file will be. */
export function FormChoice({ form, plan, isDisabled, onChange }: FormChoiceProps) {
  const name = useId();
  const leavesOut = form === 'ecs' || form === 'ocsf';
  return (
    <fieldset className="export-forms">
      <legend>
        {exportText.form}
        <span className="number">{plan === null ? exportText.planning : exportText.lines(plan.lines)}</span>
      </legend>
      {exportForms.map((each) => (
        <label key={each} data-chosen={each === form || undefined}>
          <input
            type="radio"
            name={name}
            checked={each === form}
            disabled={isDisabled}
            onChange={() => onChange(each)}
          />
          <strong>{exportText.formNames[each]}</strong>
          <span className="hint">{exportText.formHints[each]}</span>
          <span className="number">
            {plan !== null &&
              plan.bytes !== null &&
              `${exportText.size} ${formatRoundedBytes(plan.bytes[each])}`}
          </span>
        </label>
      ))}
      {leavesOut && plan !== null && plan.otherLines > 0 && (
        <p className="hint">{exportText.otherLines(plan.otherLines)}</p>
      )}
    </fieldset>
  );
}
