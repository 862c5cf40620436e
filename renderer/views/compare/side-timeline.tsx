import { useState } from 'react';
import type { SearchResult } from '../../../shared/contract/search-protocol.ts';
import { compareText } from '../../text/compare.ts';
import { histogramText } from '../../text/histogram.ts';
import { timeOf } from '../explore/histogram/bars.ts';
import { rangeWords, type TimeRange } from '../explore/histogram/bucket-time.ts';
import { HistogramDrawing } from '../explore/histogram/histogram-drawing.tsx';
import { type PointedBars, readingOf } from '../explore/histogram/pointed-bars.ts';

interface SideTimelineProps {
  readonly name: 'left' | 'right';
  readonly result: Pick<SearchResult, 'histogram' | 'total' | 'searched'> | null;
  readonly isStale: boolean;
  /** Nothing is being counted, and nothing will be. */
  readonly isInvalid: boolean;
  readonly onRange: (range: TimeRange | null) => void;
}

/** When the lines of a side are, and the way to choose a period with the mouse or with arrow keys. */
export function SideTimeline({ name, result, isStale, isInvalid, onRange }: SideTimelineProps) {
  const [pointed, setPointed] = useState<PointedBars | null>(null);
  const histogram = result?.histogram ?? null;
  if (histogram === null || histogram.counts.length === 0) {
    return (
      <p className="histogram-none compared-side-timeline">{wordsWithout(result !== null, isInvalid)}</p>
    );
  }
  const shown = rangeWords(timeOf(histogram, { first: 0, end: histogram.counts.length }));
  const summary = histogramText.summary(
    result?.total ?? 0,
    result?.searched ?? 0,
    `${shown} ${histogramText.zone}`,
  );
  return (
    <div className="histogram compared-side-timeline" data-stale={isStale || undefined}>
      <p className="histogram-reading">
        {pointed === null ? (
          <span className="hint">{compareText.timelineHint}</span>
        ) : (
          <>
            <span className="time">
              {rangeWords(timeOf(pointed.histogram, pointed.run))} {histogramText.zone}
            </span>{' '}
            <strong>{readingOf(pointed.histogram, pointed.run)}</strong>
          </>
        )}
      </p>
      <HistogramDrawing
        histogram={histogram}
        summary={`${compareText.timeline(name)}, ${summary}`}
        onPointed={setPointed}
        onApply={(run) => onRange(timeOf(histogram, run))}
        onZoomOut={() => onRange(null)}
      />
    </div>
  );
}

/** Why there are no bars. */
function wordsWithout(hasResult: boolean, isInvalid: boolean): string {
  if (hasResult) return histogramText.noTimes;
  return isInvalid ? compareText.notCounted : histogramText.loading;
}
