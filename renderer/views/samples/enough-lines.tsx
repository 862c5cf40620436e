import { useState } from 'react';
import { drawText } from '../../text/samples.ts';
import { ActionButton } from '../common/action-button.tsx';
import { Field } from '../common/field.tsx';
import { neededLines, usualSize } from './typed-draw.ts';

interface EnoughLinesProps {
  readonly size: number;
  readonly onUse: (count: number) => void;
}

/** How many lines are enough, and in one sentence what that means. */
export function EnoughLines({ size, onUse }: EnoughLinesProps) {
  const [typed, setTyped] = useState(usualSize);
  const needed = neededLines(typed, size);
  return (
    <details className="draw-helper">
      <summary className="plain-summary">{drawText.helper}</summary>
      <div className="draw-row">
        <Field
          label={drawText.confidence}
          hint=""
          error={null}
          value={typed.confidence}
          onChange={(confidence) => setTyped({ ...typed, confidence })}
        />
        <Field
          label={drawText.tolerable}
          hint=""
          error={null}
          value={typed.tolerable}
          onChange={(tolerable) => setTyped({ ...typed, tolerable })}
        />
        <Field
          label={drawText.accepted}
          hint=""
          error={null}
          value={typed.accepted}
          onChange={(accepted) => setTyped({ ...typed, accepted })}
        />
      </div>
      {needed === null ? (
        <p className="field-error">{drawText.helperWrong}</p>
      ) : (
        <div className="draw-meaning">
          <p role="status">
            {drawText.meaning(
              needed,
              typed.confidence.trim(),
              typed.tolerable.trim(),
              Number(typed.accepted.trim()),
              size,
            )}
            {needed === size && <> {drawText.everything}</>}
          </p>
          <ActionButton
            label={drawText.use(needed)}
            isDisabled={needed === 0}
            onPress={() => onUse(needed)}
          />
        </div>
      )}
    </details>
  );
}
