import { ProgressBar } from 'react-aria-components/ProgressBar';
import type { Progress } from '../../../shared/contract/case-protocol.ts';
import { importText, stageNames, timeLeftWords } from '../../text/imports.ts';
import { formatCount, percentOf } from './format-number.ts';

interface ProgressLineProps {
  readonly label: string;
  /** What is said until the worker has first reported. */
  readonly beforehand: string;
  readonly progress: Progress | null;
}

/** How far a long piece of work has come: stage, time left and percentage, and below the bar what was counted. */
export function ProgressLine({ label, beforehand, progress }: ProgressLineProps) {
  const percent = progress === null ? 0 : percentOf(progress.bytesDone, progress.bytesTotal);
  const secondsLeft = progress?.rate?.secondsLeft ?? null;
  return (
    <ProgressBar className="progress" value={percent} isIndeterminate={progress === null} aria-label={label}>
      <div className="progress-words">
        <span className="progress-stage">{progress === null ? beforehand : stageNames[progress.stage]}</span>
        <span className="number">{secondsLeft !== null && timeLeftWords(secondsLeft)}</span>
        <span className="number">{progress !== null && `${percent} %`}</span>
      </div>
      <div className="progress-track">
        <div className="progress-fill" style={{ width: `${percent}%` }} />
      </div>
      <Counts progress={progress} />
    </ProgressBar>
  );
}

/**
 * Each number stands at the right end of a column of its own, so it grows to the left and nothing beside it moves.
 * The line is there before the first report, so nothing below it moves either.
 */
function Counts({ progress }: Pick<ProgressLineProps, 'progress'>) {
  if (progress === null) return <div className="progress-counts" />;
  const { bytesDone, bytesTotal, entries, rejects, rate } = progress;
  return (
    <div className="progress-counts">
      {/* As wide as it will ever get. */}
      <span className="number" style={{ minWidth: `${formatCount(bytesTotal).length}ch` }}>
        {formatCount(bytesDone)}
      </span>
      <span>
        {bytesTotal > 0 && importText.of(bytesTotal)} {importText.bytes}
      </span>
      <span className="number">{rate !== undefined && importText.bytesPerSecond(rate.bytesPerSecond)}</span>
      {rejects !== undefined && (
        <>
          <span className="number">{formatCount(entries)}</span>
          <span>{importText.entries}</span>
          <span className="number">
            {rate !== undefined && importText.entriesPerSecond(rate.entriesPerSecond)}
          </span>
          <span className="number" data-some={rejects > 0}>
            {formatCount(rejects)}
          </span>
          <span>{importText.rejects}</span>
        </>
      )}
    </div>
  );
}
