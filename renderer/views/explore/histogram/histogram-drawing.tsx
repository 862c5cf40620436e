import {
  type CSSProperties,
  memo,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Histogram } from '../../../../shared/contract/search-protocol.ts';
import { histogramText } from '../../../text/histogram.ts';
import { axisTicks } from './axis-ticks.ts';
import { type BucketRun, barsOf, timeOf } from './bars.ts';
import { rangeWords } from './bucket-time.ts';
import { type PointedBars, readingOf } from './pointed-bars.ts';
import { useBrush } from './use-brush.ts';

/** As in histogram.css. */
const plotHeight = 60;
/** Room for `31 Dec 2026, 12:00` and some air. */
const labelWidth = 130;
/** At the end of the axis stands the name of the zone. */
const zoneWidth = 40;

interface HistogramDrawingProps {
  readonly histogram: Histogram;
  /** What the drawing says as a whole, for who does not see it. */
  readonly summary: string;
  readonly onPointed: (pointed: PointedBars | null) => void;
  readonly onApply: (run: BucketRun) => void;
  readonly onZoomOut: () => void;
}

/** The bars over their axis. With the focus on them they are a slider over the buckets: each reads its numbers aloud. */
export function HistogramDrawing(props: HistogramDrawingProps) {
  const { histogram, summary, onPointed, onApply, onZoomOut } = props;
  const hintId = useId();
  const { brush, pointed, isChoice, handlers } = useBrush(histogram, { onApply, onZoomOut });
  const buckets = histogram.counts.length;
  const first = pointed?.first ?? null;
  const end = pointed?.end ?? null;
  useEffect(() => {
    onPointed(first === null || end === null ? null : { histogram, run: { first, end }, isChoice });
  }, [histogram, first, end, isChoice, onPointed]);

  const spoken = pointed ?? { first: brush.at, end: brush.at + 1 };
  return (
    <div className="histogram-drawing">
      <div
        className="histogram-plot"
        role="slider"
        tabIndex={0}
        aria-label={`${histogramText.title}: ${summary}`}
        aria-describedby={hintId}
        aria-valuemin={1}
        aria-valuemax={buckets}
        aria-valuenow={brush.at + 1}
        aria-valuetext={`${rangeWords(timeOf(histogram, spoken))} ${histogramText.zone}: ${readingOf(histogram, spoken)}`}
        {...handlers}
      >
        <BarsDrawing histogram={histogram} />
        {pointed !== null && (
          <div
            className="histogram-pointed"
            data-choice={isChoice || undefined}
            style={placeOf(pointed, buckets)}
          />
        )}
      </div>
      <Axis histogram={histogram} />
      <p id={hintId} className="visually-hidden">
        {histogramText.hint}
      </p>
    </div>
  );
}

/** Apart from the pointer, which moves far more often than the bars change. */
const BarsDrawing = memo(function BarsDrawing({ histogram }: { readonly histogram: Histogram }) {
  const bars = useMemo(() => barsOf(histogram, plotHeight), [histogram]);
  return (
    <>
      <svg
        className="histogram-bars"
        viewBox={`0 0 ${bars.count} ${plotHeight}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path className="bars-searched" d={bars.searched} />
        <path className="bars-found" d={bars.found} />
      </svg>
      {bars.gaps.map((gap) => (
        <div key={gap.first} className="histogram-gap" style={placeOf(gap, bars.count)} />
      ))}
    </>
  );
});

function Axis({ histogram }: { readonly histogram: Histogram }) {
  const axis = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const element = axis.current;
    if (element === null) return;
    const measure = () => setWidth(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const ticks = useMemo(() => {
    const range = timeOf(histogram, { first: 0, end: histogram.counts.length });
    if (width === null) return [];
    const ticks = axisTicks(range, Math.max(1, Math.floor(width / labelWidth)));
    return ticks.filter(({ at }) => at * width < width - zoneWidth);
  }, [histogram, width]);
  return (
    <div ref={axis} className="histogram-axis" aria-hidden="true">
      {ticks.map(({ at, words }) => (
        // A label near the end would leave the drawing, so it stands on the other side of its mark.
        <span
          key={at}
          className="histogram-tick"
          data-end={(width !== null && at * width > width - labelWidth) || undefined}
          style={{ left: `${at * 100}%` }}
        >
          {words}
        </span>
      ))}
      <span className="histogram-zone">{histogramText.zone}</span>
    </div>
  );
}

function placeOf({ first, end }: BucketRun, buckets: number): CSSProperties {
  return { left: `${(first / buckets) * 100}%`, width: `${((end - first) / buckets) * 100}%` };
}
