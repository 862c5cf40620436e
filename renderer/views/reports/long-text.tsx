import { type Ref, useId } from 'react';

interface LongTextProps {
  readonly label: string;
  readonly hint: string;
  readonly rows: number;
  readonly value: string;
  readonly isCode?: boolean;
  readonly onChange: (value: string) => void;
  /** Where it has no words of its own on screen. */
  readonly isLabelHidden?: boolean;
  readonly field?: Ref<HTMLTextAreaElement>;
}

/** A text of several lines with its label and hint. */
export function LongText(props: LongTextProps) {
  const { label, hint, rows, value, isCode = false, onChange, isLabelHidden = false, field } = props;
  const id = useId();
  return (
    <div className="choice-field">
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : undefined}>
        {label}
      </label>
      <textarea
        ref={field}
        id={id}
        className="input note-input"
        data-code={isCode || undefined}
        rows={rows}
        aria-describedby={hint === '' ? undefined : `${id}-hint`}
        spellCheck={isCode ? false : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint !== '' && (
        <span id={`${id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
    </div>
  );
}
