import { type RefObject, useId, useState } from 'react';
import { samplesText } from '../../text/samples.ts';

interface RemarkFieldProps {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly position: number;
  readonly remark: string;
  readonly isDisabled: boolean;
  readonly onSave: (remark: string) => void;
  /** Back to the grid. */
  readonly onLeave: () => void;
}

/** The remark on the chosen line. What was typed is written down by Enter, and when the person goes elsewhere. */
export function RemarkField({ input, position, remark, isDisabled, onSave, onLeave }: RemarkFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const id = useId();
  const save = () => {
    if (draft !== null && draft.trim() !== remark) onSave(draft.trim());
    setDraft(null);
  };
  return (
    <div className="worksheet-remark-field">
      <label htmlFor={id}>{samplesText.remarkOf(position)}</label>
      <input
        ref={input}
        id={id}
        className="input"
        value={draft ?? remark}
        disabled={isDisabled}
        autoComplete="off"
        aria-describedby={`${id}-hint`}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            save();
            onLeave();
          }
          if (event.key === 'Escape') {
            setDraft(null);
            onLeave();
          }
        }}
      />
      <span id={`${id}-hint`} className="field-hint">
        {samplesText.remarkHint}
      </span>
    </div>
  );
}
