import { ProgressBar } from 'react-aria-components/ProgressBar';
import type { Progress } from '../../../shared/contract/case-protocol.ts';
import { importText, stageNames } from '../../text/imports.ts';
import { percentOf } from './format-number.ts';

interface ProgressLineProps {
  readonly label: string;
  /** What is said until the worker has first reported. */
  readonly beforehand: string;
  readonly progress: Progress | null;
}

/** How far a long piece of work has come: stage, percentage, bytes and entries, in columns that do not jump. */
export function ProgressLine({ label, beforehand, progress }: ProgressLineProps) {
  const percent = progress === null ? 0 : percentOf(progress.bytesDone, progress.bytesTotal);
  return (
    <ProgressBar className="progress" value={percent} isIndeterminate={progress === null} aria-label={label}>
      <div className="progress-words">
        <span className="progress-stage">{progress === null ? beforehand : stageNames[progress.stage]}</span>
        {progress !== null && (
          <>
            <span className="number">{importText.entries(progress.entries)}</span>
            <span className="number">{importText.bytesDone(progress.bytesDone, progress.bytesTotal)}</span>
            <span className="number progress-percent">{percent} %</span>
          </>
        )}
      </div>
      <div className="progress-track">
        <div className="progress-fill" style={{ width: `${percent}%` }} />
      </div>
    </ProgressBar>
  );
}
