import { memo, useId, useState } from 'react';
import { Toolbar } from 'react-aria-components/Toolbar';
import type { Histogram, SearchResult } from '../../../../shared/contract/search-protocol.ts';
import { histogramText, widthWords } from '../../../text/histogram.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { useStableCallback } from '../use-stable-callback.ts';
import { timeOf } from './bars.ts';
import { rangeWords, type TimeRange } from './bucket-time.ts';
import { HistogramDrawing } from './histogram-drawing.tsx';
import { HistogramNumbers } from './histogram-numbers.tsx';
import { type PointedBars, readingOf } from './pointed-bars.ts';
import { zoomedOut } from './zoom.ts';

interface HistogramPanelProps {
  /** Null until the first answer; the panel is as high as with it. */
  readonly result: Pick<SearchResult, 'histogram' | 'total' | 'searched'> | null;
  /** The figures are those of an earlier question. */
  readonly isStale: boolean;
  /** How much of the index is loaded, in percent; null when that is not what is waited for. */
  readonly loaded: number | null;
  /** Whether the query says something about time, so that there is something to zoom out of. */
  readonly isBounded: boolean;
  /** All times of the searched bundles, as their receipts say; null where none states one. */
  readonly whole: TimeRange | null;
  /** The time to be searched; null for all. */
  readonly onRange: (range: TimeRange | null) => void;
}

/** How many lines of the result lie where in time, and the way to search in a piece of that time. */
export function HistogramPanel({ isStale, onRange, ...props }: HistogramPanelProps) {
  const setRange = useStableCallback(onRange);
  return (
    <div className="histogram" data-stale={isStale || undefined}>
      <Panel {...props} onRange={setRange} />
    </div>
  );
}

/** Apart from what changes with every key in the query. */
const Panel = memo(function Panel({
  result,
  loaded,
  isBounded,
  whole,
  onRange,
}: Omit<HistogramPanelProps, 'isStale'>) {
  const titleId = useId();
  const [isInNumbers, setIsInNumbers] = useState(false);
  const [pointed, setPointed] = useState<PointedBars | null>(null);
  const histogram = result?.histogram ?? null;
  const hasBars = histogram !== null && histogram.counts.length > 0;
  const zoomOut = () => {
    if (isBounded && hasBars) onRange(zoomedOut(shownRange(histogram), whole, histogram.width));
  };
  return (
    <section aria-labelledby={titleId}>
      <div className="histogram-bar">
        <h2 id={titleId}>{histogramText.title}</h2>
        <p className="histogram-reading">
          {hasBars && (pointed === null ? <Legend histogram={histogram} /> : <Reading {...pointed} />)}
        </p>
        <Toolbar className="histogram-tools" aria-label={histogramText.tools}>
          <ActionButton
            label={histogramText.zoomOut}
            look="quiet"
            isDisabled={!isBounded || !hasBars}
            onPress={zoomOut}
          />
          <ActionButton
            label={histogramText.allTime}
            look="quiet"
            isDisabled={!isBounded}
            onPress={() => onRange(null)}
          />
          <ActionButton
            label={histogramText.asNumbers}
            look="quiet"
            isDisabled={!hasBars}
            onPress={() => setIsInNumbers(true)}
          />
        </Toolbar>
      </div>
      {hasBars ? (
        <HistogramDrawing
          histogram={histogram}
          summary={histogramText.summary(
            result?.total ?? 0,
            result?.searched ?? 0,
            `${rangeWords(shownRange(histogram))} ${histogramText.zone}`,
          )}
          onPointed={setPointed}
          onApply={(run) => onRange(timeOf(histogram, run))}
          onZoomOut={zoomOut}
        />
      ) : (
        <p className="histogram-none">{histogram === null ? waitingWords(loaded) : histogramText.noTimes}</p>
      )}
      {isInNumbers && hasBars && (
        <HistogramNumbers histogram={histogram} onClose={() => setIsInNumbers(false)} />
      )}
    </section>
  );
});

function waitingWords(loaded: number | null): string {
  return loaded === null ? histogramText.loading : histogramText.loadingIndex(loaded);
}

function Legend({ histogram }: { readonly histogram: Histogram }) {
  const { counts, searched, width, withoutTime } = histogram;
  return (
    <>
      <span className="legend">{histogramText.bars(widthWords(width))}</span>
      <span className="legend">
        <span className="legend-found" />
        {histogramText.found}, {histogramText.foundPeak(Math.max(0, ...counts))}
      </span>
      <span className="legend">
        <span className="legend-searched" />
        {histogramText.searched}, {histogramText.searchedPeak(Math.max(0, ...searched))}
      </span>
      {searched.includes(0) && (
        <span className="legend">
          <span className="legend-gap" />
          {histogramText.gap}
        </span>
      )}
      {withoutTime > 0 && <span className="legend">{histogramText.withoutTime(withoutTime)}</span>}
    </>
  );
}

function Reading({ histogram, run, isChoice }: PointedBars) {
  return (
    <>
      <span className="time">
        {rangeWords(timeOf(histogram, run))} {histogramText.zone}
      </span>
      <strong className="legend">{readingOf(histogram, run)}</strong>
      {isChoice && <span className="legend">{histogramText.chosen(run.end - run.first)}</span>}
    </>
  );
}

function shownRange(histogram: Histogram): TimeRange {
  return timeOf(histogram, { first: 0, end: histogram.counts.length });
}
