import { useId } from 'react';
import { toVisibleString } from '../../../shared/bytes/visible-text.ts';
import type { ProducedReport } from '../../../shared/casework/produced-reports.ts';
import type { DraftSupersedes } from '../../../shared/casework/report-draft.ts';
import { builderText } from '../../text/reports.ts';
import { Field } from '../common/field.tsx';

interface SupersedesChoiceProps {
  readonly reports: readonly ProducedReport[];
  readonly value: DraftSupersedes | null;
  readonly onChange: (supersedes: DraftSupersedes | null) => void;
}

/** Which report of the case this one replaces, and why. */
export function SupersedesChoice({ reports, value, onChange }: SupersedesChoiceProps) {
  const id = useId();
  // One that was replaced already has its successor; the one that is chosen stays in the list, whatever became of it.
  const offered = reports.filter(
    ({ standing, sha256 }) => standing.kind === 'current' || sha256 === value?.sha256,
  );
  if (offered.length === 0 && value === null) return null;
  return (
    <fieldset className="builder-group">
      <legend>{builderText.supersedes}</legend>
      <div className="choice-field">
        <label htmlFor={id} className="visually-hidden">
          {builderText.supersedes}
        </label>
        <select
          id={id}
          className="input"
          value={value?.sha256 ?? ''}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            const chosen = offered.find(({ sha256 }) => sha256 === event.target.value);
            const reason = value?.reason ?? '';
            onChange(chosen === undefined ? null : { number: chosen.number, sha256: chosen.sha256, reason });
          }}
        >
          <option value="">{builderText.supersedesNone}</option>
          {offered.map(({ number, sha256 }) => (
            <option key={sha256} value={sha256}>
              {`${toVisibleString(number)} (${sha256.slice(0, 16)}…)`}
            </option>
          ))}
        </select>
        <span id={`${id}-hint`} className="field-hint">
          {builderText.supersedesHint}
        </span>
      </div>
      {value !== null && (
        <Field
          label={builderText.supersedesReason}
          hint=""
          error={value.reason.trim() === '' ? builderText.supersedesReasonMissing : null}
          value={value.reason}
          onChange={(reason) => onChange({ ...value, reason })}
        />
      )}
    </fieldset>
  );
}
