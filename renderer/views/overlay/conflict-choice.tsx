import { useId } from 'react';
import type { ConflictSide, MergeChoice, MergeConflict } from '../../../shared/casework/merge-conflict.ts';
import { overlayText, subjectWords } from '../../text/overlay.ts';
import { EvidenceText } from '../common/evidence-text.tsx';
import { formatTime } from '../common/format-time.ts';

interface ConflictChoiceProps {
  readonly conflict: MergeConflict;
  readonly choice: MergeChoice | null;
  readonly onChange: (choice: MergeChoice) => void;
}

/** Both sides of one conflict beside each other, and what is chosen of them. */
export function ConflictChoice({ conflict, choice, onChange }: ConflictChoiceProps) {
  const { id, subject, mine, theirs } = conflict;
  const name = useId();
  const canBeText = subject.kind === 'annotation' && subject.attribute === 'note';
  const radio = (take: MergeChoice['take'], label: string) => (
    <label className="conflict-take">
      <input
        type="radio"
        name={name}
        checked={choice?.take === take}
        onChange={() =>
          onChange(take === 'text' ? { id, take, text: `${mine.value}\n\n${theirs.value}` } : { id, take })
        }
      />{' '}
      {label}
    </label>
  );
  return (
    <fieldset className="conflict">
      <legend>
        <EvidenceText text={subjectWords(subject)} limit={240} />
      </legend>
      <div className="conflict-sides">
        <div>
          {radio('mine', overlayText.mine)}
          <Side side={mine} />
        </div>
        <div>
          {radio('theirs', overlayText.theirs)}
          <Side side={theirs} />
        </div>
      </div>
      {canBeText && radio('text', overlayText.third)}
      {choice?.take === 'text' && (
        <textarea
          className="input note-input"
          rows={3}
          aria-label={overlayText.thirdText}
          value={choice.text}
          onChange={(event) => onChange({ ...choice, text: event.target.value })}
        />
      )}
    </fieldset>
  );
}

function Side({ side }: { readonly side: ConflictSide }) {
  return (
    <>
      <p className="hint">
        <EvidenceText
          text={overlayText.saidBy(side.by, side.at === null ? '' : formatTime(side.at))}
          limit={120}
        />
      </p>
      {side.value.trim() === '' ? (
        <p className="hint">{overlayText.none}</p>
      ) : (
        <div className="conflict-value">
          <EvidenceText text={side.value} limit={2000} />
        </div>
      )}
    </>
  );
}
